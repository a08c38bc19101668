package io.tracebridge.tracker.github;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.Webhooks;
import io.tracebridge.tracker.Webhooks.Delivery.Changed;
import io.tracebridge.tracker.Webhooks.Delivery.Forged;
import io.tracebridge.tracker.Webhooks.Delivery.Ignored;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

class GitHubWebhooksTest {

    private static final String SECRET = "It's a Secret to Everybody";

    private static final String ISSUE = "{\"action\":\"edited\",\"issue\":{\"number\":7,\"html_url\":\"https://x/7\"},"
            + "\"repository\":{\"full_name\":\"acme/shop\"},\"sender\":{\"login\":\"octocat\"}}";

    private final Webhooks webhooks = new GitHubWebhooks();

    /** The one that GitHub's documentation publishes, so not of our own making. */
    @Test
    void takesGitHubsOwnExampleOfASignature() {
        var signed = request(
                Map.of("X-Hub-Signature-256", "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
                        "X-GitHub-Delivery", "one", "X-GitHub-Event", "issues"),
                "Hello, World!");

        assertThat(this.webhooks.read(signed, SECRET)).isInstanceOf(Ignored.class);
        assertThat(this.webhooks.read(signed, SECRET + " ")).isInstanceOf(Forged.class);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "sha256=", "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
            "SHA256=757107EA0EB2509FC211221CCE984B8A37570B6D7586C22C46F4379C8B043E17",
            "sha1=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17", "sha256=💥" })
    void refusesEveryOtherSignature(String signature) {
        var request = request(
                Map.of("X-Hub-Signature-256", signature, "X-GitHub-Delivery", "one", "X-GitHub-Event", "issues"),
                "Hello, World!");

        assertThat(this.webhooks.read(request, SECRET)).isInstanceOf(Forged.class);
    }

    @Test
    void aWeakerSignatureAloneDoesNotDo() {
        var request = request(Map.of("X-Hub-Signature", "sha1=0", "X-GitHub-Delivery", "one", "X-GitHub-Event", "ping"),
                "{}");

        assertThat(this.webhooks.read(request, SECRET)).isInstanceOf(Forged.class);
    }

    @Test
    void withoutASecretOfOursNothingIsGenuine() {
        assertThat(this.webhooks.read(GitHubAnswers.delivery("issues", ISSUE, "x", "one"), ""))
            .isInstanceOfSatisfying(Forged.class, (forged) -> assertThat(forged.why()).contains("webhook secret"));
    }

    @Test
    void aDeliveryWithoutAnIdCouldNotBeToldFromItsRepetition() {
        var headers = new HashMap<>(GitHubAnswers.delivery("issues", ISSUE, SECRET, "one").headers());
        headers.remove("X-GitHub-Delivery");

        assertThat(this.webhooks.read(request(headers, ISSUE), SECRET)).isInstanceOf(Forged.class);
    }

    @Test
    void namesTheIssueByItsNumberAndByItsWholeName() {
        assertThat(this.webhooks.read(GitHubAnswers.delivery("issues", ISSUE, SECRET, "one"), SECRET))
            .isInstanceOfSatisfying(Changed.class, (changed) -> {
                assertThat(changed.id()).isEqualTo("one");
                assertThat(changed.actor()).contains("octocat");
                assertThat(changed.issues()).containsExactly(new IssueRef("7", "#7", "https://x/7"),
                        new IssueRef("acme/shop#7", "acme/shop#7", "https://x/7"));
            });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ping          | {"zen": "Keep it simple."}                                     | a ping
            push          | {"ref": "main"}                                                | another kind: push
            ''            | {}                                                             | another kind
            issues        | {}                                                             | without an issue
            issues        | {"issue": {"number": "7"}}                                     | without an issue
            issues        | []                                                             | without an issue
            issues        | payload=%7B%22issue%22%3A1%7D                                  | application/json
            issue_comment | {"issue": {"number": 7, "pull_request": {}}}                   | pull request
            """)
    void ignoresWhatIsGenuineButNoChangeOfAnIssue(String event, String body, String why) {
        assertThat(this.webhooks.read(GitHubAnswers.delivery(event, body, SECRET, "one"), SECRET))
            .isInstanceOfSatisfying(Ignored.class, (ignored) -> assertThat(ignored.why()).contains(why));
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"issue\":{\"number\":7}}",
            "{\"issue\":{\"number\":7},\"repository\":{\"full_name\":\"none\"},\"changes\":{\"new_issue\":null}}" })
    void doesWithoutWhatAPayloadLeavesOut(String body) {
        assertThat(this.webhooks.read(GitHubAnswers.delivery("issues", body, SECRET, "one"), SECRET))
            .isInstanceOfSatisfying(Changed.class, (changed) -> {
                assertThat(changed.actor()).isEmpty();
                assertThat(changed.issues()).extracting(IssueRef::id).containsExactly("7");
            });
    }

    @Test
    void understandsWhatGitHubPosts() throws IOException {
        var directory = Path.of(System.getProperty("tracebridge.specs", "../shared/specs"), "github-webhooks");
        assumeThat(directory).as("GitHub's example deliveries are not there (set tracebridge.specs)").isDirectory();
        try (var files = Files.list(directory)) {
            for (var file : files.sorted().toList()) {
                understands(file);
            }
        }
    }

    private void understands(Path file) throws IOException {
        var name = file.getFileName().toString();
        var event = name.replaceFirst("[.-].*", "");

        var body = Files.readString(file);

        var delivery = this.webhooks.read(GitHubAnswers.delivery(event, body, SECRET, name), SECRET);

        if (event.equals("ping") || body.contains("\"pull_request\":")) {
            assertThat(delivery).as(name).isInstanceOf(Ignored.class);
            return;
        }
        assertThat(delivery).as(name).isInstanceOfSatisfying(Changed.class, (changed) -> {
            assertThat(changed.id()).isEqualTo(name);
            assertThat(changed.actor()).isPresent();
            assertThat(changed.issues().getFirst().key()).startsWith("#");
            assertThat(changed.issues().stream().map(IssueRef::id))
                .contains(name.contains("transferred") ? "Codertocat/Hello-World#1" : changed.issues().getFirst().id());
        });
    }

    private static Webhooks.Request request(Map<String, String> headers, String body) {
        return new Webhooks.Request(headers, body.getBytes(StandardCharsets.UTF_8), Instant.EPOCH);
    }

}
