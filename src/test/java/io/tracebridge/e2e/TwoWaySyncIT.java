package io.tracebridge.e2e;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A group and its issue in a real Redmine stay in step, whoever changes which. One story,
 * told in order; skipped where no Redmine is named, see {@link RedminePeople}.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoWaySyncIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private static final String PROJECT = "/api/v1/projects/shop";

    private static final String INTEGRATION = PROJECT + "/integrations/redmine";

    private static final int CLOSED = 5;

    @TempDir
    static Path directory;

    static RedminePeople redmine;

    static RunningTracebridge tracebridge;

    static String submissionPath;

    static String group;

    static String issue;

    @BeforeAll
    static void aProjectWhoseErrorsBecomeIssuesInRedmine() throws IOException {
        redmine = new RedminePeople();
        tracebridge = RunningTracebridge.start(directory.resolve("data"));
        submissionPath = tracebridge.put(PROJECT, "{}")
            .get("submissionUrl")
            .asText()
            .substring(tracebridge.url().length());
        tracebridge.put(PROJECT + "/attributes/version", "{\"type\": \"string\"}");
        tracebridge.put(INTEGRATION, """
                {"tracker": "redmine", "connection": {"baseUrl": "%s", "project": "%s"}, "credential": {"apiKey": "%s"},
                 "payload": {"subject": "{{project}}: {{classifiers}}"},
                 "sync": {"push": true, "pull": true, "onConflict": "tracker", "pollSeconds": 86400,
                          "people": {"ada": "%s"}},
                 "automation": {"enabled": true, "event": "group", "rules": []}}""".formatted(RedminePeople.url(),
                RedminePeople.project(), RedminePeople.adminKey(), redmine.member()));
    }

    @AfterAll
    static void stop() {
        if (tracebridge != null) {
            tracebridge.close();
        }
        if (issue != null) {
            redmine.delete(issue);
        }
        if (redmine != null) {
            redmine.close();
        }
    }

    @Test
    @Order(1)
    void anErrorBecomesAnIssueAndIsWorkedOn() {
        report("1.0");

        group = Awaitility.await("group")
            .atMost(SOON)
            .until(() -> tracebridge.get(PROJECT + "/groups?q=TwoWays").at("/items/0/fingerprint").asText(),
                    (fingerprint) -> !fingerprint.isEmpty());
        await("linked", () -> assertThat(group().at("/links/0/state").asText()).isEqualTo("linked"));
        issue = group().at("/links/0/issue").asText().substring(1);
        inStep("in-progress", null);
        assertThat(redmine.issue(issue).at("/subject").asText()).isEqualTo("shop: TwoWays");
        assertThat(statusOfIssue()).isEqualTo("New");
        // The first look is the clock's or ours; the later ones are ours alone.
        poll();
    }

    @Test
    @Order(2)
    void whatAPersonClosesInRedmineIsResolvedHere() {
        redmine.edit(issue, Map.of("status_id", CLOSED));

        poll();

        inStep("resolved", null);
        assertThat(history()).startsWith("pulled state in-progress > resolved");
    }

    @Test
    @Order(3)
    void whatATriagerTakesUpAgainIsTakenUpInRedmine() {
        change("{\"state\": \"in-progress\", \"assignee\": \"ada\"}");

        await("Redmine follows", () -> {
            assertThat(statusOfIssue()).isEqualTo("In Progress");
            assertThat(assigneeOfIssue()).isEqualTo(redmine.member());
        });
        inStep("in-progress", "ada");
    }

    @Test
    @Order(4)
    void anAssigneeChangedInRedmineComesBack() {
        redmine.edit(issue, Map.of("assigned_to_id", ""));
        poll();
        inStep("in-progress", null);

        redmine.edit(issue, Map.of("assigned_to_id", Integer.valueOf(redmine.member())));
        poll();
        inStep("in-progress", "ada");
    }

    @Test
    @Order(5)
    void aReportThatBreaksItsConditionReopensGroupAndIssue() {
        change("""
                {"state": "resolved", "until": [{"type": "version_gt", "field": "version", "version": "1.4"}]}""");
        await("closed", () -> assertThat(statusOfIssue()).isEqualTo("Closed"));
        inStep("resolved", "ada");

        report("1.4");
        await("counted", () -> assertThat(group().get("reports").asInt()).isEqualTo(2));
        assertThat(group().get("state").asText()).isEqualTo("resolved");
        report("1.5");

        await("reopened in Redmine", () -> assertThat(statusOfIssue()).isNotEqualTo("Closed"));
        assertThat(group().get("state").asText()).isIn("open", "in-progress");
        await("clean", () -> assertThat(group().at("/links/0/dirty").asBoolean()).isFalse());
    }

    @Test
    @Order(6)
    void ofTwoChangesAtOnceRedminesHoldsByTheIntegrationsPolicy() {
        redmine.edit(issue, Map.of("status_id", CLOSED));
        change("{\"state\": \"muted\"}");

        inStep("resolved", "ada");
        assertThat(statusOfIssue()).isEqualTo("Closed");
        assertThat(history()).startsWith("pulled state muted > resolved");
    }

    @Test
    @Order(7)
    void whenBothAgreeNobodyWritesAgain() {
        poll();
        inStep("resolved", "ada");
        var history = tracebridge.get(historyPath());
        var journals = redmine.issue(issue).get("journals").size();
        assertThat(journals).as("our changes and the member's, each once").isEqualTo(8);

        poll();
        tracebridge.post(linkPath() + "/sync", null, 202);

        inStep("resolved", "ada");
        assertThat(tracebridge.get(historyPath())).isEqualTo(history);
        assertThat(redmine.issue(issue).get("journals")).hasSize(journals);
        assertThat(tracebridge.get(INTEGRATION).at("/polling/error").isMissingNode()).isTrue();
    }

    private static void report(String version) {
        tracebridge.post(submissionPath, """
                {"classifiers": ["TwoWays"], "attributes": {"error.message": "x", "version": "%s"}}"""
            .formatted(version), 200);
    }

    private static void change(String change) {
        var response = tracebridge.send("PATCH", PROJECT + "/groups/" + group, change);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    /** Asks Redmine now, and waits until it was asked. */
    private static void poll() {
        var before = lastPolled();
        tracebridge.send("POST", INTEGRATION + "/poll", null);
        await("polled", () -> assertThat(lastPolled()).isAfter(before));
    }

    private static Instant lastPolled() {
        var last = tracebridge.get(INTEGRATION).at("/polling/lastAt").asText();
        return last.isEmpty() ? Instant.EPOCH : Instant.parse(last);
    }

    private static void inStep(String state, String assignee) {
        await(state + " and in step", () -> {
            var now = group();
            assertThat(now.at("/links/0/dirty").asBoolean()).isFalse();
            assertThat(now.get("state").asText()).isEqualTo(state);
            assertThat(now.path("assignee").textValue()).isEqualTo(assignee);
        });
    }

    private static void await(String what, ThrowingRunnable assertion) {
        Awaitility.await(what).atMost(SOON).untilAsserted(assertion);
    }

    private static JsonNode group() {
        return tracebridge.get(PROJECT + "/groups/" + group);
    }

    private static String linkPath() {
        return PROJECT + "/groups/" + group + "/links/" + group().at("/links/0/id").asText();
    }

    private static String historyPath() {
        return linkPath() + "/history";
    }

    /** The newest entry. */
    private static String history() {
        var newest = tracebridge.get(historyPath()).at("/items/0");
        return "%s %s %s > %s".formatted(newest.path("outcome").asText(), newest.path("field").asText(),
                newest.path("before").asText(), newest.path("after").asText());
    }

    private static String statusOfIssue() {
        return redmine.issue(issue).at("/status/name").asText();
    }

    private static String assigneeOfIssue() {
        return redmine.issue(issue).at("/assigned_to/id").asText();
    }

}
