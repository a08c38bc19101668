package io.tracebridge.web.page.group;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

/** What the page of a group says. */
class GroupPageTest extends GroupPageSlice {

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

    @ParameterizedTest
    @ValueSource(strings = { "cc", "../x", "AA", "'--" })
    void anUnknownGroupIsAPageThatSaysSo(String fingerprint) {
        assertThat(get("/projects/shop/groups/" + B)).hasStatus(404).bodyText().contains("There is no group " + B);
        assertThat(get("/projects/shop/groups/" + fingerprint)).hasStatus4xxClientError();
        assertThat(get("/projects/game/groups/" + A)).hasStatus(404).bodyText().contains("There is no project game");
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

}
