package io.tracebridge.notify;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What a program of the team's own gets, and what its answers mean. */
class WebhookTest {

    private static final String SECRET = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    private static final Instant NOW = Instant.parse("2026-11-22T10:05:00Z");

    private final Receiver receiver = new Receiver() {
        @Override
        MockResponse answer(RecordedRequest request) {
            return new MockResponse.Builder().code(200)
                .setHeader("Content-Type", "text/html")
                .body("<html>whatever</html>")
                .build();
        }
    };

    private final Webhook channel = new Webhook(NotifyTest.http(), Clock.fixed(NOW, ZoneOffset.UTC));

    @AfterEach
    void close() {
        this.receiver.close();
    }

    @Test
    void theMessageIsSignedOverItsBytes() {
        assertThat(send()).isInstanceOf(Outcome.Sent.class);

        var request = this.receiver.last();
        var id = request.getHeaders().get("webhook-id");
        assertThat(id).isEqualTo("msg_" + Samples.ID);
        assertThat(request.getHeaders().get("webhook-timestamp")).isEqualTo(String.valueOf(NOW.getEpochSecond()));
        assertThat(request.getHeaders().get("webhook-signature"))
            .isEqualTo(new StandardWebhook(SECRET).sign(id, NOW, request.getBody().utf8()));
    }

    @Test
    void thePayloadIsVersionedAndTellsTheIssueAndTheGroup() {
        send();

        assertThat(this.receiver.lastJson()).isEqualTo(Receiver.json("""
                {"type": "mention.created", "version": 1, "timestamp": "2026-11-22T10:00:00Z",
                 "data": {"target": "@oncall", "project": "shop",
                  "issue": {"key": "SHOP-7", "title": "TypeError in Cart.total",
                            "url": "https://tracker.example/SHOP-7?a=1&b=2"},
                  "group": {"fingerprint": "%1$s", "url": "https://bridge.example/projects/shop/groups/%1$s",
                            "classifier": "TypeError", "reports": %2$d}}}""".formatted("ab".repeat(32), 1204L)));
    }

    @ParameterizedTest
    @CsvSource({ "204, Sent", "400, Refused", "401, Refused", "404, Refused", "410, Dead", "408, Again", "409, Again",
            "425, Again", "429, Again", "500, Again", "503, Again", "302, Refused" })
    void anAnswerMeans(int status, String outcome) {
        this.receiver.next(new MockResponse.Builder().code(status)
            .setHeader("Location", (status == 302) ? "https://evil.example/" : "/")
            .build());

        assertThat(send().getClass().getSimpleName()).isEqualTo(outcome);
        assertThat(this.receiver.requests).hasSize(1);
    }

    @Test
    void aLostAnswerIsAskedForAgainSinceTheReceiverKnowsTheId() {
        this.receiver.loseNextAnswer();

        assertThat(send()).isInstanceOf(Outcome.Again.class);
    }

    private Outcome send() {
        return this.channel.send(
                Samples.target("webhook", Map.of(), Map.of("url",
                        this.receiver.url("/hooks/0123456789abcdef?key=0123456789abcdef"), "secret", SECRET)),
                Samples.message());
    }

}
