package io.tracebridge.web.api;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The HTTP contract of runs that compare, and of links whose issue is gone. */
class ReconcileApiTest extends ApiSlice {

    private static final String GROUP = "/api/v1/projects/shop/groups/" + "a".repeat(64);

    private static final String RUNS = "/api/v1/projects/shop/integrations/sandbox/reconcile";

    long link;

    @BeforeEach
    void aGroupWhoseIssueIsGone() {
        assertThat(send("PUT", "/api/v1/projects/shop", "{}")).hasStatusOk();
        assertThat(send("POST", "/api/v1/projects/shop/integrations",
                "{\"name\": \"sandbox\", \"tracker\": \"sandbox\", \"sync\": {\"pull\": true}}"))
            .hasStatus(201);
        this.jdbc.sql("""
                insert into sandbox_issue (project_key, number, title, description, state)
                values ('shop', 1, 'Cart is broken', '', 'open')""").update();
        this.link = this.jdbc.sql("""
                with g as (insert into error_group (project_id, fingerprint, first_seen, last_seen)
                  select id, repeat('a', 64), now(), now() from project returning id)
                insert into link (integration_id, group_id, scope, marker, state, issue_id, issue_key, issue_url)
                select i.id, g.id, 'group', 'm', 'gone', '9', 'SHOP-9', 'https://x.example' from g, integration i
                returning id""").query(Long.class).single();
    }

    @Test
    void anAdminStartsARunAndEverybodyReadsIt() {
        this.jdbc.sql("update link set state = 'linked'").update();

        var started = send("POST", RUNS, "{\"repair\": false}");

        var run = this.jdbc.sql("select id from reconcile_run").query(Long.class).single();
        assertThat(started).hasStatus(202).bodyJson().extractingPath("$.runId").isEqualTo(run.intValue());
        assertThat(started).headers().hasValue("Location", RUNS + "/" + run);
        asTriager();
        assertThat(send("GET", RUNS, null)).bodyJson().isLenientlyEqualTo("""
                {"items": [{"id": %d, "repair": false, "requestedBy": "user:admin", "state": "running", "total": 1,
                  "done": 0, "drifts": 0}]}""".formatted(run));
        assertThat(send("POST", RUNS, "{\"repair\": false}")).hasStatus(403);
    }

