package io.tracebridge.web.api;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/** The HTTP contract of a link's synchronisation. */
class SyncApiTest extends ApiSlice {

    private static final String GROUP = "/api/v1/projects/shop/groups/" + "ab".repeat(32);

    long link;

    @BeforeEach
    void aLinkedGroup() {
        asTriager();
        this.link = this.jdbc
            .sql("""
                    with p as (insert into project (name, submission_token) values ('shop', 't') returning id),
                    g as (insert into error_group (project_id, fingerprint, first_seen, last_seen)
                      select id, repeat('ab', 32), now(), now() from p returning id),
                    i as (insert into integration (project_id, name, tracker) select id, 'sandbox', 'sandbox' from p returning id)
                    insert into link (integration_id, group_id, scope, marker, state, issue_id, issue_key, issue_url)
                    select i.id, g.id, 'group', 'm', 'linked', '1', 'SHOP-1', 'https://x.example' from g, i returning id""")
            .query(Long.class)
            .single();
    }

    @Test
    void theHistoryReadsPageByPageNewestFirst() {
        this.jdbc.sql("""
                insert into link_change (link_id, field, outcome, before, after, cause)
                select ?, 'state', 'pushed', 'open', 'resolved', 'change ' || n from generate_series(1, 51) n""")
            .param(this.link)
            .update();

        var first = call("GET", "/history", null);

        assertThat(first).bodyJson().extractingPath("$.items.length()").isEqualTo(50);
        assertThat(first).bodyJson().extractingPath("$.items[0].cause").isEqualTo("change 51");
        assertThat(first).bodyText()
            .contains("\"outcome\":\"pushed\"", "\"before\":\"open\"", "\"after\":\"resolved\"");
        var next = this.jdbc.sql("select (min(id) + 1)::text from link_change").query(String.class).single();
        assertThat(first).bodyJson().extractingPath("$.nextPage").isEqualTo(next);
        var second = call("GET", "/history?page=" + next, null);
        assertThat(second).bodyText().contains("\"change 1\"").doesNotContain("change 2", "nextPage");
        assertThat(call("GET", "/history?page=x", null)).hasStatus(422);
    }

    @Test
    void aRunOnRequestMarksTheLinkAndTellsTheEngine() {
        assertThat(call("POST", "/sync", null)).hasStatus(202);

        assertThat(this.jdbc.sql("select dirty_since is not null from link").query(Boolean.class).single()).isTrue();
        assertThat(messages()).isEqualTo("link-changed " + this.link);
    }

    @Test
    void aLinkWithoutAnIssueIsNotSynchronised() {
        this.jdbc.sql("update link set state = 'gone'").update();

        assertThat(call("POST", "/sync", null)).hasStatus(422).bodyText().contains("is gone and leads to no issue");
    }

    @Test
    void aConflictIsDecidedFieldByField() {
        assertThat(call("GET", "/conflict", null)).hasStatus(404).bodyText().contains("Nothing is disputed");
        dispute();
        assertThat(call("GET", "/conflict", null)).bodyJson()
            .extractingPath("$.conflicts[*].theirs")
            .asArray()
            .containsExactly("resolved", "bob");

        assertThat(call("PUT", "/conflict", "{\"choices\": {\"state\": \"ours\", \"assignee\": \"theirs\"}}"))
            .hasStatus(202);

        assertThat(messages()).isEqualTo("conflict-resolved " + this.link);
        assertThat(
                this.jdbc.sql("select payload -> 'variables' ->> 'conflicts' from outbox").query(String.class).single())
            .contains("\"ours\"", "\"theirs\"", "\"state\"", "\"assignee\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                   | choices.state    | ours or theirs
            {"choices": {"state": "ours"}}                                       | choices.assignee | ours or theirs
            {"choices": {"state": "mine", "assignee": "ours"}}                   | choices.state    | ours or theirs
            {"choices": {"state": "ours", "assignee": "ours", "title": "ours"}}  | choices.title    | state and assignee
            """)
    void aDecisionIsWholeOrRefused(String body, String field, String right) {
        dispute();

        assertThat(call("PUT", "/conflict", body)).hasStatus(422)
            .bodyText()
            .contains("\"field\":\"" + field + "\"", right);
        assertThat(this.jdbc.sql("select count(*) from outbox").query(Integer.class).single()).isZero();
    }

    @Test
    void whatIsNotDisputedCannotBeDecided() {
        assertThat(call("PUT", "/conflict", "{\"choices\": {\"state\": \"ours\"}}")).hasStatus(422)
            .bodyText()
            .contains("nothing is disputed");
    }

    @Test
    void aLinkOfAnotherGroupIsNotFoundHere() {
        this.link++;

        assertThat(call("GET", "/history", null)).hasStatus(404);
        assertThat(call("POST", "/sync", null)).hasStatus(404);
        assertThat(call("PUT", "/conflict", "{}")).hasStatus(404);
    }

    private void dispute() {
        this.jdbc.sql("update link set conflict = ?::jsonb")
            .param("""
                    {"linkId": %d, "project": "shop", "integration": "sandbox", "tracker": "Sandbox", "groupUrl": "g",
                     "issue": "SHOP-1", "issueUrl": "i", "reason": "both changed", "conflicts": [
                       {"field": "state", "label": "State", "base": "open", "ours": "muted", "theirs": "resolved"},
                       {"field": "assignee", "label": "Assignee", "base": "nobody", "ours": "ada", "theirs": "bob"}]}"""
                .formatted(this.link))
            .update();
    }

    private String messages() {
        return this.jdbc.sql("select (payload ->> 'name') || ' ' || (payload ->> 'correlationKey') from outbox")
            .query(String.class)
            .single();
    }

    private MvcTestResult call(String method, String path, String body) {
        return send(method, GROUP + "/links/" + this.link + path, body);
    }

}
