package io.tracebridge.tracker.http;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Nothing is sent twice, goes astray, or gives a credential away. */
class TrackerHttpSafetyTest extends HttpFixture {

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
            "https://bot:pw@x.example.com, use the credential", "https://pw@x.example.com, use the credential",
            "https://:pw@x.example.com, use the credential", "https://x.example.com/?a=b, before any" })
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

}
