package io.tracebridge.web.api;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tracebridge.project.Projects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

/** The triage list: which groups, in which order, page by page. */
class GroupListApiTest extends ApiSlice {

    @Autowired
    Projects projects;

    @Autowired
    ObjectMapper json;

    long project;

    @BeforeEach
    void fourGroupsAndAMergedOne() {
        this.project = this.projects.save("shop", null, null).id();
        group("a", "open", null, "{checkout}", "{NullPointerException}", 7, "40 days", "1 hour");
        group("b", "in-progress", "jane", "{}", "{TimeoutException}", 900, "2 days", "2 hours");
        group("c", "resolved", "tom", "{checkout,mobile}", "{IOException}", 12, "90 days", "3 days");
        group("d", "muted", null, "{}", "{SocketException}", 1, "5 days", "5 days");
        group("e", "open", null, "{}", "{Merged}", 3, "6 days", "6 days");
        this.jdbc.sql("update error_group set merged_into = ? where id = ?").params(id("d"), id("e")).update();
        this.jdbc.sql("insert into group_values (group_id, counts) values (?, ?::jsonb), (?, ?::jsonb)")
            .params(id("b"), "{\"version\": {\"1.4.2\": 4, \"a:b\": 1}}", id("e"), "{\"version\": {\"2.0\": 1}}")
            .update();
        this.jdbc.sql("update group_values set keys = value_keys(counts)").update();
        this.jdbc.sql("insert into integration (project_id, name, tracker) values (?, 'Jira', 'jira-cloud')")
            .param(this.project)
            .update();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                                              | a b c d
            state=open                        | a
            state=muted                       | d
            assignee=jane                     | b
            assignee=nobody                   | a d
            tag=checkout                      | a c
            tag=checkout&assignee=nobody      | a
            attribute=version:1.4.2           | b
            attribute=version:a:b             | b
            attribute=version:2.0             | d
            attribute=version:3               |
            attribute=hostname:1.4.2          |
            q=nullpointer                     | a
            q=ioEx                            | c
            q=eeee                            | d
            q=%25                             |
            q=_                               |
            sort=first-seen                   | b d a c
            sort=last-seen                    | a b c d
            sort=reports                      | b c a d
            sort=state                        | a b c d
            sort=reports&assignee=nobody      | a d
            """)
    void groupsAreFilteredAndSorted(String query, String expected) {
        assertThat(names(list((query != null) ? query : ""))).isEqualTo((expected != null) ? expected : "");
    }

    @Test
    void aGroupSaysTheIdByWhichProcessesNameIt() {
        var listed = list("state=open").get("items").get(0);

        assertThat(listed.get("id").asLong()).isEqualTo(id("a"));
        assertThat(get("/" + listed.get("fingerprint").asText())).hasStatusOk()
            .bodyJson()
            .extractingPath("$.id")
            .asNumber()
            .isEqualTo((int) id("a"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "last-seen", "first-seen", "reports", "state" })
    void pagesFollowEachOtherWithoutGapsInEveryOrder(String sort) {
        this.jdbc
            .sql("""
                    insert into error_group (project_id, fingerprint, state, report_count, first_seen, last_seen)
                    select ?, lpad(to_hex(n), 64, '0'), (array['open', 'in-progress', 'resolved', 'muted'])[n % 4 + 1], n / 9,
                      now() - make_interval(mins => n / 5), now() - make_interval(mins => n / 7)
                    from generate_series(1, 130) n""")
            .param(this.project)
            .update();

        var seen = new ArrayList<String>();
        var page = "";
        do {
            var answer = list("sort=" + sort + page);
            answer.get("items").forEach((item) -> seen.add(item.get("fingerprint").asText()));
            page = answer.has("nextPage") ? "&page=" + answer.get("nextPage").asText() : null;
        }
        while (page != null);

        assertThat(seen).hasSize(134).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            state=closed              | state     | must be one of open, in-progress, resolved, muted
            sort=name                 | sort      | must be one of last-seen, first-seen, reports, state
            attribute=version         | attribute | such as version:1.4.2
            attribute=:1              | attribute | such as version:1.4.2
            q=%00                     | q         | at most 1024 characters of text
            page=x                    | page      | must be a nextPage of an earlier answer
            page=c3RhdGUgMSAyMDI2IDM  | page      | with the same sort
            """)
    void whatCannotBeAskedIsRefusedByName(String query, String field, String words) {
        assertThat(get("?" + query)).hasStatus(422).bodyText().contains("\"field\":\"" + field + "\"").contains(words);
    }

