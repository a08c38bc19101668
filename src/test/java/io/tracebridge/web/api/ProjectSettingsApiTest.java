package io.tracebridge.web.api;

import java.util.List;

import io.tracebridge.project.Projects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The HTTP contract of a project's token and overview, and of an integration's switch.
 */
class ProjectSettingsApiTest extends ApiSlice {

    private static final String SHOP = "/api/v1/projects/shop";

    private static final String SANDBOX = SHOP + "/integrations/sandbox";

    @Autowired
    Projects projects;

    @BeforeEach
    void aProjectWithAnIntegration() {
        send("PUT", SHOP, "{\"description\": \"Web shop\"}");
        send("POST", SHOP + "/integrations", "{\"name\": \"sandbox\", \"tracker\": \"sandbox\"}");
    }

    @Test
    void aNewSubmissionTokenStopsTheOldOneAtOnce() {
        var old = this.projects.find("shop").orElseThrow().submissionToken();
        assertThat(this.projects.findByToken(old)).as("and now it is remembered").isPresent();

        var answer = send("POST", SHOP + "/submission-token", null);

        var now = this.projects.find("shop").orElseThrow().submissionToken();
        assertThat(answer).hasStatusOk()
            .bodyText()
            .contains("\"submissionToken\":\"" + now + "\"", "/" + now + "/json");
        assertThat(this.projects.findByToken(old)).isEmpty();
        assertThat(this.projects.findByToken(now)).isPresent();
    }

    @Test
    void triagersDoNotSeeTheSubmissionToken() {
        asTriager();

        assertThat(send("GET", SHOP, null)).hasStatusOk()
            .bodyJson()
            .isEqualTo("{\"name\": \"shop\", \"description\": \"Web shop\", \"scrub\": []}");
        assertThat(send("POST", SHOP + "/submission-token", null)).hasStatus(403);
        assertThat(send("PATCH", SANDBOX, "{\"state\": \"stopped\"}")).hasStatus(403);
    }

    @Test
    void projectsAreListedWithWhatWaitsInThem() {
        send("PUT", "/api/v1/projects/game", "{}");
        this.jdbc.sql("""
                insert into error_group (project_id, fingerprint, first_seen, last_seen, state)
                select id, repeat(s.f, 64), '2026-01-01T10:00:00Z', '2026-01-02T10:00:00Z', s.state
                from project, (values ('a', 'open'), ('b', 'open'), ('c', 'resolved')) s (f, state)
                where name = 'shop'""").update();

        assertThat(send("GET", "/api/v1/projects", null)).bodyJson().isEqualTo("""
                {"items": [{"name": "game", "description": "", "openGroups": 0},
                  {"name": "shop", "description": "Web shop", "openGroups": 2,
                   "lastReportAt": "2026-01-02T10:00:00Z"}]}""");
    }

    @Test
    void anIntegrationIsStoppedAndGoesOnWithoutItsTrackerBeingAsked() {
        this.jdbc.sql("update integration set paused_reason = 'refused', paused_at = now()").update();
        assertThat(send("PATCH", SANDBOX, "{\"state\": \"stopped\"}")).bodyJson()
            .isLenientlyEqualTo("{\"state\": \"stopped\", \"pausedBecause\": \"refused\", \"links\": 0}");

        assertThat(send("PATCH", SANDBOX, "{\"state\": \"enabled\"}")).bodyJson()
            .isEqualTo("{\"state\": \"enabled\", \"toSync\": 0, \"toCreate\": 0, \"links\": 0}");

        assertThat(send("GET", SANDBOX, null)).bodyText().contains("\"state\":\"enabled\"").doesNotContain("refused");
        assertThat(send("PATCH", SANDBOX, "{\"state\": \"off\"}")).hasStatus(422);
        assertThat(send("PATCH", SANDBOX, "{}")).hasStatus(422);
        assertThat(send("PATCH", SHOP + "/integrations/none", "{\"state\": \"enabled\"}")).hasStatus(404);
    }

    @Test
    void theStatusSaysHowItFares() {
        this.jdbc.sql("update integration set last_failure = 'no answer', last_failure_at = '2026-01-02T10:00:00Z'")
            .update();

        assertThat(send("GET", SANDBOX + "/status", null)).bodyJson().isEqualTo("""
                {"state": "enabled", "lastFailure": "no answer", "lastFailureAt": "2026-01-02T10:00:00Z",
                 "toSync": 0, "toCreate": 0, "links": 0}""");
    }

    @Test
    void attributesNameWhatUsesThem() {
        send("PUT", SANDBOX, """
                {"name": "sandbox", "tracker": "sandbox", "automation": {"enabled": true, "rules": [
                  {"attribute": "application", "regex": "shop", "action": "submit"}]}}""");

        assertThat(send("GET", SHOP + "/attributes", null)).bodyJson()
            .extractingPath("$.items[?(@.name == 'application')].usedBy[0]")
            .isEqualTo(List.of("automation.rules[0] of integration \"sandbox\""));
    }

}
