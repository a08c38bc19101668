package io.tracebridge.web.api;

import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;

/** The HTTP contract of merging groups, and of explaining decisions. */
class GroupMergeApiTest extends ApiSlice {

    private static final String A = "aa".repeat(32);

    private static final String B = "bb".repeat(32);

    private static final String GROUPS = "/api/v1/projects/shop/groups/";

    private static final String MEMBERS = GROUPS + A + "/members";

    private static final String ONLY_STABLE = """
            {"name": "%s", "tracker": "sandbox", "automation": {"enabled": true, "event": "group", "rules": [
              {"attribute": "*", "regex": ".*", "action": "filter"},
              {"attribute": "hostname", "regex": "stable", "action": "submit"}]}}""";

    @BeforeEach
    void twoGroups() {
        assertThat(send("PUT", "/api/v1/projects/shop", "{}")).hasStatusOk();
        send("PUT", "/api/v1/projects/shop/attributes/hostname", "{\"type\": \"string\"}");
        this.jdbc.sql("""
                insert into error_group (project_id, fingerprint, report_count, first_seen, last_seen)
                select id, unnest(array[?, ?]), 1, now(), now() from project""").params(A, B).update();
    }

    @Test
    void triagersMergeAndPart() {
        asTriager();

        var merged = send("POST", MEMBERS, "{\"fingerprints\": [\"" + B + "\"]}");

        assertThat(merged).hasStatusOk();
        assertThat(merged).bodyJson().extractingPath("$.members[0].fingerprint").isEqualTo(B);
        assertThat(merged).bodyJson().extractingPath("$.members[0].reports").isEqualTo(1);
        assertThat(merged).bodyJson().extractingPath("$.reports").isEqualTo(2);
        assertThat(merged).bodyJson().extractingPath("$.activity[0].actor").isEqualTo("user:admin");
        assertThat(send("GET", GROUPS + B, null)).bodyJson().extractingPath("$.mergedInto").isEqualTo(A);
        assertThat(send("DELETE", MEMBERS + "/" + B, null)).hasStatus(204);
        assertThat(send("DELETE", MEMBERS + "/" + B, null)).hasStatus(404);
        assertThat(send("GET", GROUPS + B, null)).bodyJson().extractingPath("$.mergedInto").isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                | 422 | fingerprints
            {"fingerprints": []}              | 422 | 1 to 100 groups
            {"fingerprints": "x"}             | 422 | a list
            {"fingerprints": [null]}          | 422 | fingerprints[0]
            {"fingerprints": ["\\u0000"]}     | 422 | 64 digits
            {"fingerprints": ["' or 1=1 --"]} | 422 | 64 digits
            {"members": []}                   | 422 | known here are fingerprints
            {"fingerprints":                  | 400 | not JSON
            """)
    void badInputNamesTheFieldAndWhatWouldBeRight(String body, int status, String why) {
        var refusal = send("POST", MEMBERS, body);

        assertThat(refusal).hasStatus(status).hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(refusal).bodyText().contains(why);
        assertThat(send("GET", GROUPS + A, null)).bodyJson().extractingPath("$.members").asArray().isEmpty();
    }

    @Test
    void oversizedAndUnknownOnesAreRefused() {
        var many = "{\"fingerprints\": [" + ("\"" + B + "\",").repeat(10_000) + "\"" + B + "\"]}";

        assertThat(send("POST", MEMBERS, many)).hasStatus(422);
        assertThat(send("POST", GROUPS + "cc".repeat(32) + "/members", "{\"fingerprints\": [\"" + B + "\"]}"))
            .hasStatus(404);
        assertThat(send("POST", GROUPS + "x".repeat(2000) + "/members", "{\"fingerprints\": [\"" + B + "\"]}"))
            .hasStatus(404);
        assertThat(send("DELETE", MEMBERS + "/x'--", null)).hasStatus(404);
        assertThat(send("GET", GROUPS + "cc".repeat(32) + "/decisions", null)).hasStatus(404);
    }

    @Test
    void decisionsNameTheWinningRuleAndEveryIntegrationSaysWhyThereIsNoIssue() {
        send("POST", "/api/v1/projects/shop/integrations", ONLY_STABLE.formatted("Strict"));
        send("POST", "/api/v1/projects/shop/integrations", "{\"name\": \"By hand\", \"tracker\": \"sandbox\"}");
        filtered(51);

        var first = send("GET", GROUPS + A + "/decisions?integration=Strict&outcome=filter", null);

        assertThat(first).bodyJson().extractingPath("$.items").asArray().hasSize(50);
        assertThat(first).bodyJson()
            .extractingPath("$.items[0].winningRule.words")
            .isEqualTo("filter if any attribute matches \".*\"");
        assertThat(first).bodyJson().extractingPath("$.items[0].winningRule.number").isEqualTo(1);
        assertThat(first).bodyJson().extractingPath("$.items[0].winningRule.action").isEqualTo("filter");
        assertThat(first).bodyJson().extractingPath("$.items[0].trace").asArray().hasSize(1);
        assertThat(first).bodyJson().extractingPath("$.summary[0].integration").isEqualTo("By hand");
        assertThat(first).bodyJson().extractingPath("$.summary[0].standing").isEqualTo("automation-off");
        assertThat(first).bodyJson().extractingPath("$.summary[1].standing").isEqualTo("filtered");
        assertThat(first).bodyJson()
            .extractingPath("$.summary[1].sentence")
            .asString()
            .matches("Report \\d+ was filtered by rule 1 \\(filter if any attribute matches \"\\.\\*\"\\)\\.");
        var last = this.jdbc.sql("select min(id) + 1 from decision").query(Long.class).single();
        assertThat(first).bodyJson().extractingPath("$.nextPage").isEqualTo(Long.toString(last));
        assertThat(send("GET", GROUPS + A + "/decisions?page=" + last, null)).bodyJson()
            .extractingPath("$.items")
            .asArray()
            .hasSize(1);
        assertThat(send("GET", GROUPS + A + "/decisions?outcome=submit", null)).bodyJson()
            .extractingPath("$.items")
            .asArray()
            .isEmpty();
    }

    @Test
    void theSummaryReadsWhatAutomationsRememberAndWhatIsLinked() {
        send("POST", "/api/v1/projects/shop/integrations", ONLY_STABLE.formatted("Strict")
            .replace("\"event\": \"group\"", "\"event\": \"group\", \"threshold\": 5"));
        assertStanding(A, "no-report");
        this.jdbc.sql("""
                insert into trigger_state (integration_id, group_id, pending) select i.id, g.id, 2
                from integration i, error_group g where g.fingerprint = ?""").param(A).update();
        assertStanding(A, "below-threshold");
        send("POST", MEMBERS, "{\"fingerprints\": [\"" + B + "\"]}");
        this.jdbc
            .sql("""
                    insert into link (integration_id, group_id, scope, marker, state, issue_key)
                    select i.id, g.id, 'group', 'm', 'linked', 'SHOP-7' from integration i, error_group g where g.fingerprint = ?""")
            .param(B)
            .update();
        assertStanding(A, "linked");
        assertStanding(B, "merged");
        this.jdbc.sql("update link set state = 'unlinked', unlinked_at = now()").update();
        assertStanding(A, "unlinked");
    }

    @ParameterizedTest
    @CsvSource({ "integration=Jira, integration", "outcome=maybe, outcome", "page=x, page",
            "page=9999999999999999999, page" })
    void badFiltersNameTheParameter(String query, String field) {
        assertThat(send("GET", GROUPS + A + "/decisions?" + query, null)).hasStatus(422)
            .bodyText()
            .contains("\"field\":\"" + field + "\"");
    }

    private void assertStanding(String fingerprint, String standing) {
        assertThat(send("GET", GROUPS + fingerprint + "/decisions", null)).hasStatusOk()
            .bodyJson()
            .extractingPath("$.summary[0].standing")
            .isEqualTo(standing);
    }

    private void filtered(int reports) {
        for (int i = 0; i < reports; i++) {
            this.jdbc
                .sql("""
                        with r as (insert into report (rxid, project_id, group_id, uuid, occurred_at, received_at, classifiers, frames,
                          attributes, body) select ?, project_id, id, ?, now(), now(), '{}', '{}', '{}', '' from error_group
                          where fingerprint = ? returning id, group_id)
                        insert into decision (report_id, group_id, integration_id, outcome, winning_rule, trace)
                        select r.id, r.group_id, i.id, 'filter', 1, '[{"rule": 1, "action": "filter", "attribute": "*", "regex": ".*",
                          "matched": true, "seenAttribute": "hostname", "seenValue": "h"}]'
                        from r, integration i where i.name = 'Strict'""")
                .params(UUID.randomUUID(), UUID.randomUUID(), A)
                .update();
        }
    }

}