    @Test
    void aPageOfOneOrderIsNoneOfAnother() {
        this.jdbc.sql("""
                insert into error_group (project_id, fingerprint, first_seen, last_seen)
                select ?, lpad(to_hex(n), 64, '0'), now(), now() from generate_series(1, 60) n""")
            .param(this.project)
            .update();
        var next = list("sort=reports").get("nextPage").asText();

        assertThat(get("?sort=state&page=" + next)).hasStatus(422).bodyText().contains("same sort");
    }

    @Test
    void theCountsPerStateFollowTheOtherFilters() {
        assertThat(get("/counts")).bodyJson()
            .isLenientlyEqualTo("{\"open\": 1, \"in-progress\": 1, \"resolved\": 1, \"muted\": 1}");
        assertThat(get("/counts?tag=checkout")).bodyJson()
            .isLenientlyEqualTo("{\"open\": 1, \"in-progress\": 0, \"resolved\": 1, \"muted\": 0}");
        assertThat(get("/counts?attribute=x")).hasStatus(422);
    }

    @Test
    void aGroupTellsItsNewestIssuesAndThoseOfItsMembers() {
        for (int i = 1; i <= 5; i++) {
            link((i % 2 == 0) ? "d" : "e", "SHOP-" + i, (i == 5) ? "unlinked" : "linked");
        }

        var item = list("q=shop-3").at("/items/0");

        assertThat(item.get("fingerprint").asText()).startsWith("dddd");
        assertThat(item.get("issues").findValuesAsText("key")).containsExactly("SHOP-4", "SHOP-3", "SHOP-2");
        assertThat(item.at("/issues/0/status").asText()).isEqualTo("To Do");
        assertThat(item.get("moreIssues").asLong()).isOne();
        assertThat(list("state=open").at("/items/0/issues")).isEmpty();
    }

    @Test
    void aGroupTellsItsReportsPerDayItsMembersIncluded() {
        this.jdbc.sql("""
                insert into group_occurrence (group_id, hour, reports)
                values (?, date_trunc('day', now(), 'UTC'), 2), (?, date_trunc('day', now(), 'UTC'), 3),
                  (?, date_trunc('day', now(), 'UTC') - interval '1 hour', 5),
                  (?, date_trunc('day', now(), 'UTC') - interval '14 days', 9)""")
            .params(id("d"), id("e"), id("d"), id("d"))
            .update();

        var days = list("state=muted").at("/items/0/days");

        assertThat(days).hasSize(14);
        assertThat(Stream.of(0, 11, 12, 13).map((day) -> days.get(day).asInt())).containsExactly(0, 0, 5, 5);
    }

    private JsonNode list(String query) {
        var answer = get("?" + query);
        assertThat(answer).hasStatusOk();
        try {
            return this.json.readTree(answer.getResponse().getContentAsByteArray());
        }
        catch (java.io.IOException ex) {
            throw new AssertionError(ex);
        }
    }

    private MvcTestResult get(String path) {
        return this.mvc.get()
            .uri(java.net.URI.create("/api/v1/projects/shop/groups" + path))
            .with(user("tina").roles("TRIAGER"))
            .exchange();
    }

    private static String names(JsonNode answer) {
        List<String> names = new ArrayList<>();
        answer.get("items").forEach((item) -> names.add(item.get("fingerprint").asText().substring(0, 1)));
        return String.join(" ", names);
    }

    private void group(String name, String state, String assignee, String tags, String classifiers, long reports,
            String first, String last) {
        this.jdbc.sql("""
                insert into error_group (project_id, fingerprint, state, assignee, tags, classifiers, report_count,
                  first_seen, last_seen)
                values (?, ?, ?, ?, ?::text[], ?::text[], ?, now() - ?::interval, now() - ?::interval)""")
            .params(this.project, name.repeat(64), state, assignee, tags, classifiers, reports, first, last)
            .update();
    }

    private void link(String group, String key, String state) {
        this.jdbc.sql("""
                insert into link (integration_id, group_id, scope, marker, state, issue_id, issue_key, issue_status)
                select id, ?, ?, ?, ?, ?, ?, 'To Do' from integration""")
            .params(id(group), "report:" + key, key, state, key, key)
            .update();
    }

    private long id(String name) {
        return this.jdbc.sql("select id from error_group where fingerprint = ?")
            .param(name.repeat(64))
            .query(Long.class)
            .single();
    }

}
