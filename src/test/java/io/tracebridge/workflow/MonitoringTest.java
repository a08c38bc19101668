package io.tracebridge.workflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.tracebridge.Middle;
import io.tracebridge.MutableClock;
import io.tracebridge.TestDatabase;
import io.tracebridge.integration.Integration;
import io.tracebridge.integration.IntegrationAdmin;
import io.tracebridge.integration.IntegrationSpec;
import io.tracebridge.integration.SyncSettings;
import io.tracebridge.link.DirtyLinks;
import io.tracebridge.link.IssueCreation;
import io.tracebridge.link.IssueSync;
import io.tracebridge.link.Polling;
import io.tracebridge.project.Projects;
import io.tracebridge.security.Users;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What monitoring gets to see of a program at work, and who may see it. */
@SpringBootTest(classes = Monitored.class,
        properties = { Middle.ENGINE, Middle.KEY, "tracebridge.metrics-token=" + MonitoringTest.SCRAPE })
@AutoConfigureMockMvc
@AutoConfigureObservability(tracing = false)
class MonitoringTest {

    static final String SCRAPE = "scrape-token-of-this-test";

    private static final Duration A_WHILE = Duration.ofSeconds(30);

    private static final Path GRAFANA = Path.of("docs", "grafana");

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        TestDatabase.fresh().register(registry);
    }

    @Autowired
    MockMvcTester mvc;

    @Autowired
    Monitored program;

    @Autowired
    Projects projects;

    @Autowired
    IntegrationAdmin admin;

    @Autowired
    IssueCreation creation;

    @Autowired
    IssueSync sync;

    @Autowired
    DirtyLinks marks;

    @Autowired
    Polling polling;

    @Autowired
    Users users;

    @Autowired
    MutableClock clock;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    private Integration integration;

    private String adminToken;

    @BeforeEach
    void aProgramAtWork() {
        this.program.trouble = Optional.empty();
        this.jdbc.sql("delete from project").update();
        this.jdbc.sql("delete from outbox").update();
        this.jdbc.sql("delete from app_user").update();
        this.users.saveAdmin("admin", "admin-password");
        this.adminToken = this.users.newToken("admin", "test");
        var project = this.projects.save("shop", null, Set.of());
        this.integration = this.admin.save(project, new IntegrationSpec("Box", "sandbox", null, null, null, null,
                new SyncSettings(true, true, "tracker", "ask", Map.of(), Map.of()), null));
        post("/shop/" + project.submissionToken() + "/json",
                "{\"uuid\":\"%s\",\"classifiers\":[\"DemoError\"]}".formatted(UUID.randomUUID()));
        this.clock.advance(Duration.ofSeconds(2));
        var report = this.jdbc.sql("select id from report").query(Long.class).single();
        var group = this.jdbc.sql("select id from error_group").query(Long.class).single();
        var created = this.creation
            .create(new IssueCreation.Request(this.integration.id(), group, report, null, "group", null, null, null));
        this.sync.sync(created.linkId());
        this.jdbc.sql("update error_group set state = 'resolved'").update();
        this.transaction.executeWithoutResult((status) -> this.marks.mark(List.of(created.linkId())));
        this.sync.sync(created.linkId());
        this.polling.poll(this.integration.id());
        post("/hooks/1/nobody-knows-it", "{}");
    }

    @ParameterizedTest
    @CsvSource({ "/actuator/prometheus, none, 401", "/actuator/prometheus, triager, 403",
            "/actuator/prometheus, admin, 200", "/actuator/prometheus, scrape, 200", "/actuator/prometheus, wrong, 401",
            "/actuator/metrics, scrape, 403", "/actuator/metrics, admin, 200", "/actuator/health, none, 200" })
    void metricsAreForAdminsAndForWhoeverHasTheScrapeToken(String path, String who, int status) {
        if (who.equals("triager")) {
            this.jdbc.sql("update app_user set role = 'triager'").update();
        }
        var token = switch (who) {
            case "none" -> null;
            case "scrape" -> SCRAPE;
            case "wrong" -> SCRAPE + "x";
            default -> this.adminToken;
        };

        assertThat(get(path, token)).hasStatus(status);
    }

    @Test
    void aScrapeTellsWhatWasDone() {
        var scrape = scrape();

        assertThat(scrape).contains(
                "tracebridge_issues_total{integration=\"Box\",outcome=\"created\",project=\"shop\",tracker=\"sandbox\"}",
                "tracebridge_issue_latency_seconds_bucket{integration=\"Box\",project=\"shop\",tracker=\"sandbox\",le=\"2.0\"}",
                "tracebridge_sync_changes_total{field=\"state\",integration=\"Box\",outcome=\"pushed\",project=\"shop\",tracker=\"sandbox\"}",
                "tracebridge_intake_reports_total{outcome=\"accepted\"}",
                "tracebridge_webhook_deliveries_total{integration=\"\",outcome=\"unknown\",project=\"\",tracker=\"\"}",
                "tracebridge_polls_total{integration=\"Box\",outcome=\"done\",project=\"shop\",tracker=\"sandbox\"}",
                "tracebridge_tracker_calls_seconds_count{call=\"create\",integration=\"Box\",outcome=\"ok\"");
    }

    @Test
    void gaugesFollowWithinSeconds() {
        this.program.trouble = Optional.of("away");
        await().atMost(A_WHILE)
            .untilAsserted(() -> assertThat(scrape()).containsPattern("(?m)^tracebridge_outbox_rows [1-9]")
                .containsPattern("(?m)^tracebridge_engine_up 0")
                .containsPattern("(?m)^tracebridge_integration_paused\\{integration=\"Box\".*} 0"));

        this.jdbc.sql("delete from integration").update();
        await().atMost(A_WHILE).untilAsserted(() -> assertThat(scrape()).doesNotContain("\"Box\""));
    }

    @ParameterizedTest
    @CsvSource({ "tracebridge.json", "alerts.yaml" })
    void everyMetricOfDashboardAndAlertsIsInAScrape(String file) throws IOException {
        var named = new TreeSet<String>();
        expressions(file).forEach((expression) -> named.addAll(PromQl.metrics(expression)));

        assertThat(named).hasSizeGreaterThan(5);
        await().atMost(A_WHILE)
            .untilAsserted(() -> assertThat(scrape().lines()
                .filter((line) -> !line.startsWith("#"))
                .map((line) -> line.split("[{ ]")[0])
                .collect(Collectors.toSet())).containsAll(named));
    }

    @Test
    void theDashboardImportsAnywhere() throws IOException {
        var dashboard = tree("tracebridge.json");

        assertThat(dashboard.at("/templating/list/0/type").asText()).isEqualTo("datasource");
        assertThat(dashboard.path("id").isNull()).isTrue();
        var ids = new ArrayList<Integer>();
        for (var panel : dashboard.path("panels")) {
            ids.add(panel.path("id").asInt());
            assertThat(panel.path("title").asText()).isNotBlank();
            if (!panel.path("type").asText().equals("row")) {
                assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
                assertThat(panel.path("targets")).isNotEmpty();
            }
        }
        assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThan(10);
    }

    @Test
    void everyAlertSaysWhatToDo() throws IOException {
        for (var rule : tree("alerts.yaml").at("/groups/0/rules")) {
            assertThat(rule.path("alert").asText()).isNotBlank();
            assertThat(rule.at("/labels/severity").asText()).isIn("critical", "warning");
            assertThat(rule.at("/annotations/summary").asText()).isNotBlank();
            assertThat(rule.at("/annotations/action").asText()).isNotBlank();
        }
    }

    @Test
    void nobodyButAdminsSeesWhatIsNotWell() {
        refuseCredential();
        await().atMost(A_WHILE).untilAsserted(() -> assertThat(health(this.adminToken)).contains("401: bad token"));

        assertThat(health(null)).doesNotContain("Box", "components", "401").contains("\"status\":\"DEGRADED\"");
        assertThat(health(SCRAPE)).doesNotContain("Box", "401");
        assertThat(get("/actuator/health/integrations", null)).hasStatus(404);
        assertThat(health(this.adminToken)).contains("\"shop: Box\":{\"status\":\"DEGRADED\"", "401: bad token",
                "\"tracker\":\"sandbox\"");
    }

    @Test
    void neitherATrackerNorTheEngineMakesTheProgramIll() {
        refuseCredential();
        this.program.trouble = Optional.of("The engine does not answer.");
        await().atMost(A_WHILE)
            .untilAsserted(() -> assertThat(health(this.adminToken)).contains("The engine does not answer.",
                    "401: bad token"));

        assertThat(get("/actuator/health", null)).hasStatusOk();
        assertThat(get("/actuator/health/readiness", null)).hasStatusOk();
        assertThat(get("/actuator/health/liveness", null)).hasStatusOk();
    }

    @Test
    void anIntegrationThatWaitsForItsRateLimitIsNoTrouble() {
        this.jdbc.sql("update integration set waits_until = now() + interval '1 hour'").update();
        await().atMost(A_WHILE).untilAsserted(() -> assertThat(health(this.adminToken)).contains("WAITING", "until"));

        await().atMost(A_WHILE).untilAsserted(() -> assertThat(health(null)).contains("\"status\":\"UP\""));
    }

    private void refuseCredential() {
        this.jdbc.sql("update integration set paused_at = now(), paused_reason = '401: bad token'").update();
    }

    private List<String> expressions(String file) throws IOException {
        return tree(file).findValuesAsText("expr");
    }

    private static JsonNode tree(String file) throws IOException {
        var mapper = file.endsWith("yaml") ? new ObjectMapper(new YAMLFactory()) : new ObjectMapper();
        return mapper.readTree(Files.readString(GRAFANA.resolve(file)));
    }

    private String scrape() {
        return text(get("/actuator/prometheus", SCRAPE));
    }

    private String health(String token) {
        return text(get("/actuator/health", token));
    }

    private static String text(MvcTestResult answer) {
        try {
            return answer.getResponse().getContentAsString();
        }
        catch (IOException ex) {
            throw new AssertionError(ex);
        }
    }

    private MvcTestResult get(String path, String token) {
        var request = this.mvc.get().uri(path);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return request.exchange();
    }

    private void post(String path, String body) {
        this.mvc.post().uri(path).contentType(MediaType.APPLICATION_JSON).content(body).exchange();
    }

}
