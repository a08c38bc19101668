package io.tracebridge.tracker.http;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class TrackerHttpTest {

    private static final String TOKEN = "s3cr3t/t+ken=";

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);

    private static final HttpLimits HASTY = new HttpLimits(Duration.ofSeconds(2), Duration.ofMillis(300),
            Duration.ofSeconds(2), 100_000);

    private static final ErrorReader REFUSALS = (response) -> new TrackerException.Rejected(Reason.INVALID_FIELD,
            "refused: " + response.status() + " " + response.json().path("message").asText(), Map.of());

    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        this.server.start();
    }

    @AfterEach
    void stop() {
        this.server.close();
    }

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

    @Test
    void aWriteWhoseAnswerIsLostIsSentOnce() {
        this.server.enqueue(json(201, "{}").newBuilder().onResponseStart(new SocketEffect.CloseSocket()).build());
        this.server.enqueue(json(201, "{}"));

        assertThatExceptionOfType(TrackerException.Unavailable.class).isThrownBy(this::write)
            .withMessageContaining("Whether it was done is unknown");
        assertThat(this.server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aWriteOnAConnectionThatDiedMeanwhileIsSentOnce() {
        this.server.enqueue(json(200, "{}"));
        this.server.enqueue(json(201, "{}").newBuilder().onResponseStart(new SocketEffect.CloseSocket()).build());
        this.server.enqueue(json(201, "{}"));
        var api = api();
        api.call(TrackerRequest.get("x"));

        assertThatExceptionOfType(TrackerException.Unavailable.class)
            .isThrownBy(() -> api.call(TrackerRequest.post("x").json(JsonNodeFactory.instance.objectNode())));
        assertThat(this.server.getRequestCount()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = { 408, 503 })
    void aWriteToBeRetriedAtOnceIsStillSentOnce(int status) {
        this.server.enqueue(empty(status).newBuilder().setHeader("Retry-After", "0").build());
        this.server.enqueue(json(201, "{}"));

        assertThatExceptionOfType(TrackerException.Unavailable.class).isThrownBy(this::write);
        assertThat(this.server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void anAnswerThatDoesNotComeIsUnavailable() {
        this.server.enqueue(json(201, "{}").newBuilder().headersDelay(5, TimeUnit.SECONDS).build());

        assertThatExceptionOfType(TrackerException.Unavailable.class).isThrownBy(this::write)
            .withMessageContaining("did not answer in time");
    }

    @Test
    void anAnswerThatTricklesIsCutOffByTheCallLimit() {
        var limits = new HttpLimits(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofMillis(400), 100_000);
        this.server.enqueue(json(200, "[" + " ".repeat(1000) + "]").newBuilder()
            .throttleBody(10, 50, TimeUnit.MILLISECONDS)
            .build());
        var api = http(limits).open(Endpoint.at(base()), REFUSALS);

        assertThatExceptionOfType(TrackerException.Unavailable.class)
            .isThrownBy(() -> api.call(TrackerRequest.get("x")))
            .withMessageContaining("did not answer in time");
    }

    @ParameterizedTest
    @ValueSource(ints = { 301, 302, 303, 307, 308 })
    void aWriteFollowsNoRedirect(int status) {
        this.server.enqueue(empty(status).newBuilder().setHeader("Location", "/elsewhere").build());
        this.server.enqueue(json(200, "{}"));

        assertThatExceptionOfType(TrackerException.NotTheTracker.class).isThrownBy(this::write)
            .withMessageContaining("/elsewhere");
        assertThat(this.server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aReadFollowsRedirectsOnTheSameSite() throws InterruptedException {
        this.server.enqueue(empty(301).newBuilder().setHeader("Location", "/repositories/7").build());
        this.server.enqueue(json(200, "{\"id\":7}"));

        assertThat(read().json().path("id").asInt()).isEqualTo(7);
        this.server.takeRequest();
        assertThat(this.server.takeRequest().getTarget()).isEqualTo("/repositories/7");
    }

    @Test
    void aReadTakesNoCredentialToAnotherSite() {
        this.server
            .enqueue(empty(302).newBuilder().setHeader("Location", "https://sso.example.com/login?token=abc").build());

        assertThatExceptionOfType(TrackerException.NotTheTracker.class).isThrownBy(this::read)
            .withMessageContaining("https://sso.example.com/login")
            .withMessageContaining("login page")
            .withMessageNotContaining("abc");
    }

    @Test
    void aReadDoesNotFollowRedirectsForEver() {
        for (var i = 0; i < 10; i++) {
            this.server.enqueue(empty(302).newBuilder().setHeader("Location", "/round").build());
        }

        assertThatExceptionOfType(TrackerException.NotTheTracker.class).isThrownBy(this::read);
        assertThat(this.server.getRequestCount()).isEqualTo(4);
    }

    @Test
    void furtherPagesAreReadOnTheSameSiteOnly() throws InterruptedException {
        this.server.enqueue(json(200, "[]").newBuilder()
            .setHeader("Link", "<" + base() + "/x?page=1>; rel=\"prev\", <" + base() + "/x?page=3>; rel=\"next\"")
            .build());
        this.server.enqueue(json(200, "[]"));

        var next = read().link("next").orElseThrow();
        api().call(TrackerRequest.follow(next));

        this.server.takeRequest();
        assertThat(this.server.takeRequest().getTarget()).isEqualTo("/x?page=3");
        assertThatExceptionOfType(TrackerException.NotTheTracker.class)
            .isThrownBy(() -> api().call(TrackerRequest.follow("https://evil.example.com/x?page=3")));
    }

    @ParameterizedTest
    @ValueSource(strings = { "169.254.169.254", "2852039166", "[fe80::1]", "[::ffff:169.254.169.254]", "0.0.0.0",
            "[64:ff9b::a9fe:a9fe]", "[fd00:ec2::254]" })
    void hostsThatAreAddressesMeetTheGuardToo(String host) {
        var api = api(Endpoint.at("http://" + host + "/latest").bearer(TOKEN));

        var refused = catchThrowableOfType(TrackerException.Rejected.class, () -> api.call(TrackerRequest.get("x")));

        assertThat(refused.reason()).isEqualTo(Reason.FORBIDDEN);
    }

    @Test
    void hostsThatAreNamesMeetTheGuardWithTheAddressBehindThem() {
        var closed = new TrackerHttp(HASTY, new AddressGuard(false, true), CLOCK, "1.2.3")
            .open(Endpoint.at("http://localhost:" + this.server.getPort()), REFUSALS);

        assertThatExceptionOfType(TrackerException.Rejected.class)
            .isThrownBy(() -> closed.call(TrackerRequest.get("x")))
            .withMessageContaining("localhost")
            .withMessageContaining(InetAddress.getLoopbackAddress().getHostAddress())
            .withMessageContaining("tracebridge.outbound.allow-loopback");
        assertThat(this.server.getRequestCount()).isZero();
    }

    @Test
    void aNameThatDoesNotResolveIsUnavailable() {
        var api = api(Endpoint.at("http://tracker.invalid").bearer(TOKEN));

        assertThatExceptionOfType(TrackerException.Unavailable.class)
            .isThrownBy(() -> api.call(TrackerRequest.get("x")))
            .withMessageContaining("tracker.invalid");
    }

    @ParameterizedTest
    @CsvSource({ "tracker.example.com, such as https", "ftp://x.example.com, such as https",
            "https://bot:pw@x.example.com, use the credential", "https://x.example.com/?a=b, before any" })
    void refusesAnAddressThatIsNone(String baseUrl, String hint) {
        assertThatIllegalArgumentException().isThrownBy(() -> Endpoint.at(baseUrl))
            .withMessageContaining(hint)
            .withMessageNotContaining("pw");
    }

    @Test
    void refusesACredentialThatNoHeaderCanCarryWithoutShowingIt() {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> Endpoint.at(base()).secretHeader("X-Key", TOKEN + "\nX-Other: 1"))
            .withMessageContaining("X-Key")
            .withMessageNotContaining(TOKEN);
    }

    @Test
    void noCredentialShowsInMessagesLogsOrText() {
        var endpoint = Endpoint.at(base()).basic("bot", TOKEN).secretHeader("X-Key", "0123456789abcdef");
        var encoded = Base64.getEncoder().encodeToString(("bot:" + TOKEN).getBytes());
        var logger = (Logger) LoggerFactory.getLogger(TrackerApi.class);
        var level = logger.getLevel();
        var appender = new ListAppender<ILoggingEvent>();
        appender.start();
        logger.addAppender(appender);
        logger.setLevel(Level.DEBUG);
        var texts = new ArrayList<String>();
        try {
            var api = api(endpoint);
            this.server.enqueue(json(422,
                    "{\"message\":\"you sent " + TOKEN + " as " + encoded + " at /x?access_token=zyx987 to me\"}"));
            this.server.enqueue(empty(302).newBuilder().setHeader("Location", "https://e.com/" + TOKEN).build());
            this.server.enqueue(answer(200, "text/html", "<title>" + TOKEN + "</title>"));
            this.server.enqueue(empty(429));
            this.server.enqueue(empty(500));
            this.server.enqueue(empty(200).newBuilder().onResponseStart(new SocketEffect.CloseSocket()).build());
            for (var i = 0; i < 6; i++) {
                var thrown = catchThrowableOfType(TrackerException.class,
                        () -> api.call(TrackerRequest.post("x", "0123456789abcdef", TOKEN).query("key", TOKEN)));
                for (Throwable t = thrown; t != null; t = t.getCause()) {
                    texts.add(t.toString());
                }
            }
            texts.add(api.toString());
            texts.add(endpoint.toString());
            texts.add(endpoint.secrets().toString());
        }
        finally {
            logger.detachAppender(appender);
            logger.setLevel(level);
        }
        appender.list.forEach((event) -> texts.add(event.getFormattedMessage()));

        assertThat(appender.list).hasSize(6)
            .first()
            .satisfies((event) -> assertThat(event.getFormattedMessage()).matches(".* POST /x/\\S+ 422 \\d+ ms"));
        assertThat(texts).hasSizeGreaterThan(12)
            .noneMatch((text) -> text.contains(TOKEN) || text.contains(encoded) || text.contains("0123456789abcdef")
                    || text.contains("zyx987") || text.contains("s3cr3t"));
        assertThat(texts).anyMatch((text) -> text.contains("you sent *** as ***"));
    }

    private TrackerResponse read() {
        return api().call(TrackerRequest.get("x"));
    }

    private void write() {
        api().call(TrackerRequest.post("x").json(JsonNodeFactory.instance.objectNode()));
    }

    private TrackerApi api() {
        return api(Endpoint.at(base()).bearer(TOKEN));
    }

    private TrackerApi api(Endpoint endpoint) {
        return http(HASTY).open(endpoint, REFUSALS);
    }

    private static TrackerHttp http(HttpLimits limits) {
        return new TrackerHttp(limits, new AddressGuard(true, true), CLOCK, "1.2.3");
    }

    private String base() {
        return "http://127.0.0.1:" + this.server.getPort();
    }

    private static MockResponse json(int status, String body) {
        return answer(status, "application/json; charset=utf-8", body);
    }

    private static MockResponse answer(int status, String type, String body) {
        return new MockResponse.Builder().code(status).setHeader("Content-Type", type).body(body).build();
    }

    private static MockResponse empty(int status) {
        return new MockResponse.Builder().code(status).build();
    }

}
