package io.tracebridge.tracker.redmine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.Signatures;
import io.tracebridge.tracker.Webhooks.Delivery;
import io.tracebridge.tracker.Webhooks.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RedmineWebhooksTest {

    private static final String SECRET = "redmine-secret";

    private static final String HEADER = "X-Redmine-Signature-256";

    private final RedmineWebhooks webhooks = new RedmineWebhooks();

    /**
     * The signature was computed elsewhere, by the construction in Redmine's own code.
     */
    @Test
    void readsWhatRedminePosts() throws IOException {
        var request = new Request(
                Map.of(HEADER.toLowerCase(Locale.ROOT),
                        "sha256=d69ad8125fce63113171d4be0170a67fa83e3b5cdde8da64d91d6fc8ceede752"),
                updated(), Instant.EPOCH);

        assertThat(this.webhooks.read(request, SECRET)).isEqualTo(
                new Delivery.Changed("issue.updated:42:777", List.of(new IssueRef("42", "#42", "")), Optional.of("3")));
    }

    @Test
    void refusesABodyOfOneByteMore() throws IOException {
        var genuine = signed(new String(updated(), StandardCharsets.UTF_8));
        var longer = new Request(genuine.headers(),
                (new String(genuine.body(), StandardCharsets.UTF_8) + " ").getBytes(StandardCharsets.UTF_8),
                Instant.EPOCH);

        assertThat(this.webhooks.read(longer, SECRET)).isInstanceOf(Delivery.Forged.class);
    }

    @Test
    void saysWhatIsMissingWhereNothingIsSigned() throws IOException {
        var unsigned = new Request(Map.of(), updated(), Instant.EPOCH);

        assertThat(this.webhooks.read(unsigned, SECRET)).isInstanceOfSatisfying(Delivery.Forged.class,
                (forged) -> assertThat(forged.why()).contains(HEADER, "enter the secret"));
        assertThat(this.webhooks.read(unsigned, "")).isInstanceOf(Delivery.Changed.class);
    }

    @Test
    void knowsWhoCreatedAnIssueAndNotWhoDeletedIt() {
        var created = read(
                """
                        {"type":"issue.created","timestamp":"2026-07-02T09:15:00Z","data":{"issue":{"id":7,"author":{"id":9}}}}""");
        var deleted = read(
                """
                        {"type":"issue.deleted","timestamp":"2026-07-02T09:16:00Z","data":{"issue":{"id":7,"author":{"id":9}}}}""");

        assertThat(created.actor()).contains("9");
        assertThat(deleted.actor()).isEmpty();
        assertThat(List.of(created, deleted)).extracting(Delivery.Changed::issues)
            .containsOnly(List.of(new IssueRef("7", "#7", "")));
        assertThat(created.id()).isNotEqualTo(deleted.id());
    }

    @Test
    void knowsADeliveryWithoutAJournalByItsBytes() {
        var body = """
                {"type":"issue.updated","timestamp":"%s","data":{"issue":{"id":7}}}""";

        assertThat(read(body.formatted("2026-07-02T09:15:00Z"))).isEqualTo(read(body.formatted("2026-07-02T09:15:00Z")))
            .isNotEqualTo(read(body.formatted("2026-07-02T09:15:01Z")));
    }

    @ParameterizedTest
    @ValueSource(strings = { "wiki_page.updated", "", "ISSUE.UPDATED" })
    void ignoresOtherEvents(String type) {
        var request = signed("{\"type\":\"" + type + "\",\"data\":{\"issue\":{\"id\":7}}}");

        assertThat(this.webhooks.read(request, SECRET)).isInstanceOf(Delivery.Ignored.class);
    }

    @ParameterizedTest
    @ValueSource(strings = { "[]", "null", "7", "{\"type\":", "{\"type\":\"issue.updated\"}",
            "{\"type\":\"issue.updated\",\"data\":{\"issue\":{\"id\":\"../7\"}}}",
            "{\"type\":\"issue.updated\",\"data\":{\"issue\":{\"id\":-1}}}" })
    void refusesWhatNamesNoIssue(String body) {
        assertThat(this.webhooks.read(signed(body), SECRET)).isInstanceOf(Delivery.Forged.class);
    }

    private Delivery.Changed read(String body) {
        return (Delivery.Changed) this.webhooks.read(signed(body), SECRET);
    }

    private static Request signed(String body) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        return new Request(Map.of(HEADER, "sha256=" + Signatures.hexHmacSha256(SECRET, bytes)), bytes, Instant.EPOCH);
    }

    private static byte[] updated() throws IOException {
        try (var payload = RedmineWebhooksTest.class
            .getResourceAsStream("/tracker/redmine/webhook.issue.updated.json")) {
            return payload.readAllBytes();
        }
    }

}
