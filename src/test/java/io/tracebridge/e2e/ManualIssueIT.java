package io.tracebridge.e2e;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tracebridge.tracker.TrackerFake;
import io.tracebridge.tracker.github.FakeGitHub;
import mockwebserver3.RecordedRequest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * A person wants an issue, and triagers answer what is left to ask: in Tasklist, or
 * through our API, on the real engine.
 */
class ManualIssueIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private static final String PROJECT = "/api/v1/projects/shop";

    /** As the REST API answers when it did what it was told. */
    private static final int DONE = 204;

    @TempDir
    static Path directory;

    static FakeGitHub github;

    static TaskList tasks;

    static RunningTracebridge tracebridge;

    static String submissionPath;

    @BeforeAll
    static void aProjectWithTwoTrackersThatNoRuleFeeds() throws IOException {
        github = new FakeGitHub();
        var data = directory.resolve("data");
        tasks = TaskList.of(data);
        tracebridge = RunningTracebridge.start(data, tasks.environment());
        submissionPath = tracebridge.put(PROJECT, "{}")
            .get("submissionUrl")
            .asText()
            .substring(tracebridge.url().length());
        tracebridge.post(PROJECT + "/integrations", "{\"name\": \"sandbox\", \"tracker\": \"sandbox\"}", 201);
        var connection = github.connection();
        tracebridge.post(PROJECT + "/integrations",
                new JsonMapper()
                    .valueToTree(Map.of("name", "GitHub", "tracker", "github", "connection", connection.settings(),
                            "credential", connection.credential()))
                    .toString(),
                201);
    }

    @AfterAll
    static void stop() {
        if (tracebridge != null) {
            tracebridge.close();
        }
        github.close();
    }

    @Test
    void whatIsTypedInTasklistBecomesTheIssue() throws Exception {
        var group = group("FromTasklist");
        var request = request(group, "{\"integration\": \"sandbox\"}");
        var task = tasks.next("CompleteIssueDetails");
        assertThat(tracebridge.get(request).get("state").asText()).isEqualTo("waiting");

        assertThat(tasks.complete(task, """
                {"title": "The cart is empty", "ownerAccount": "ann", "fields": []}""")).isEqualTo(DONE);

        var issue = awaitLinked(request, group);
        assertThat(sandboxIssue(issue).get("title").asText()).isEqualTo("The cart is empty");
        assertThat(sandboxIssue(issue).get("assignee").asText()).isEqualTo("ann");
        assertThat(tasks.complete(task, "{}")).as("completed once more").isEqualTo(404);
    }

    @Test
    void whatIsSentToTheApiBecomesTheIssueAndEndsTheTask() throws Exception {
        var group = group("FromTheApi");
        var request = request(group, "{\"integration\": \"sandbox\"}");
        var task = tasks.next("CompleteIssueDetails");

        assertThat(tracebridge.send("PUT", request, """
                {"title": "The cart is full", "owner": "bob"}""").statusCode()).isEqualTo(202);

        var issue = awaitLinked(request, group);
        assertThat(sandboxIssue(issue).get("title").asText()).isEqualTo("The cart is full");
        assertThat(sandboxIssue(issue).get("assignee").asText()).isEqualTo("bob");
        assertThat(tasks.complete(task, "{\"title\": \"Too late\"}")).isEqualTo(404);
    }

    @Test
    void aRefusedIssueIsCorrectedInTasklist() throws Exception {
        var group = group("Corrected");
        var request = request(group, refusedFields());
        assertThat(tasks.complete(tasks.next("CompleteIssueDetails"), """
                {"title": "The till is stuck", "owner": null,
                 "fields": [{"name": "labels", "optionalLine": "till"},
                            {"name": "milestone", "optionalChoice": "soon"}]}""")).isEqualTo(DONE);
        var task = tasks.next("CorrectRejectedIssue");
        assertThat(tracebridge.get(request).get("rejection").toString()).contains("must be the milestone's number");

        assertThat(tasks.complete(task, """
                {"choice": "retry", "title": "The till is stuck",
                 "fields": [{"name": "labels", "value": "till", "message": ""},
                            {"name": "milestone", "value": "7", "message": ""}]}""")).isEqualTo(DONE);

        var issue = awaitLinked(request, group);
        assertThat(github.issues()).extracting((held) -> "#" + held.id(), TrackerFake.Held::title)
            .containsOnlyOnce(tuple(issue, "The till is stuck"));
        var sent = github.requests().stream().map(ManualIssueIT::text).filter((text) -> text.contains("till")).toList();
        assertThat(sent).singleElement().asString().contains("\"till\"", "\"milestone\":7");
    }

    @Test
    void aRefusedIssueIsGivenUpInTasklist() throws Exception {
        var group = group("GivenUp");
        var request = request(group, refusedFields());
        assertThat(tasks.complete(tasks.next("CompleteIssueDetails"), """
                {"title": "Nobody minds", "owner": null,
                 "fields": [{"name": "milestone", "optionalChoice": "soon"}]}""")).isEqualTo(DONE);

        assertThat(tasks.complete(tasks.next("CorrectRejectedIssue"),
                "{\"choice\": \"give-up\", \"why\": \"Nobody minds it.\"}"))
            .isEqualTo(DONE);

        awaitState(request, "given-up");
        assertThat(github.issues()).extracting(TrackerFake.Held::title).doesNotContain("Nobody minds");
        assertThat(tracebridge.get(PROJECT + "/groups/" + group).get("activity").toString())
            .contains("Nobody minds it.");
    }

    private static String refusedFields() {
        return "{\"integration\": \"GitHub\", \"fields\": {\"labels\": \"\", \"milestone\": \"soon\"}}";
    }

    /** The fingerprint of a new group. */
    private static String group(String classifier) {
        tracebridge.post(submissionPath, """
                {"classifiers": ["%s"], "attributes": {"error.message": "%1$s"}}""".formatted(classifier), 200);
        return Awaitility.await("group")
            .atMost(SOON)
            .until(() -> tracebridge.get(PROJECT + "/groups?q=" + classifier).at("/items/0/fingerprint").asText(),
                    (fingerprint) -> !fingerprint.isEmpty());
    }

    /** The request's path. */
    private static String request(String group, String wanted) {
        var issues = PROJECT + "/groups/" + group + "/issues";
        return issues + "/" + tracebridge.post(issues, wanted, 202).get("requestId").asText();
    }

    private static String awaitLinked(String request, String group) {
        awaitState(request, "created");
        var links = tracebridge.get(PROJECT + "/groups/" + group).get("links");
        assertThat(links).hasSize(1);
        assertThat(links.get(0).get("state").asText()).isEqualTo("linked");
        return links.get(0).get("issue").asText();
    }

    private static void awaitState(String request, String state) {
        Awaitility.await(state)
            .atMost(SOON)
            .untilAsserted(() -> assertThat(tracebridge.get(request).get("state").asText()).isEqualTo(state));
    }

    private static JsonNode sandboxIssue(String key) {
        for (var issue : tracebridge.get("/api/v1/sandbox/shop/issues").get("items")) {
            if (issue.get("key").asText().equals(key)) {
                return issue;
            }
        }
        throw new AssertionError("no issue " + key);
    }

    private static String text(RecordedRequest call) {
        return (call.getBody() != null) ? call.getBody().utf8() : "";
    }

}
