package io.tracebridge.tracker.jira;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.Signatures;
import io.tracebridge.tracker.Webhooks;
import io.tracebridge.tracker.Webhooks.Delivery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

class JiraWebhooksTest {

    private static final String SECRET = "It's a Secret to Everybody";

    private final JiraWebhooks cloud = new JiraWebhooks(true);

    private final JiraWebhooks dataCenter = new JiraWebhooks(false);

    /** Atlassian's own example of a signature. */
    @Test
    void theSignatureIsTheOneThatAtlassianPublished() {
        var request = request("Hello World!",
                Map.of("x-hub-signature", "sha256=a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9"));

        assertThat(this.cloud.read(request, SECRET)).isEqualTo(new Delivery.Forged("its body is no JSON"));
        assertThat(this.cloud.read(request, "another")).isInstanceOfSatisfying(Delivery.Forged.class,
                (forged) -> assertThat(forged.why()).contains("does not fit"));
    }

    @ParameterizedTest
    @CsvSource({ "webhook-cloud-comment-created.json, 10040, TES-41, 5c5f880629be9642ba529340",
            "webhook-cloud-comment-deleted.json, 10357, KT-7,",
            "webhook-issue-assigned-empty-changelog.json, 10001, TEST-123, 123456",
            "webhook-issue-updated-resolved.json, 10040, TES-41, 5c5f880629be9642ba529340",
            "webhook-issue-deleted.json, 10303, IDT-19, 5c5f880629be9642ba529340",
            "webhook-server-comment-created.json, 10013, '', levbrouk",
            "webhook-server-old-issue-updated-no-event-type-assigned.json, 10040, TES-41, 5c5f880629be9642ba529340" })
    void readsWhatRealJirasPosted(String file, String id, String key, String actor) throws IOException {
        var path = Path.of(System.getProperty("tracebridge.specs", "../shared/specs"), "jira-webhooks", file);
        assumeThat(path).as("captured deliveries are not part of this repository").exists();
        var body = Files.readString(path);

        assertThat(this.cloud.read(signed(body, "one"), SECRET))
            .isEqualTo(new Delivery.Changed("one", List.of(new IssueRef(id, key, "")), Optional.ofNullable(actor)));
    }

    @Test
    void aCommentOfDataCenterNamesItsIssueInItsOwnAddress() {
        var body = """
                {"webhookEvent":"comment_created","comment":{"self":"http://jira/rest/api/2/issue/10013/comment/10082",
                "author":{"name":"levbrouk"},"updateAuthor":{"name":"ada"}}}""";

        assertThat(this.dataCenter.read(request(body, Map.of()), "")).isInstanceOfSatisfying(Delivery.Changed.class,
                (changed) -> {
                    assertThat(changed.issues()).containsExactly(new IssueRef("10013", "", ""));
                    assertThat(changed.actor()).contains("ada");
                    assertThat(changed.id()).matches("[0-9a-f]{64}");
                });
    }

    @Test
    void aRetryIsTheSameDelivery() {
        var body = "{\"webhookEvent\":\"jira:issue_updated\",\"issue\":{\"key\":\"SHOP-1\"}}";

        assertThat(this.cloud.read(signed(body, "one"), SECRET)).isEqualTo(this.cloud.read(signed(body, "one"), SECRET))
            .isEqualTo(new Delivery.Changed("one", List.of(new IssueRef("", "SHOP-1", "")), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = { "{}", "{\"webhookEvent\":\"sprint_closed\"}", "{\"webhookEvent\":\"jira:issue_updated\"}",
            "{\"webhookEvent\":\"jira:issue_updated\",\"issue\":{\"id\":\"../../2\",\"key\":\"SHOP-1/..\"}}" })
    void whatNamesNoIssueIsIgnored(String body) {
        assertThat(this.cloud.read(signed(body, "one"), SECRET)).isInstanceOf(Delivery.Ignored.class);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "[]", "{", "null", "\"text\"" })
    void whatCannotBeTrueIsForgedThoughNobodySigns(String body) {
        assertThat(this.dataCenter.read(request(body, Map.of()), "")).isInstanceOf(Delivery.Forged.class);
    }

    @Test
    void anUnsignedDeliveryIsForgedOnCloudOnly() {
        var body = "{\"webhookEvent\":\"jira:issue_updated\",\"issue\":{\"id\":\"1\"}}";

        assertThat(this.cloud.read(request(body, Map.of()), SECRET)).isInstanceOf(Delivery.Forged.class);
        assertThat(this.dataCenter.read(request(body, Map.of()), SECRET)).isInstanceOf(Delivery.Changed.class);
    }

    private static Webhooks.Request signed(String body, String delivery) {
        var signature = "sha256=" + Signatures.hexHmacSha256(SECRET, body.getBytes(StandardCharsets.UTF_8));
        return request(body, Map.of("X-Hub-Signature", signature, "X-Atlassian-Webhook-Identifier", delivery,
                "X-Atlassian-Webhook-Retry", "2"));
    }

    private static Webhooks.Request request(String body, Map<String, String> headers) {
        return new Webhooks.Request(headers, body.getBytes(StandardCharsets.UTF_8), Instant.now());
    }

}
