package io.tracebridge.e2e;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import io.tracebridge.link.DyingTracebridge;
import io.tracebridge.tracker.github.FakeGitHub;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The program dies in the middle of creating an issue; after a restart there is one issue, linked. */
class NoTwinAfterCrashIT {

    /** The job's time limit and the lease of the worker that died have to run out first. */
    private static final Duration RECOVERED = Duration.ofMinutes(3);

    @TempDir
    Path directory;

    FakeGitHub github;

    @BeforeEach
    void aTracker() throws Exception {
        this.github = new FakeGitHub();
    }

    @AfterEach
    void noTracker() {
        this.github.close();
    }

    @ParameterizedTest(name = "dies {0}")
    @ValueSource(strings = { "before-confirm", "after-confirm" })
    void oneIssueLinked(String line) throws Exception {
        var data = this.directory.resolve("data");
        try (var dying = RunningTracebridge.start(data, DyingTracebridge.class, Map.of("DIE", line))) {
            var submissionUrl = dying.put("/api/v1/projects/shop", "{}").get("submissionUrl").asText();
            dying.post("/api/v1/projects/shop/integrations", """
                    {"name": "GitHub", "tracker": "github",
                     "connection": {"baseUrl": "%s", "owner": "%s", "repository": "%s"},
                     "credential": {"token": "%s"},
                     "automation": {"enabled": true, "event": "group", "rules": []}}""".formatted(this.github.url(),
                    this.github.owner(), this.github.repository(), this.github.token()), 201);
            dying.post(submissionUrl.substring(dying.url().length()), """
                    {"classifiers": ["DemoError"], "attributes": {"application": "shop", "error.message": "total"}}""",
                    200);
            dying.awaitEnd();
        }
        assertThat(this.github.issues()).as("created before the program died").hasSize(1);

        try (var tracebridge = RunningTracebridge.start(data)) {
            var fingerprint = tracebridge.get("/api/v1/projects/shop/groups").at("/items/0/fingerprint").asText();
            var group = "/api/v1/projects/shop/groups/" + fingerprint;
            Awaitility.await("linked")
                .atMost(RECOVERED)
                .untilAsserted(() -> assertThat(tracebridge.get(group).at("/links/0/state").asText())
                    .isEqualTo("linked"));
            awaitDone(tracebridge);
            assertThat(tracebridge.get(group).get("links")).hasSize(1);
            assertThat(this.github.issues()).as("issues in the tracker").hasSize(1);
            assertThat(this.github.issues().getFirst().url())
                .isEqualTo(tracebridge.get(group).at("/links/0/url").asText());
        }
    }

    /** The repeated job has run once another group, which came after it, has its issue. */
    private void awaitDone(RunningTracebridge tracebridge) {
    }

}
