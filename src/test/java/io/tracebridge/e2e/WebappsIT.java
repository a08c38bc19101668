package io.tracebridge.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Operate and Tasklist beside the local engine. Runs with {@code -Pwebapps} alone, since
 * nothing of it is downloaded otherwise.
 */
@Tag("webapps")
class WebappsIT {

    private static final Duration SOON = Duration.ofMinutes(2);

    private static final String PROJECT = "/api/v1/projects/shop";

    /** In the order in which they start. */
    private static final List<String> CHILDREN = List.of("opensearch/opensearch.pid", "engine/engine.pid",
            "webapps/webapps.pid");

    @TempDir
    private Path directory;

    @Test
    void operateShowsOurProcessesAndTasklistCompletesOurTasks() throws IOException {
        var webApps = new WebApps();
        try (var tracebridge = RunningTracebridge.start(this.directory.resolve("data"), webApps.environment())) {
            webApps.logIn();
            webApps.awaitProcesses();

            // Only now: Tasklist shows no form with a task that it learns of before the
            // form.
            var request = request(tracebridge, group(tracebridge, "FromTasklist"));

            var task = awaitTask(webApps);
            assertThat(form(webApps, task)).contains("\"title\"");
            var path = "/v1/tasks/" + task.get("id").asText();
            webApps.patch(path + "/assign", "{}");
            webApps.patch(path + "/complete", """
                    {"variables": [{"name": "title", "value": "\\"The cart is empty\\""},
                                   {"name": "ownerAccount", "value": "\\"ann\\""},
                                   {"name": "fields", "value": "[]"}]}""");
            awaitState(tracebridge, request, "created");
            assertThat(tracebridge.get("/api/v1/sandbox/shop/issues").at("/items/0/title").asText())
                .isEqualTo("The cart is empty");
        }
        assertThat(children()).isEmpty();
    }

    @Test
    void theEngineGoesOnWithoutThemAndTheyComeBack() throws Exception {
        var data = this.directory.resolve("data");
        var webApps = new WebApps();
        List<ProcessHandle> leftBehind;
        try (var tracebridge = RunningTracebridge.start(data, webApps.environment())) {
            Awaitility.await("the children").atMost(SOON).until(() -> children().size() == CHILDREN.size());
            leftBehind = children();
            tracebridge.kill();
        }
        assertThat(leftBehind).allMatch(ProcessHandle::isAlive);

        try (var tracebridge = RunningTracebridge.start(data, WebApps.patience())) {
            assertThat(leftBehind).noneMatch(ProcessHandle::isAlive);
            assertThat(children()).as("the engine alone").hasSize(1);
            var request = request(tracebridge, group(tracebridge, "WithoutOperate"));
            awaitState(tracebridge, request, "waiting");
        }
        try (var tracebridge = RunningTracebridge.start(data, webApps.environment())) {
            webApps.logIn();
            webApps.awaitProcesses();
            assertThat(awaitTask(webApps).get("creationDate").asText()).isNotEmpty();
        }
        assertThat(children()).isEmpty();
    }

    /** The fingerprint of a new group. */
    private static String group(RunningTracebridge tracebridge, String classifier) {
        var project = tracebridge.put(PROJECT, "{}");
        tracebridge.post(PROJECT + "/integrations", "{\"name\": \"sandbox\", \"tracker\": \"sandbox\"}", 201);
        tracebridge.post(project.get("submissionUrl").asText().substring(tracebridge.url().length()), """
                {"classifiers": ["%s"], "attributes": {"error.message": "%1$s"}}""".formatted(classifier), 200);
        return Awaitility.await("group")
            .atMost(SOON)
            .until(() -> tracebridge.get(PROJECT + "/groups?q=" + classifier).at("/items/0/fingerprint").asText(),
                    (fingerprint) -> !fingerprint.isEmpty());
    }

    /** The path of a request that leaves something to ask. */
    private static String request(RunningTracebridge tracebridge, String group) {
        var issues = PROJECT + "/groups/" + group + "/issues";
        return issues + "/" + tracebridge.post(issues, "{\"integration\": \"sandbox\"}", 202).get("requestId").asText();
    }

    private static void awaitState(RunningTracebridge tracebridge, String request, String state) {
        Awaitility.await(state).atMost(SOON).until(() -> tracebridge.get(request).get("state").asText().equals(state));
    }

    private static JsonNode awaitTask(WebApps webApps) {
        return Awaitility.await("the task in Tasklist")
            .atMost(SOON)
            .until(() -> WebApps.items(webApps.post("/v1/tasks/search", "{\"state\": \"CREATED\"}")),
                    (tasks) -> !tasks.isEmpty())
            .stream()
            .filter((task) -> task.get("name").asText().equals("Complete issue details"))
            .findFirst()
            .orElseThrow();
    }

    private static String form(WebApps webApps, JsonNode task) {
        var path = "/v1/forms/%s?processDefinitionKey=%s&version=%s".formatted(task.get("formId").asText(),
                task.get("processDefinitionKey").asText(), task.get("formVersion").asText());
        return webApps.get(path).get("schema").asText();
    }

    /** Those that run, as their own files name them. */
    private List<ProcessHandle> children() {
        return CHILDREN.stream()
            .map(this.directory.resolve("data")::resolve)
            .flatMap(WebappsIT::pid)
            .flatMap((pid) -> ProcessHandle.of(pid).stream())
            .toList();
    }

    private static Stream<Long> pid(Path file) {
        try {
            return Files.exists(file) ? Stream.of(Long.parseLong(Files.readAllLines(file).getFirst())) : Stream.empty();
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

}
