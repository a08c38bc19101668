package io.tracebridge.e2e;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import backtrace.io.BacktraceClient;
import backtrace.io.BacktraceConfig;
import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An error that a real SDK sends becomes an issue, by rule, on the real engine. One
 * story, told in order.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MainJobIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    static Path directory;

    static RunningTracebridge tracebridge;

    static String submissionUrl;

    @BeforeAll
    static void aProjectThatWantsStableErrorsAsIssues() throws IOException {
        tracebridge = RunningTracebridge.start(directory.resolve("data"));
        submissionUrl = tracebridge.put("/api/v1/projects/shop", "{\"description\":\"Web shop\"}")
            .get("submissionUrl")
            .asText();
        tracebridge.put("/api/v1/projects/shop/attributes/buildType", "{\"type\":\"string\"}");
        tracebridge.post("/api/v1/projects/shop/integrations", """
                {"name": "sandbox", "tracker": "sandbox",
                 "payload": {"subject": "{{project}}: {{classifiers}}"},
                 "automation": {"enabled": true, "event": "group", "rules": [
                   {"attribute": "*", "regex": ".*", "action": "filter"},
                   {"attribute": "buildType", "regex": "stable", "action": "submit"},
                   {"attribute": "buildType", "regex": "stable", "action": "mention", "target": "@oncall"}]}}""", 201);
    }

    @AfterAll
    static void stop() {
        if (tracebridge != null) {
            tracebridge.close();
        }
    }

    @Test
    @Order(1)
    void theFirstCrashBecomesExactlyOneIssueWithTheRightTitle() throws Exception {
        send(new IllegalStateException("total is missing"), "stable");

        var issue = awaitIssues(1).get(0);
        assertThat(issue.get("title").asText()).isEqualTo("shop: java.lang.IllegalStateException");
        assertThat(issue.get("state").asText()).isEqualTo("open");
        assertThat(issue.get("description").asText()).contains("View in Tracebridge");
        var group = awaitGroup("IllegalStateException", 1);
        assertThat(group.get("state").asText()).isEqualTo("in-progress");
        assertThat(group.at("/links/0/state").asText()).isEqualTo("linked");
        assertThat(group.at("/links/0/issue").asText()).isEqualTo(issue.get("key").asText());
        Awaitility.await("mention")
            .atMost(SOON)
            .untilAsserted(() -> assertThat(group("IllegalStateException").get("activity").findValuesAsText("kind"))
                .contains("mentioned"));
    }

    @Test
    @Order(2)
    void theSameCrashAgainAddsACountAndNoIssue() throws Exception {
        send(new IllegalStateException("total is missing"), "stable");
        awaitGroup("IllegalStateException", 2);

        // The relay takes rows in order: once a later error has its issue, an earlier one
        // would have had it too.
        send(new UnsupportedOperationException("no refunds yet"), "stable");
        awaitIssues(2);
        assertThat(titles()).containsExactlyInAnyOrder("shop: java.lang.IllegalStateException",
                "shop: java.lang.UnsupportedOperationException");
    }

    @Test
    @Order(3)
    void aFilteredCrashLeavesADecisionWithItsTraceAndNoIssue() throws Exception {
        send(new ArrayIndexOutOfBoundsException("5"), "nightly");

        Awaitility.await("decision")
            .atMost(SOON)
            .untilAsserted(() -> assertThat(group("ArrayIndexOutOfBoundsException").get("decisions")).hasSize(1));
        var decision = group("ArrayIndexOutOfBoundsException").at("/decisions/0");
        assertThat(decision.get("outcome").asText()).isEqualTo("filter");
        assertThat(decision.get("winningRule").asInt()).isEqualTo(1);
        assertThat(decision.get("trace")).hasSize(3);
        assertThat(decision.at("/trace/0/matched").asBoolean()).isTrue();
        assertThat(decision.at("/trace/1/matched").asBoolean()).isFalse();
        assertThat(decision.at("/trace/1/seenValue").asText()).isEqualTo("nightly");
        assertThat(group("ArrayIndexOutOfBoundsException").get("links")).isEmpty();
        assertThat(titles()).hasSize(2);
    }

    @Test
    @Order(4)
    void theSameGroupGetsItsIssueWhenItReachesStable() throws Exception {
        send(new ArrayIndexOutOfBoundsException("6"), "stable");

        awaitIssues(3);
        assertThat(titles()).contains("shop: java.lang.ArrayIndexOutOfBoundsException");
        assertThat(group("ArrayIndexOutOfBoundsException").get("decisions")).hasSize(2);
    }

    /** Thrown at one place, so that the stacks of equal errors are equal. */
    private static void send(Exception error, String buildType) throws Exception {
        error.setStackTrace(new StackTraceElement[] {
                new StackTraceElement("shop.Cart", "total", "Cart.java", 10 + error.getMessage().length()),
                new StackTraceElement("shop.Checkout", error.getClass().getSimpleName(), "Checkout.java", 42) });
        var config = new BacktraceConfig(submissionUrl);
        config.disableDatabase();
        var client = new BacktraceClient(config, new HashMap<>(Map.of("buildType", buildType)));
        client.setApplicationName("shop");
        client.setApplicationVersion("1.2.3");
        var status = new CompletableFuture<String>();
        client.send(error, (result) -> status.complete(String.valueOf(result.getStatus())));
        assertThat(status.get(30, TimeUnit.SECONDS)).isEqualToIgnoringCase("ok");
        client.close();
    }

    private static JsonNode awaitIssues(int count) {
        Awaitility.await(count + " issues").atMost(SOON).untilAsserted(() -> assertThat(issues()).hasSize(count));
        return issues();
    }

    private static JsonNode issues() {
        return tracebridge.get("/api/v1/sandbox/shop/issues").get("items");
    }

    private static List<String> titles() {
        return issues().findValuesAsText("title");
    }

    private static JsonNode awaitGroup(String classifier, int reports) {
        Awaitility.await(reports + " reports of " + classifier)
            .atMost(SOON)
            .untilAsserted(() -> assertThat(group(classifier).get("reports").asInt()).isEqualTo(reports));
        return group(classifier);
    }

    private static JsonNode group(String classifier) {
        var found = tracebridge.get("/api/v1/projects/shop/groups?q=" + classifier).get("items");
        assertThat(found).as("groups of " + classifier).hasSize(1);
        return tracebridge.get("/api/v1/projects/shop/groups/" + found.get(0).get("fingerprint").asText());
    }

}
