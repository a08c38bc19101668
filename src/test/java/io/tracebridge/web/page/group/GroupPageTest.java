package io.tracebridge.web.page.group;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

import io.tracebridge.Middle;
import io.tracebridge.TestDatabase;
import io.tracebridge.project.Projects;
import io.tracebridge.triage.GroupMerge;
import io.tracebridge.web.page.PageApp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

/** The page of a group: what it says, and what can be done there. */
@SpringBootTest(classes = PageApp.class, properties = { Middle.ENGINE, Middle.KEY })
@AutoConfigureMockMvc
class GroupPageTest {

    private static final String A = "aa".repeat(32);

    private static final String B = "bb".repeat(32);

    private static final String PAGE = "/projects/shop/groups/" + A;

    private static final String HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>'\"&";

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        TestDatabase.fresh().register(registry);
    }

    @Autowired
    MockMvcTester mvc;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Projects projects;

    @Autowired
    GroupMerge merge;

    Seed seed;

    long project;

    long group;

    long report;

    @BeforeEach
    void aGroupWithTwoReports() {
        this.jdbc.sql("delete from project").update();
        this.project = this.projects.save("shop", "Web shop", null).id();
        this.seed = new Seed(this.jdbc, this.project);
        this.group = this.seed.group(A, "NullPointerException", 1234,
                Map.of("version", Map.of("1.4.2", 3, "1.4.1", 1), "buildType", Map.of("stable", 4)));
        this.seed.report(this.group, hoursAgo(30), "NullPointerException", Map.of("version", "1.4.1"), Map.of());
        this.report = this.seed.report(this.group, hoursAgo(1), "NullPointerException",
                Map.of("version", "1.4.2", "error.message", "total is missing"),
                Map.of("mainThread", "main", "threads",
                        Map.of("main",
                                Map.of("stack", List.of("Cart.total@Cart.java:42", "Checkout.pay@Checkout.java:7")),
                                "worker", Map.of("stack", List.of("Queue.take@Queue.java:3")))));
    }

    @Test
    void theHeadSaysHowTheGroupStandsInWords() {
        this.jdbc.sql("""
                update error_group set state = 'resolved', assignee = 'jane', tags = '{checkout}', reopen_count = 2,
                  reopened_at = now(), until = '[{"type": "version_gt", "field": "version", "version": "1.4.2"},
                  {"type": "timestamp_gt", "timestamp": "2026-01-02T03:04:00Z"}]',
                  violated = '{"type": "timestamp_gt", "timestamp": "1970-01-01T00:00:01Z"}'""").update();

        assertThat(get(PAGE)).hasStatusOk()
            .bodyText()
            .contains("state-resolved", "NullPointerException", "data-copy=\"" + A + "\"", "value=\"jane\"", "checkout",
                    "1,234", "2 times", "it is seen again", "Resolved until",
                    "version is later than 1.4.2, or it is seen after 2026-01-02 03:04 UTC");
    }

    @Test
    void theCallstackIsThatOfTheLatestReportInnermostCallFirst() {
        assertThat(get(PAGE)).bodyText()
            .contains("total is missing", "Latest report, " + this.report, "2 threads")
            .containsSubsequence("Cart.total", "Cart.java:42", "Checkout.pay", "Checkout.java:7")
            .doesNotContain("Queue.take");
    }

    @Test
    void anotherReportsCallstackTakesItsPlace() {
        var older = this.seed.report(this.group, hoursAgo(2), "NullPointerException", Map.of(),
                Map.of("callstack", Map.of("frames", List.of(Map.of("funcName", "Old.way", "line", 9)))));

        assertThat(get(PAGE + "/callstack?report=" + older)).hasStatusOk()
            .bodyText()
            .contains("Old.way")
            .doesNotContain("<html");
    }

    @Test
    void valuesAreCountedAndLeadToTheGroupsThatHaveThem() {
        assertThat(get(PAGE)).bodyText()
            .contains("width=\"75%\"", "25%", "/projects/shop?attribute=version:1.4.2")
            .containsSubsequence("buildType", "stable", "1.4.2", "1.4.1");
        assertThat(get(PAGE + "/values?filter=BUILD")).bodyText().contains("buildType").doesNotContain("1.4.2");
        assertThat(get(PAGE + "/values?filter=nothing")).bodyText().contains("No attribute that was seen");
    }

    @Test
    void onlyTheMostFrequentValuesAreShownUntilAllAreAskedFor() {
        this.jdbc.sql("""
                update group_values set counts = jsonb_build_object('version',
                  (select jsonb_object_agg('1.0.' || n, n) from generate_series(1, 9) n))""").update();

        assertThat(get(PAGE)).bodyText().contains("1.0.9", "1.0.5", "4 more values").doesNotContain("1.0.4");
        assertThat(get(PAGE + "/values?attribute=version")).bodyText().contains("1.0.9", "1.0.1");
    }

    @Test
    void occurrencesAreDrawnFromDataAndReadableWithoutTheDrawing() {
        this.seed.occurred(this.group, hoursAgo(1), 7);
        this.seed.occurred(this.group, hoursAgo(24 * 9), 5);

        assertThat(get(PAGE)).bodyText()
            .contains("12 in the last 30 days, most of them (7)", "data-counts=\"[0", "data-labels=\"[&quot;")
            .contains("As a table", "<td class=\"text-end\">5</td>");
        assertThat(get(PAGE + "/occurrences?span=day")).bodyText().contains("7 in the last 24 hours", "UTC");
    }

    @Test
    void everyIntegrationSaysWhyAndEveryDecisionShowsItsRules() {
        this.seed.integration("Jira", "{\"enabled\": true, \"event\": \"group\", \"rules\": []}");
        this.seed.decision(this.report, this.group, "Jira", "filter", 1, """
                [{"rule": 1, "action": "filter", "attribute": "*", "regex": ".*", "matched": true,
                  "seenAttribute": "version", "seenValue": "1.4.2"},
                 {"rule": 2, "action": "submit", "attribute": "buildType", "regex": "stable", "matched": false,
                  "seenAttribute": "buildType", "seenValue": null}]""");

        assertThat(get(PAGE)).bodyText()
            .contains("Report " + this.report
                    + " was filtered by rule 1 (filter if any attribute matches &quot;.*&quot;).");
        assertThat(get(PAGE + "/decisions?integration=Jira")).bodyText()
            .containsSubsequence("Filtered", "rule-winner", "filter if any attribute matches &quot;.*&quot;", "decided",
                    "yes", "version = 1.4.2", "submit if buildType matches &quot;stable&quot;", "no",
                    "the report has no buildType");
        assertThat(get(PAGE + "/decisions?integration=Redmine")).hasStatus(404);
    }

    @Test
    void olderReportsActivitiesAndDecisionsComeWhenAskedFor() {
        for (int i = 0; i < 21; i++) {
            this.seed.report(this.group, hoursAgo(1), "Later", Map.of(), Map.of());
            this.seed.activity(this.group, "user:jane", "issue-requested", "{}", "{}", "{}");
        }
        var first = get(PAGE);
        assertThat(first).bodyText()
            .contains("Older reports", "Older activity")
            .doesNotContain("/reports/" + this.report);

        assertThat(get(PAGE + "/reports?before=" + (this.report + 1))).bodyText()
            .contains("/reports/" + this.report)
            .doesNotContain("Later", "Older reports");
        assertThat(get(PAGE + "/activity?before=1")).bodyText().doesNotContain("jane");
    }

    @Test
    void aReportIsShownWholeWithEveryThreadAndItsFilesAsDownloads() {
        var file = this.seed.attachment(this.report, "läuft.html", HOSTILE);
        var page = PAGE + "/reports/" + this.report;

        assertThat(get(page)).hasStatusOk()
            .bodyText()
            .contains("Cart.total", "Queue.take", "worker", "failed", "error.message", "läuft.html");
        assertThat(get(page + "/raw")).bodyText().contains("&quot;mainThread&quot; : &quot;main&quot;");
        assertThat(get(page + "/attachments/" + file)).hasStatusOk()
            .hasHeader("Content-Type", "application/octet-stream")
            .hasHeader("X-Content-Type-Options", "nosniff")
            .headers()
            .hasEntrySatisfying("Content-Disposition",
                    (values) -> assertThat(values.getFirst()).startsWith("attachment;").contains("l%C3%A4uft.html"));
        assertThat(get(page + "/report.json")).headers()
            .hasEntrySatisfying("Content-Disposition",
                    (values) -> assertThat(values.getFirst()).startsWith("attachment;"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "/reports/0", "/reports/x", "/reports/9999999999999999999", "/reports/0/raw",
            "/reports/0/report.json", "/reports/0/attachments/1", "/callstack?report=x", "/activity?before=x" })
    void whatIsNotThereIsSaidSo(String path) {
        assertThat(get(PAGE + path)).hasStatus(404);
    }

    @ParameterizedTest
    @ValueSource(strings = { "cc", "../x", "AA", "'--" })
    void anUnknownGroupIsAPageThatSaysSo(String fingerprint) {
        assertThat(get("/projects/shop/groups/" + B)).hasStatus(404).bodyText().contains("There is no group " + B);
        assertThat(get("/projects/shop/groups/" + fingerprint)).hasStatus4xxClientError();
        assertThat(get("/projects/game/groups/" + A)).hasStatus(404).bodyText().contains("There is no project game");
    }

    @Test
    void aReportOfAnotherGroupIsNotShown() {
        this.seed.group(B, "Other", 0, Map.of());

        assertThat(get("/projects/shop/groups/" + B + "/reports/" + this.report)).hasStatus(404);
    }

    @Test
    void aMergedGroupLeadsToTheOneThatStandsForItAndMayBePartedThere() {
        var member = this.seed.group(B, "NullPointerException", 1, Map.of("version", Map.of("9.9", 1)));
        var theirs = this.seed.report(member, hoursAgo(3), "Merged", Map.of(), Map.of());
        this.merge.merge(this.project, A, List.of(B), "user:jane");

        assertThat(get("/projects/shop/groups/" + B)).hasStatus(302).hasHeader("Location", PAGE + "?member=" + B);
        assertThat(get(PAGE + "?member=" + B)).bodyText()
            .contains("You asked for group", "Part again", "of merged group", "/reports/" + theirs, "9.9",
                    "merged into this group: bbbbbbb");
        assertThat(get(PAGE + "?member=" + HOSTILE.substring(0, 8))).bodyText().doesNotContain("You asked for");
        assertThat(post("/part", "member", B)).hasStatus(303).hasHeader("Location", PAGE);
        assertThat(get("/projects/shop/groups/" + B)).hasStatusOk();
        assertThat(post("/part", "member", B)).hasStatus(404);
    }

    @Test
    void textOfReportsPeopleAndTrackersStaysText() {
        this.jdbc.sql("update error_group set classifiers = ?, tags = ?, assignee = ?")
            .params(new String[] { HOSTILE }, new String[] { "<b>tag" }, HOSTILE)
            .update();
        this.jdbc.sql("update group_values set counts = jsonb_build_object('version', jsonb_build_object(?::text, 1))")
            .param(HOSTILE)
            .update();
        var hostile = this.seed.report(this.group, hoursAgo(0), HOSTILE,
                Map.of("version", HOSTILE, "error.message", HOSTILE, HOSTILE, HOSTILE),
                Map.of("threads", Map.of(HOSTILE, Map.of("stack", List.of(HOSTILE + "@" + HOSTILE)))));
        this.seed.attachment(hostile, HOSTILE, "x");
        this.seed.activity(this.group, "user:" + HOSTILE, "mention-failed", "{}",
                "{\"target\": \"<script>\", \"reason\": \"<script>alert(3)</script>\"}", "{\"why\": \"<script>\"}");
        this.seed.activity(this.group, "process", "<script>", "{\"<script>\": \"<script>\"}", "{}", "{}");
        this.seed.integration("<script>x", "{\"enabled\": true, \"event\": \"group\", \"rules\": []}");
        this.seed.decision(hostile, this.group, "<script>x", "filter", 1, """
                [{"rule": 1, "action": "filter", "attribute": "version", "regex": "<script>", "matched": true,
                  "seenAttribute": "version", "seenValue": "<script>"}]""");

        for (var path : List.of("", "/reports/" + hostile, "/reports/" + hostile + "/raw",
                "/callstack?report=" + hostile, "/values?attribute=version", "/decisions?integration=<script>x",
                "/activity", "/reports")) {
            assertThat(get(PAGE + path)).as(path)
                .hasStatusOk()
                .bodyText()
                .contains("&lt;script&gt;")
                .doesNotContainPattern("(?i)<script>|<img src=x|<b>tag|onerror=alert\\(2\\)>");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /assign | assignee | jane             | select assignee = 'jane' and state = 'in-progress' from error_group
            /assign | assignee | ''               | select assignee is null from error_group
            /state  | state    | muted            | select state = 'muted' from error_group
            /tags   | add      | 'cart, checkout' | select tags = '{old,cart,checkout}' from error_group
            /tags   | remove   | old              | select tags = '{}' from error_group
            """)
    void oneStepChangesTheGroupAndComesBackToThePage(String path, String name, String value, String holds) {
        this.jdbc.sql("update error_group set tags = '{old}'").update();

        assertThat(post(path, name, value)).hasStatus(303).hasHeader("Location", PAGE);
        assertThat(this.jdbc.sql(holds).query(Boolean.class).single()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /assign | assignee | two\1lines  | one line
            /state  | state    | gone         | must be one of open
            /tags   | add      | ' , '        | at least one word
            """)
    void aRefusalSaysWhatToDoAndChangesNothing(String path, String name, String value, String why) {
        assertThat(post(path, name, value)).hasStatus(422).bodyText().contains(why);
        assertThat(this.jdbc.sql("select count(*) from activity").query(Long.class).single()).isZero();
    }

    @Test
    void nobodyChangesAGroupWithoutTheTokenAgainstCrossSiteRequests() {
        assertThat(this.mvc.post().uri(PAGE + "/state").param("state", "muted").with(user("tina").roles("TRIAGER")))
            .hasStatus(403);
    }

    private MvcTestResult get(String path) {
        var parts = path.split("\\?", 2);
        var request = this.mvc.get().uri(parts[0]).with(user("tina").roles("TRIAGER"));
        if (parts.length > 1) {
            var pair = parts[1].split("=", 2);
            request = request.param(pair[0], pair[1]);
        }
        return request.exchange();
    }

    private MvcTestResult post(String path, String name, String value) {
        return this.mvc.post()
            .uri(PAGE + path)
            .param(name, value)
            .with(user("tina").roles("TRIAGER"))
            .with(csrf())
            .exchange();
    }

    private static Instant hoursAgo(int hours) {
        return Instant.now().minus(hours, ChronoUnit.HOURS);
    }

}
