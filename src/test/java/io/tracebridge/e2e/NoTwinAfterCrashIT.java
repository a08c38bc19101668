package io.tracebridge.e2e;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tracebridge.link.DyingTracebridge;
import io.tracebridge.tracker.github.FakeGitHub;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The program dies in the middle of creating an issue; after a restart there is one
 * issue, linked.
 */
class NoTwinAfterCrashIT {

    /**
     * The time limit of the job and the lease of the worker that died have to run out
     * first.
     */
    private static final Duration RECOVERED = Duration.ofMinutes(3);

    private static final String PROJECT = "/api/v1/projects/shop";

    private static final String COMPLETED_JOBS = "/actuator/metrics/camunda.job.invocations"
            + "?tag=type:tracebridge:create-issue&tag=action:completed";

    @TempDir
    Path directory;

    @ParameterizedTest(name = "dies {0}")
    @ValueSource(strings = { "before-confirm", "after-confirm" })
    void oneIssueLinked(String line) throws Exception {
        var data = this.directory.resolve("data");
        try (var github = new FakeGitHub()) {
            try (var dying = RunningTracebridge.start(data, DyingTracebridge.class, Map.of("DIE", line))) {
                var submissionUrl = dying.put(PROJECT, "{}").get("submissionUrl").asText();
                dying.post(PROJECT + "/integrations", integration(github), 201);
                dying.post(submissionUrl.substring(dying.url().length()), """
                        {"classifiers": ["DemoError"], "attributes": {"error.message": "total is missing"}}""", 200);
                dying.awaitEnd();
            }
            assertThat(github.issues()).as("created before the program died").hasSize(1);

            try (var restarted = RunningTracebridge.start(data)) {
                Awaitility.await("the repeated job")
                    .atMost(RECOVERED)
                    .ignoreExceptions()
                    .until(() -> restarted.get(COMPLETED_JOBS).at("/measurements/0/value").asInt() == 1);
                var fingerprint = restarted.get(PROJECT + "/groups").at("/items/0/fingerprint").asText();
                var links = restarted.get(PROJECT + "/groups/" + fingerprint).get("links");
                assertThat(links).hasSize(1);
                assertThat(links.get(0).get("state").asText()).isEqualTo("linked");
                assertThat(links.get(0).get("issue").asText()).isEqualTo("#" + github.issues().getFirst().id());
            }
            assertThat(github.issues()).as("issues in the tracker").hasSize(1);
        }
    }

    private static String integration(FakeGitHub github) {
        var connection = github.connection();
        return new JsonMapper()
            .valueToTree(Map.of("name", "GitHub", "tracker", "github", "connection", connection.settings(),
                    "credential", connection.credential(), "automation", Map.of("enabled", true)))
            .toString();
    }

}
