package io.tracebridge.web.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tracebridge.Middle;
import io.tracebridge.TestDatabase;
import io.tracebridge.integration.Integrations;
import io.tracebridge.project.Projects;
import io.tracebridge.security.Users;
import io.tracebridge.triage.dryrun.DryRun;
import io.tracebridge.triage.dryrun.DryRunRequest;
import io.tracebridge.triage.dryrun.DryRuns;
import io.tracebridge.triage.dryrun.Dump;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/** The HTTP contract of dry runs. */
@SpringBootTest(classes = ApiApp.class,
        properties = { Middle.ENGINE, Middle.KEY, "tracebridge.url=https://bridge.example" })
@AutoConfigureMockMvc
class DryRunApiTest {

    private static final String INTEGRATIONS = "/api/v1/projects/shop/integrations";

    private static final String DRY_RUN = INTEGRATIONS + "/Jira/dry-run";

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        TestDatabase.fresh().register(registry);
    }

    @Autowired
    MockMvcTester mvc;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Users users;

    @Autowired
    DryRuns dryRuns;

    @Autowired
    Integrations integrations;

    @Autowired
    Projects projects;

    @Autowired
    ObjectMapper json;

    String token;

    @BeforeEach
    void anIntegration() {
        this.jdbc.sql("delete from project").update();
        this.jdbc.sql("delete from app_user").update();
        this.users.saveAdmin("admin", "admin-password");
        this.token = this.users.newToken("admin", "test");
        assertThat(send("PUT", "/api/v1/projects/shop", "{}")).hasStatusOk();
        assertThat(send("POST", INTEGRATIONS, """
                {"name": "Jira", "tracker": "sandbox", "payload": {"subject": "{{classifiers}}"},
                 "automation": {"enabled": true, "event": "group", "rules": [
                   {"attribute": "*", "regex": ".*", "action": "filter"},
                   {"attribute": "environment", "regex": "stable", "action": "submit"}]}}""")).hasStatus(201);
    }

    @Test
    void oneReportReadsLikeThis() {
        var id = report("stable");

        var answer = send("POST", DRY_RUN, "{}");

        assertThat(answer).hasStatusOk();
        assertThat(answer).bodyJson().isLenientlyEqualTo("""
                {"total": 1,
                 "items": [{"report": %d, "fingerprint": "%s", "occurredAt": "2026-01-01T00:00:00Z",
                   "outcome": "submit", "winningRule": 2,
                   "rule": {"attribute": "environment", "regex": "stable", "action": "submit"},
                   "trace": [{"rule": 1, "matched": true}, {"rule": 2, "matched": true, "seenValue": "stable"}],
                   "mentions": [], "fires": true, "firesAt": "2026-01-01T00:00:00Z",
                   "reason": "the first report of its group", "createsIssue": true,
                   "issue": {"title": "<b>@\u200Ball</b>", "labels": ["tracebridge"], "fields": {}, "owner": null,
                     "description": {"format": "markdown"}}}],
                 "summary": {"reports": 1, "groups": 1, "fires": 1, "submits": 1, "filters": 0, "issues": 1,
                   "decidedByNoRule": 0, "rules": [{"rule": 1, "action": "filter", "matched": 1, "won": 0},
                     {"rule": 2, "action": "submit", "matched": 1, "won": 1}]}}""".formatted(id, "ab".repeat(32)));
        assertThat(answer).bodyJson().doesNotHavePath("$.nextPage");
    }

    @Test
    void anEmptyBodyAndAnEmptyProjectAreFine() {
        assertThat(send("POST", DRY_RUN, null)).bodyJson()
            .isLenientlyEqualTo("{\"total\": 0, \"items\": [], \"summary\": {\"reports\": 0, \"issues\": 0}}");
    }

    @Test
    void unsavedSettingsAreTriedAndNothingIsWritten() {
        report("nightly");
        var before = Dump.of(this.jdbc);

        var answer = send("POST", DRY_RUN, """
                {"automation": {"enabled": true, "event": "trace"}, "payload": {"subject": "{{project}}!"}}""");

        assertThat(answer).bodyJson().extractingPath("$.items[0].issue.title").isEqualTo("shop!");
        assertThat(answer).bodyJson().extractingPath("$.items[0].reason").isEqualTo("every report is looked at");
        assertThat(Dump.of(this.jdbc)).isEqualTo(before);
    }

    @Test
    void rulesAloneAreTriedInTheSavedAutomation() {
        report("nightly");

        var answer = send("POST", DRY_RUN, """
                {"rules": [{"attribute": "environment", "regex": "nightly", "action": "submit"}], "limit": 50}""");

        assertThat(answer).bodyJson().isLenientlyEqualTo("""
                {"items": [{"outcome": "submit", "winningRule": 1, "fires": true, "trace": [{"regex": "nightly"}]}],
                 "summary": {"rules": [{"matched": 1, "won": 1}]}}""");
        assertThat(send("POST", DRY_RUN, """
                {"rules": [{"attribute": "nobody", "regex": "x", "action": "submit"}]}""")).hasStatus(422)
            .bodyText()
            .contains("automation.rules[0].attribute");
        assertThat(send("POST", DRY_RUN, """
                {"rules": [], "automation": {"enabled": true}}""")).hasStatus(422).bodyText().contains("rules");
    }

    @Test
    void pagesShareOneSpanAndOneSummary() {
        var ids = IntStream.range(0, DryRunController.PAGE + 3).mapToObj((n) -> report("nightly")).toList();
        var body = "{\"limit\": 1000}";

        var first = read(send("POST", DRY_RUN, body));
        report("stable");
        var second = read(send("POST", DRY_RUN + "?page=" + first.get("nextPage").asText(), body));

        assertThat(reports(first)).isEqualTo(ids.subList(0, DryRunController.PAGE));
        assertThat(reports(second)).isEqualTo(ids.subList(DryRunController.PAGE, ids.size()));
        assertThat(second.has("nextPage")).isFalse();
        assertThat(second.get("summary")).isEqualTo(first.get("summary"));
    }

    @Test
    void linesTellProgressThenEachReportThenTheSummary() {
        var ids = IntStream.range(0, 60).mapToObj((n) -> report("nightly")).toList();

        var answer = lines("{}");

        assertThat(answer).hasStatusOk().hasContentTypeCompatibleWith(MediaType.APPLICATION_NDJSON);
        var lines = text(answer).lines().map(this::tree).toList();
        assertThat(lines.subList(0, 2)).extracting(JsonNode::toString)
            .allMatch((line) -> line.contains("\"total\":60"))
            .satisfiesExactly((line) -> assertThat(line).contains("\"done\":50"),
                    (line) -> assertThat(line).contains("\"done\":60"));
        assertThat(lines.subList(2, 62)).extracting((line) -> line.at("/report/report").asLong()).isEqualTo(ids);
        assertThat(lines.get(2).at("/report")).isEqualTo(read(send("POST", DRY_RUN, "{}")).at("/items/0"));
        assertThat(lines).hasSize(63);
        assertThat(lines.getLast().at("/summary/reports").asInt()).isEqualTo(60);
    }

    @Test
    void aRunThatBreaksEndsWithAnErrorLineThatTellsNoSecrets() {
        report("stable");
        this.jdbc.sql("update report set attributes = '[\"hush\"]'").update();

        var lines = text(lines("{}")).lines().toList();

        assertThat(lines).singleElement()
            .isEqualTo("{\"error\":{\"message\":\"The dry run failed; the server's log says why.\"}}");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~',
            textBlock = """
                    {"limit": 0}                                              | limit                         | 1 to 10000
                    {"limit": -1}                                             | limit                         | 1 to 10000
                    {"limit": 10001}                                          | limit                         | 1 to 10000
                    {"limit": 99999999999999}                                 | limit                         | larger number than fits
                    {"limit": "many"}                                         | limit                         | whole number
                    {"since": "yesterday"}                                    | since                         | an instant such as
                    {"since": 1e300}                                          | since                         | an instant such as
                    {"since": "-1000000000-01-01T00:00:00Z"}                  | since                         | 1970 to 9999
                    {"until": "+999999999-01-01T00:00:00Z"}                   | until                         | 1970 to 9999
                    {"since": "2026-01-02T00:00:00Z", "until": "2026-01-01T00:00:00Z"} | until                | after since
                    {"ruls": []}                                              | ruls                          | is not known
                    {"automation": {"threshold": -1}}                         | automation.threshold          | from 0
                    {"automation": {"event": "often"}}                        | automation.event              | must be one of
                    {"automation": {"rules": [{"attribute": "colour", "regex": ".", "action": "submit"}]}} | automation.rules[0].attribute | not defined
                    {"automation": {"rules": [{"attribute": "*", "regex": "(((", "action": "submit"}]}}    | automation.rules[0].regex     | RE2
                    {"automation": {"rules": [{"attribute": "*", "regex": "((a{1000}){1000}){1000}", "action": "submit"}]}} | automation.rules[0].regex | repetitions
                    {"payload": {"subject": "{{secret}}"}}                    | payload.subject               | unknown macros
                    """)
    void badInputNamesTheFieldAndWhatWouldBeRight(String body, String field, String right) {
        for (var refusal : List.of(send("POST", DRY_RUN, body), lines(body))) {
            assertThat(refusal).hasStatus(422).hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
            assertThat(refusal).bodyText().contains("\"field\":\"" + field + "\"", right);
        }
    }

    @Test
    void tooManyRulesAndTooLongOnesAreRefused() {
        var rule = "{\"attribute\": \"*\", \"regex\": \"%s\", \"action\": \"submit\"}";
        var many = IntStream.range(0, 201).mapToObj((n) -> rule.formatted("x")).collect(Collectors.joining(","));

        assertThat(send("POST", DRY_RUN, "{\"automation\": {\"rules\": [" + many + "]}}")).hasStatus(422)
            .bodyText()
            .contains("at most 200");
        assertThat(
                send("POST", DRY_RUN, "{\"automation\": {\"rules\": [" + rule.formatted("x".repeat(100_000)) + "]}}"))
            .hasStatus(422)
            .bodyText()
            .contains("at most 1000");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            x
            MSAw
            %00
            LTE
            """)
    void aPageThatWasNeverGivenIsRefusedOrEmpty(String page) {
        report("stable");

        var answer = send("POST", DRY_RUN + "?page=" + page, "{}");

        assertThat(answer.getResponse().getStatus()).isIn(200, 422);
    }

    @Test
    void brokenJsonAndUnknownNamesAreRefused() {
        assertThat(send("POST", DRY_RUN, "{")).hasStatus(400);
        assertThat(send("POST", INTEGRATIONS + "/Nobody/dry-run", "{}")).hasStatus(404);
        assertThat(send("POST", "/api/v1/projects/nobody/integrations/Jira/dry-run", "{}")).hasStatus(404);
        assertThat(send("GET", DRY_RUN, null)).hasStatus(405);
    }

    @Test
    void tooManyAtOnceAreToldToComeBack() {
        var integration = this.integrations.find(this.projects.find("shop").orElseThrow().id(), "Jira").orElseThrow();
        var request = new DryRunRequest(null, null, null, null, null);
        var open = IntStream.range(0, 4)
            .mapToObj((n) -> this.dryRuns.open(integration, request, Long.MAX_VALUE))
            .toList();
        try {
            for (var refusal : List.of(send("POST", DRY_RUN, "{}"), lines("{}"))) {
                assertThat(refusal).hasStatus(503)
                    .hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
                    .hasHeader("Retry-After", "5");
                assertThat(refusal).bodyText().contains("4 dry runs are under way");
            }
        }
        finally {
            open.forEach(DryRun::close);
        }
        for (int i = 0; i < 10; i++) {
            assertThat(send("POST", DRY_RUN, "{}")).as("no place is lost").hasStatusOk();
            assertThat(lines("{}")).hasStatusOk();
        }
    }

    @Test
    void onlyAdminsTryRules() {
        this.jdbc.sql("update app_user set role = 'triager'").update();

        assertThat(send("POST", DRY_RUN, "{}")).hasStatus(403);
        assertThat(this.mvc.post().uri(DRY_RUN)).hasStatus(401);
    }

    private long report(String environment) {
        var group = this.jdbc.sql("""
                insert into error_group (project_id, fingerprint, first_seen, last_seen, classifiers, report_count)
                select id, ?, now(), now(), '{<b>@all</b>}', 1 from project
                on conflict (project_id, fingerprint) do update set report_count = error_group.report_count + 1
                returning id""").param("ab".repeat(32)).query(Long.class).single();
        return this.jdbc
            .sql("""
                    insert into report (rxid, project_id, group_id, uuid, occurred_at, received_at, classifiers, frames,
                      attributes, body)
                    select gen_random_uuid(), project_id, id, gen_random_uuid(), '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z',
                      '{}', '{}', jsonb_build_object('environment', ?), '' from error_group where id = ? returning id""")
            .params(environment, group)
            .query(Long.class)
            .single();
    }

    private MvcTestResult lines(String body) {
        return this.mvc.post()
            .uri(DRY_RUN)
            .header("Authorization", "Bearer " + this.token)
            .accept(MediaType.APPLICATION_NDJSON)
            .contentType(MediaType.APPLICATION_JSON)
            .content(body)
            .exchange();
    }

    private MvcTestResult send(String method, String path, String body) {
        var request = this.mvc.method(HttpMethod.valueOf(method))
            .uri(path)
            .header("Authorization", "Bearer " + this.token);
        return (body != null) ? request.contentType(MediaType.APPLICATION_JSON).content(body).exchange()
                : request.exchange();
    }

    private static List<Long> reports(JsonNode page) {
        return page.get("items").findValues("report").stream().map(JsonNode::asLong).toList();
    }

    private JsonNode read(MvcTestResult answer) {
        assertThat(answer).hasStatusOk();
        return tree(text(answer));
    }

    private JsonNode tree(String text) {
        try {
            return this.json.readTree(text);
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static String text(MvcTestResult answer) {
        try {
            return answer.getResponse().getContentAsString();
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

}