    @Test
    void theDifferencesReadPageByPage() {
        send("POST", RUNS, "{}");
        var run = this.jdbc.sql("select id from reconcile_run").query(Long.class).single();
        this.jdbc.sql("""
                insert into link (integration_id, group_id, scope, marker, state, issue_id, issue_key, issue_url)
                select integration_id, group_id, 's' || n, 'm' || n, 'linked', n, 'SHOP-' || n, 'u'
                from link, generate_series(100, 150) n""").update();
        this.jdbc.sql("""
                insert into drift (run_id, link_id, kind, ours, theirs)
                select ?, id, kind, 'open', 'resolved (Done)' from link, unnest('{state,assignee}'::text[]) kind
                where scope like 's%'""").param(run).update();

        var first = send("GET", RUNS + "/" + run, null);

        assertThat(first).bodyJson().extractingPath("$.run.drifts").isEqualTo(102);
        assertThat(first).bodyJson().extractingPath("$.items.length()").isEqualTo(100);
        assertThat(first).bodyJson()
            .extractingPath("$.items[1]")
            .asMap()
            .containsEntry("kind", "state")
            .containsEntry("issue", "SHOP-100")
            .containsEntry("fingerprint", "a".repeat(64))
            .containsEntry("ours", "open")
            .containsEntry("theirs", "resolved (Done)")
            .containsEntry("handedOver", false);
        var next = this.jdbc.sql("select (max(id) - 1) || '-state' from link").query(String.class).single();
        assertThat(first).bodyJson().extractingPath("$.nextPage").isEqualTo(next);
        var second = send("GET", RUNS + "/" + run + "?page=" + next, null);
        assertThat(second).bodyJson().extractingPath("$.items.length()").isEqualTo(2);
        assertThat(second).bodyText().doesNotContain("nextPage");
        assertThat(send("GET", RUNS + "/" + run + "?page=1-x';--", null)).hasStatus(422);
        assertThat(send("GET", RUNS + "/" + run + "?page=" + "9".repeat(30) + "-state", null)).hasStatus(422);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"repair": "perhaps"}       | 422 | repair
            {"fix": true}               | 422 | fix
            {"repair": tru               | 400 | JSON
            """)
    void badInputIsRefusedWithWords(String body, int status, String words) {
        assertThat(send("POST", RUNS, body)).hasStatus(status).bodyText().contains(words);
        assertThat(this.jdbc.sql("select count(*) from reconcile_run").query(Integer.class).single()).isZero();
    }

    @Test
    void whatIsNowhereIsNotFound() {
        assertThat(send("POST", RUNS.replace("sandbox", "jira"), "{}")).hasStatus(404);
        assertThat(send("GET", RUNS + "/1", null)).hasStatus(404);
        assertThat(send("GET", RUNS + "/one", null)).hasStatus(400);
        assertThat(send("POST", GROUP + "/links/0/recreate", null)).hasStatus(404);
        assertThat(send("POST", GROUP + "/links/0/relink", "{\"issue\": \"SHOP-1\"}")).hasStatus(404);
        assertThat(send("POST", GROUP.replace('a', 'b') + "/links/" + this.link + "/recreate", null)).hasStatus(404);
    }

    @Test
    void aGoneLinkSaysWhatToDo() {
        assertThat(send("GET", GROUP, null)).bodyJson()
            .extractingPath("$.links[0].advice")
            .asString()
            .contains("relink", "recreate", "unlink");
    }

    @Test
    void aTriagerPutsAnotherIssueInTheGoneOnesPlace() {
        asTriager();

        var linked = send("POST", GROUP + "/links/" + this.link + "/relink", "{\"issue\": \"SHOP-1\"}");

        assertThat(linked).hasStatus(201).bodyJson().isLenientlyEqualTo("""
                {"issue": "SHOP-1", "state": "linked", "origin": "found", "advice": null}""");
        assertThat(send("GET", GROUP + "/links", null)).bodyJson().extractingPath("$.items.length()").isEqualTo(1);
        assertThat(send("POST", GROUP + "/links/" + this.link + "/relink", "{\"issue\": \"SHOP-1\"}")).hasStatus(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                | must be an issue's key
            {"issue": "SHOP-404"}             | was not found
            {"issue": "'; drop table link"}   | names no issue
            {"issue": "SHOP-1", "force": 1}   | is not known
            """)
    void whatNamesNoIssueTakesNoPlace(String body, String words) {
        assertThat(send("POST", GROUP + "/links/" + this.link + "/relink", body)).hasStatus(422)
            .bodyText()
            .contains(words);
        assertThat(send("GET", GROUP + "/links", null)).bodyJson().extractingPath("$.items[0].state").isEqualTo("gone");
    }

    @Test
    void aNewIssueIsAskedForOnce() {
        asTriager();

        assertThat(send("POST", GROUP + "/links/" + this.link + "/recreate", null)).hasStatus(202);

        assertThat(this.jdbc.sql("select kind from outbox").query(String.class).single()).isEqualTo("create-issue");
        this.jdbc.sql("""
                insert into link (integration_id, group_id, scope, marker)
                select integration_id, group_id, 'recreate:' || id, 'tracebridge' || repeat('0', 20) from link""")
            .update();
        assertThat(send("POST", GROUP + "/links/" + this.link + "/recreate", null)).hasStatus(409)
            .bodyText()
            .contains("being made already");
        this.jdbc.sql("update link set state = 'linked'").update();
        assertThat(send("POST", GROUP + "/links/" + this.link + "/recreate", null)).hasStatus(422)
            .bodyText()
            .contains("not gone");
    }

}
