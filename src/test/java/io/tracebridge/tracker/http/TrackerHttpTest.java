package io.tracebridge.tracker.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tracebridge.tracker.TrackerException;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What is sent, and how answers are understood. */
class TrackerHttpTest extends HttpFixture {

    @Test
    void sendsWhatTheEndpointAndTheRequestSay() throws InterruptedException {
        this.server.enqueue(json(200, "{\"ok\":true}"));
        var api = api(Endpoint.at(base() + "/api/v3/").bearer(TOKEN).header("X-Api-Version", "2022"));

        var response = api.call(TrackerRequest.get("repos", "a/b", "c?d").query("q", "x&y=ä"));

        assertThat(response.json().path("ok").asBoolean()).isTrue();
        var sent = this.server.takeRequest();
        assertThat(sent.getTarget()).isEqualTo("/api/v3/repos/a%2Fb/c%3Fd?q=x%26y%3D%C3%A4");
        assertThat(sent.getHeaders().get("Authorization")).isEqualTo("Bearer " + TOKEN);
        assertThat(sent.getHeaders().get("X-Api-Version")).isEqualTo("2022");
        assertThat(sent.getHeaders().get("User-Agent")).isEqualTo("Tracebridge/1.2.3");
        assertThat(sent.getHeaders().get("Accept")).isEqualTo("application/json");
    }

    static Stream<Arguments> bodies() {
        var json = JsonNodeFactory.instance.objectNode().put("a", "ä");
        return Stream.of(Arguments.of(TrackerRequest.post("x").json(json), "application/json", "{\"a\":\"ä\"}"),
                Arguments.of(TrackerRequest.patch("x").jsonPatch(json), "application/json-patch+json", "{\"a\":\"ä\"}"),
                Arguments.of(TrackerRequest.post("x").form(Map.of("a b", "ä&=")), "application/x-www-form-urlencoded",
                        "a+b=%C3%A4%26%3D"),
                Arguments.of(TrackerRequest.post("x").json(new TextNode("\ud83d")), "application/json", "\"?\""));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void sendsEveryKindOfBodyInUtf8(TrackerRequest request, String contentType, String body)
            throws InterruptedException {
        this.server.enqueue(empty(204));

        var response = api().call(request);

        assertThat(response.json().isMissingNode()).isTrue();
        var sent = this.server.takeRequest();
        assertThat(sent.getHeaders().get("Content-Type")).isEqualTo(contentType);
        assertThat(sent.getBody().utf8()).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", ".", ".." })
    void refusesPathSegmentsThatWouldMoveThePath(String segment) {
        assertThatIllegalArgumentException().isThrownBy(() -> TrackerRequest.get("repos", segment));
    }

    @Test
    void readsCompressedAnswers() throws IOException {
        var zipped = new Buffer();
        try (var sink = Okio.buffer(new GzipSink(zipped))) {
            sink.writeUtf8("{\"ok\":true}");
        }
        this.server.enqueue(json(200, "").newBuilder().setHeader("Content-Encoding", "gzip").body(zipped).build());

        assertThat(api().call(TrackerRequest.get("x")).json().path("ok").asBoolean()).isTrue();
    }

    @Test
    void boundsTheAnswerAfterDecompression() throws IOException {
        var bomb = new Buffer();
        try (var sink = Okio.buffer(new GzipSink(bomb))) {
            sink.writeUtf8("\"" + "a".repeat(5_000_000) + "\"");
        }
        assertThat(bomb.size()).isLessThan(HASTY.answerBytes());
        this.server.enqueue(json(200, "").newBuilder().setHeader("Content-Encoding", "gzip").body(bomb).build());

        assertThatExceptionOfType(TrackerException.NotTheTracker.class).isThrownBy(this::read)
            .withMessageContaining("more than 100000 bytes");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200 | text/html        | <title>Log in</title>  | titled "Log in"
            200 | text/html        | <title>Log in</title>  | login page
            200 | text/html        | <h1>Down</h1>          | maintenance
            404 | text/html        | <h1>Not found</h1>     | Check baseUrl
            200 | text/plain       | OK                     | something other than JSON
            200 | application/json | {"half":               | not
            200 | application/json | {} <html>              | not
            """)
    void tellsApartWhatIsNotTheTrackersApi(int status, String type, String body, String hint) {
        this.server.enqueue(answer(status, type, body));

        assertThatExceptionOfType(TrackerException.NotTheTracker.class).isThrownBy(this::read)
            .withMessageContaining(hint);
    }

    @Test
    void whatItFoundDoesNotSayWhatToDoSoThatOthersCanInTheirOwnWords() {
        this.server.enqueue(answer(200, "text/html", "<title>Sign in</title>"));

        var found = catchThrowableOfType(TrackerException.NotTheTracker.class, this::read);

        assertThat(found.finding()).contains("an HTML page titled \"Sign in\", which looks like a login page.")
            .doesNotContainIgnoringCase("check");
        assertThat(found).hasMessage(found.finding()
                + " Check baseUrl, and whether a proxy, a maintenance page or single sign-on answers in its place.");
    }

    @ParameterizedTest
    @ValueSource(ints = { 408, 425, 500, 502, 503, 504 })
    void answersThatSayTryAgainAreUnavailable(int status) {
        this.server.enqueue(answer(status, "text/html", "<h1>Bad</h1>"));

        assertThatExceptionOfType(TrackerException.Unavailable.class).isThrownBy(this::read)
            .withMessageContaining(String.valueOf(status));
    }

    @ParameterizedTest
    @ValueSource(ints = { 400, 401, 403, 404, 409, 410, 422 })
    void everyOtherRefusalIsTheTrackersToRead(int status) {
        this.server.enqueue(json(status, "{\"message\":\"no\"}"));

        assertThatExceptionOfType(TrackerException.Rejected.class).isThrownBy(this::read)
            .withMessage("refused: " + status + " no");
    }

    @ParameterizedTest
    @ValueSource(ints = { 401, 403 })
    void refusedCredentialsAreTheTrackersToReadEvenInHtml(int status) {
        this.server.enqueue(answer(status, "text/html", "<title>Unauthorized</title>"));

        assertThatExceptionOfType(TrackerException.Rejected.class).isThrownBy(this::read)
            .withMessage("refused: " + status + " ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Retry-After                | 7                             | 7
            Retry-After                | 0                             | 0
            Retry-After                | Sun, 22 Nov 2026 10:00:30 GMT | 30
            Retry-After                | Sun, 22 Nov 2026 09:00:00 GMT | 0
            Retry-After                | 99999999999999                | 86400
            Retry-After                | soon                          | 60
            X-RateLimit-Reset          | 1795341690                    | 90
            RateLimit-Reset            | 45                            | 45
            X-RateLimit-Reset          | 2026-11-22T10:02Z             | 120
            X-RateLimit-Requests-Reset | 1795341660000                 | 60
            X-Other                    | 5                             | 60
            """)
    void aRateLimitSaysHowLongToWait(String header, String value, long seconds) {
        this.server.enqueue(empty(429).newBuilder().setHeader(header, value).build());

        var limited = catchThrowableOfType(TrackerException.RateLimited.class, this::read);

        assertThat(limited.retryAfter()).hasSeconds(seconds);
    }

    @Test
    void maintenanceMaySayHowLongToWait() {
        this.server.enqueue(empty(503).newBuilder().setHeader("Retry-After", "120").build());

        var unavailable = catchThrowableOfType(TrackerException.Unavailable.class, this::read);

        assertThat(unavailable.retryAfter()).contains(Duration.ofMinutes(2));
    }

}
