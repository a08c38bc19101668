package io.tracebridge.tracker.gitlab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.Webhooks.Delivery;
import io.tracebridge.tracker.Webhooks.Request;
import org.assertj.core.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

class GitLabWebhooksTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_782_983_700);

    private static final String ISSUE = """
            {"object_kind": "%s", "user": {"id": 6}, "project": {"id": 14, "path_with_namespace": "acme/shop"},
             "object_attributes": {"iid": 23, "project_id": 14, "url": "https://gitlab.example.com/acme/shop/-/issues/23"}}""";

    /** Computed apart from our code; GitLab's form of Standard Webhooks. */
    private static final String SIGNING_TOKEN = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    private static final Map<String, String> SIGNED = Map.of("webhook-id", "1b9e7b54-3f0a-4d3a-9d63-0d1c5c7d1e11",
            "webhook-timestamp", "1782983700", "webhook-signature", "v1,NaMD5lh2wGoVOJjFykaEK8VpUToG6iiHYHD3+62i15Y=");

    private final GitLabWebhooks webhooks = new GitLabWebhooks();

    @ParameterizedTest
    @ValueSource(strings = { "issue", "work_item" })
    void readsWhatHappenedToAnIssue(String kind) {
        assertThat(read(ISSUE.formatted(kind), Map.of("Idempotency-Key", "one"))).isEqualTo(new Delivery.Changed("one",
                List.of(new IssueRef("14/23", "acme/shop#23", "https://gitlab.example.com/acme/shop/-/issues/23")),
                Optional.of("6")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`',
            textBlock = """
                    {"object_kind": "push", "project": {"id": 14}}                                                | push
                    {"object_kind": "note", "project": {"id": 14}, "merge_request": {"iid": 3}, "object_attributes": {"id": 1}} \
                                                                                                                  | note
                    {"object_kind": "work_item", "object_attributes": {"iid": 3, "project_id": null}}             | work_item
                    {"object_kind": "issue"}                                                                      | issue
                    {}                                                                                            | Issue Hook
                    []                                                                                            | Issue Hook
                    """)
    void ignoresWhatIsAboutNoIssueOfAProject(String body, String word) {
        assertThat(read(body, Map.of())).asInstanceOf(type(Delivery.Ignored.class))
            .extracting(Delivery.Ignored::why)
            .asString()
            .contains(word);
    }

    @Test
    void anOldGitLabsDeliveryIsKnownByItsBody() {
        var once = read(ISSUE.formatted("issue"), Map.of());

        assertThat(once).isInstanceOf(Delivery.Changed.class).isEqualTo(read(ISSUE.formatted("issue"), Map.of()));
        assertThat(once).isNotEqualTo(read(ISSUE.formatted("issue").replace("23", "24"), Map.of()));
    }

    @ParameterizedTest
    @CsvSource({ "s3cr3t, s3cr3t, true", "s3cr3t, s3cr3T, false", "s3cr3t, '', false", "'', '', false",
            "whsec_x, whsec_x, true" })
    void holdsThePlainTokenAgainstTheSecret(String secret, String token, boolean genuine) {
        var request = new Request(Map.of("x-gitlab-token", token), bytes(ISSUE.formatted("issue")), NOW);

        assertThat(this.webhooks.read(request, secret) instanceof Delivery.Changed).isEqualTo(genuine);
    }

    @ParameterizedTest
    @CsvSource({ "0, true", "300, true", "-300, true", "301, false", "-301, false" })
    void takesASignatureForFiveMinutes(long secondsLater, boolean genuine) {
        assertThat(genuine(signed(SIGNED, NOW.plusSeconds(secondsLater)), SIGNING_TOKEN)).isEqualTo(genuine);
    }

    @Test
    void takesAnyOfSeveralSignatures() {
        assertThat(genuine(signed(with("webhook-signature", "v1,AAAA v2,zzz " + SIGNED.get("webhook-signature")), NOW),
                SIGNING_TOKEN))
            .isTrue();
    }

    @ParameterizedTest
    @CsvSource({ "webhook-id, another", "webhook-timestamp, 1782983701", "webhook-timestamp, now",
            "webhook-signature, ''", "webhook-signature, 'NaMD5lh2wGoVOJjFykaEK8VpUToG6iiHYHD3+62i15Y='",
            "webhook-signature, 'v2,NaMD5lh2wGoVOJjFykaEK8VpUToG6iiHYHD3+62i15Y='" })
    void whateverIsNotAsSignedIsForged(String header, String value) {
        assertThat(genuine(signed(with(header, value), NOW), SIGNING_TOKEN)).isFalse();
    }

    /**
     * The signature decides where there is one: it alone tells that the body is whole.
     */
    @Test
    void aWrongSignatureIsNotMadeGoodByThePlainToken() {
        var headers = new HashMap<>(with("webhook-signature", "v1,AAAA"));
        headers.put("X-Gitlab-Token", SIGNING_TOKEN);

        assertThat(genuine(signed(headers, NOW), SIGNING_TOKEN)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = { "whsec_", "whsec_not base64!", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=", "" })
    void noOtherSecretVerifiesTheSignature(String secret) {
        assertThat(genuine(signed(SIGNED, NOW), secret)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({ "issue-event.json, 14/23, gitlabhq/gitlab-test#23, ''",
            "issue.close.derived.json, 14/23, gitlabhq/gitlab-test#23, 6",
            "issue.update-assignees.derived.json, 14/23, gitlabhq/gitlab-test#23, 6",
            "note-issue-event.json, 5/17, gitlab-org/gitlab-test#17, ''" })
    void readsWhatGitLabsHaveSent(String file, String id, String key, String actor) {
        var body = specification("gitlab-webhooks/" + file);

        assertThat(read(body, Map.of())).asInstanceOf(type(Delivery.Changed.class)).satisfies((changed) -> {
            assertThat(changed.issues()).singleElement().satisfies((issue) -> {
                assertThat(issue.id()).isEqualTo(id);
                assertThat(issue.key()).isEqualTo(key);
            });
            assertThat(changed.actor()).isEqualTo(Optional.of(actor).filter((text) -> !text.isEmpty()));
        });
    }

    @Test
    void verifiesTheSharedVectors() throws IOException {
        var vectors = new JsonMapper().readTree(specification("webhook-signature-vectors.json")).path("vectors");
        var seen = 0;
        for (var vector : vectors) {
            if (vector.path("tracker").asText().startsWith("gitlab")) {
                var headers = new HashMap<String, String>();
                vector.path("headers").properties().forEach((header) -> headers.put(header.getKey(), text(header)));
                var request = new Request(headers, bytes(vector.path("body").asText()), NOW);
                assertThat(genuine(request, vector.path("secret").asText())).as(vector.toString()).isTrue();
                assertThat(genuine(request, "another")).as(vector.toString()).isFalse();
                seen++;
            }
        }
        assertThat(seen).isEqualTo(2);
    }

    private static String text(Map.Entry<String, JsonNode> entry) {
        return entry.getValue().asText();
    }

    private static String specification(String name) {
        var path = Path.of(System.getProperty("tracebridge.specs", "../shared/specs")).resolve(name);
        Assumptions.assumeThat(path)
            .as("%s is absent (set the system property tracebridge.specs to the folder that has it)", name)
            .exists();
        try {
            return Files.readString(path);
        }
        catch (IOException ex) {
            throw new AssertionError(ex);
        }
    }

    private boolean genuine(Request request, String secret) {
        return !(this.webhooks.read(request, secret) instanceof Delivery.Forged);
    }

    private static Request signed(Map<String, String> headers, Instant receivedAt) {
        return new Request(headers, bytes("{\"object_kind\":\"issue\"}"), receivedAt);
    }

    private static Map<String, String> with(String header, String value) {
        var headers = new HashMap<>(SIGNED);
        headers.put(header, value);
        return headers;
    }

    private Delivery read(String body, Map<String, String> more) {
        var headers = new HashMap<>(more);
        headers.put("X-Gitlab-Token", "s3cr3t");
        headers.put("X-Gitlab-Event", "Issue Hook");
        return this.webhooks.read(new Request(headers, bytes(body), NOW.plus(Duration.ofDays(1))), "s3cr3t");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

}
