package io.tracebridge.web.api;

import io.tracebridge.Middle;
import io.tracebridge.TestDatabase;
import io.tracebridge.security.Users;
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

/** The HTTP contract of runs that compare, and of links whose issue is gone. */
@SpringBootTest(classes = ApiApp.class,
        properties = { Middle.ENGINE, Middle.KEY, "tracebridge.url=https://bridge.example" })
@AutoConfigureMockMvc
class ReconcileApiTest {

    private static final String GROUP = "/api/v1/projects/shop/groups/" + "a".repeat(64);

    private static final String RUNS = "/api/v1/projects/shop/integrations/sandbox/reconcile";

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

    String token;

    long link;

    @BeforeEach
    void aGroupWhoseIssueIsGone() {
        this.jdbc.sql("delete from outbox").update();
        this.jdbc.sql("delete from project").update();
        this.jdbc.sql("delete from sandbox_issue").update();
        this.jdbc.sql("delete from app_user").update();
        this.users.saveAdmin("tess", "admin-password");
        this.token = this.users.newToken("tess", "test");
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
        this.jdbc.sql("update app_user set role = 'triager'").update();
        assertThat(send("GET", RUNS, null)).bodyJson().isLenientlyEqualTo("""
                {"items": [{"id": %d, "repair": false, "requestedBy": "user:tess", "state": "running", "total": 1,
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
        this.jdbc.sql("update app_user set role = 'triager'").update();

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
        this.jdbc.sql("update app_user set role = 'triager'").update();

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

    private MvcTestResult send(String method, String path, String body) {
        var request = this.mvc.method(HttpMethod.valueOf(method))
            .uri(path)
            .header("Authorization", "Bearer " + this.token);
        return (body != null) ? request.contentType(MediaType.APPLICATION_JSON).content(body).exchange()
                : request.exchange();
    }

}
