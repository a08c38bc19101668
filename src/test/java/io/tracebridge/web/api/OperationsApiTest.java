package io.tracebridge.web.api;

import io.tracebridge.Middle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;

/** What is stuck, for scripts; and how they get it going again. */
@SpringBootTest(classes = ApiApp.class,
        properties = { Middle.ENGINE, Middle.KEY, "tracebridge.tasklist-url=https://tasklist.example" })
class OperationsApiTest extends ApiSlice {

    private static final String OPERATIONS = "/api/v1/operations";

    private static final String GROUP = "ab".repeat(32);

    @BeforeEach
    void aProjectWithAnIntegration() {
        assertThat(send("PUT", "/api/v1/projects/shop", "{}")).hasStatusOk();
        assertThat(send("POST", "/api/v1/projects/shop/integrations", "{\"name\": \"Box\", \"tracker\": \"sandbox\"}"))
            .hasStatus(201);
        this.jdbc.sql("""
                insert into error_group (project_id, fingerprint, first_seen, last_seen)
                select id, ?, now(), now() from project""").param(GROUP).update();
    }

    @Test
    void theOverviewTellsOfEngineOutboxLinksAndIntegrations() {
        outboxRow();
        reservedLink();
        this.jdbc.sql("""
                update integration set paused_at = now(), paused_reason = '401', last_failure_at = now(),
                  last_failure = '401: Enter the integration''s credential again.'""").update();

        var answer = send("GET", OPERATIONS, null);

        assertThat(answer).hasStatusOk();
        assertThat(answer).bodyJson().extractingPath("$.engine.reachable").isEqualTo(false);
        assertThat(answer).bodyJson().extractingPath("$.engine.tasklistUrl").isEqualTo("https://tasklist.example");
        assertThat(answer).bodyJson().extractingPath("$.outbox.waiting").isEqualTo(1);
        assertThat(answer).bodyJson().extractingPath("$.outbox.failingRows[0].error").isEqualTo("UNAVAILABLE");
        assertThat(answer).bodyJson().extractingPath("$.outbox.kinds[0].name").isEqualTo("link-changed");
        assertThat(answer).bodyJson().extractingPath("$.links.dirty").isEqualTo(0);
        assertThat(answer).bodyJson().extractingPath("$.integrations[0].pausedReason").isEqualTo("401");
        assertThat(answer).bodyJson().extractingPath("$.integrations[0].inTrouble").isEqualTo(true);
        assertThat(answer).bodyJson().doesNotHavePath("$.integrations[0].waitsUntil");
        assertThat(answer).bodyJson().extractingPath("$.links.troubles").asArray().isEmpty();
        this.jdbc.sql("update integration set paused_at = null").update();
        assertThat(send("GET", OPERATIONS, null)).bodyJson()
            .extractingPath("$.links.troubles[0].trouble")
            .isEqualTo("not-created");
    }

    @Test
    void anOutboxRowIsTriedNowAloneOrWithAllOthers() {
        var row = outboxRow();

        assertThat(send("POST", OPERATIONS + "/outbox/" + row + "/retry", null)).hasStatus(202);
        assertThat(due()).isTrue();
        this.jdbc.sql("update outbox set available_at = now() + interval '1 minute'").update();
        assertThat(send("POST", OPERATIONS + "/outbox/retry", null)).hasStatus(202)
            .bodyJson()
            .extractingPath("$.rows")
            .isEqualTo(1);
        assertThat(due()).isTrue();
    }

    @Test
    void aReservedLinkIsStartedAnewOnceAMinute() {
        var link = reservedLink();

        assertThat(send("POST", OPERATIONS + "/links/" + link + "/retry", null)).hasStatus(202);
        assertThat(send("POST", OPERATIONS + "/links/" + link + "/retry", null)).hasStatus(409)
            .bodyText()
            .contains("look again in a minute");
        this.jdbc.sql("update link set state = 'given-up', swept_at = null").update();
        assertThat(send("POST", OPERATIONS + "/links/" + link + "/retry", null)).hasStatus(422)
            .bodyText()
            .contains("given-up");
    }

    @Test
    void triagersReadAndRetryTheLinksOfAGroupButNothingElse() {
        var link = reservedLink();
        outboxRow();
        asTriager();

        assertThat(send("GET", OPERATIONS, null)).hasStatusOk();
        assertThat(send("POST", OPERATIONS + "/outbox/retry", null)).hasStatus(403);
        assertThat(send("POST", OPERATIONS + "/links/" + link + "/retry", null)).hasStatus(403);
        var ofGroup = "/api/v1/projects/shop/groups/" + GROUP + "/links/";
        assertThat(send("POST", ofGroup + link + "/retry", null)).hasStatus(202);
        assertThat(send("POST", ofGroup + (link + 1) + "/retry", null)).hasStatus(404);
    }

    @Test
    void anIntegrationIsTestedAndItsPauseEndsIfAllIsWell() {
        this.jdbc.sql("update integration set paused_at = now(), paused_reason = '401'").update();
        var id = this.jdbc.sql("select id from integration").query(Long.class).single();

        var answer = send("POST", OPERATIONS + "/integrations/" + id + "/retry", null);

        assertThat(answer).hasStatusOk().bodyJson().extractingPath("$.resumed").isEqualTo(true);
        assertThat(this.jdbc.sql("select paused_reason is null from integration").query(Boolean.class).single())
            .isTrue();
    }

    @Test
    void whatDoesNotPassItsChecksStaysPaused() {
        this.jdbc.sql("""
                update integration set paused_at = now(), paused_reason = '401', tracker = 'github',
                  connection = '{"baseUrl": "http://127.0.0.1:9/api/v3", "owner": "acme", "repository": "shop"}'""")
            .update();
        var id = this.jdbc.sql("select id from integration").query(Long.class).single();

        var answer = send("POST", OPERATIONS + "/integrations/" + id + "/retry", null);

        assertThat(answer).hasStatusOk().bodyJson().extractingPath("$.ok").isEqualTo(false);
        assertThat(this.jdbc.sql("select paused_reason from integration").query(String.class).single())
            .isEqualTo("401");
    }

    @ParameterizedTest
    @ValueSource(
            strings = { "/outbox/0", "/links/0", "/integrations/0", "/requests/00000000-0000-0000-0000-000000000000" })
    void whatIsNotThereIsNotFound(String what) {
        assertThat(send("POST", OPERATIONS + what + "/retry", null)).hasStatus(404)
            .hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
    }

    private long outboxRow() {
        return this.jdbc.sql("""
                insert into outbox (kind, payload, attempts, last_error, available_at)
                values ('message', '{"name": "link-changed"}', 5, 'UNAVAILABLE', now() + interval '1 minute')
                returning id""").query(Long.class).single();
    }

    private long reservedLink() {
        return this.jdbc.sql("""
                insert into link (integration_id, group_id, scope, marker, created_at)
                select i.id, g.id, 'group', 'tracebridge1', now() - interval '1 hour'
                from integration i join error_group g on g.project_id = i.project_id returning id""")
            .query(Long.class)
            .single();
    }

    private boolean due() {
        return this.jdbc.sql("select bool_and(available_at <= now()) from outbox").query(Boolean.class).single();
    }

}
