package io.tracebridge.link;

import java.util.List;
import java.util.UUID;

import io.tracebridge.Middle;
import io.tracebridge.TestDatabase;
import io.tracebridge.integration.Integration;
import io.tracebridge.integration.IntegrationAdmin;
import io.tracebridge.integration.IntegrationSpec;
import io.tracebridge.link.LinkBacklog.Trouble;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.project.Project;
import io.tracebridge.project.Projects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Links and requests whose process somebody cancelled. */
@SpringBootTest(classes = { Middle.class, Middle.RealTrackers.class },
        webEnvironment = SpringBootTest.WebEnvironment.NONE, properties = { Middle.ENGINE, Middle.KEY })
class LinkRetriesTest {

    private static final String GROUP = "ab".repeat(32);

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        TestDatabase.fresh().register(registry);
    }

    @Autowired
    LinkRetries retries;

    @Autowired
    RequestRetries requestRetries;

    @Autowired
    LinkBacklog backlog;

    @Autowired
    IssueCreation creation;

    @Autowired
    IssueRequests requests;

    @Autowired
    RequestDrafting drafting;

    @Autowired
    Projects projects;

    @Autowired
    IntegrationAdmin admin;

    @Autowired
    JdbcClient jdbc;

    private Project project;

    private Integration box;

    private long group;

    @BeforeEach
    void aGroupAndAnIntegration() {
        this.jdbc.sql("delete from project").update();
        this.jdbc.sql("delete from sandbox_issue").update();
        this.jdbc.sql("delete from outbox").update();
        this.project = this.projects.save("shop", null, null);
        this.box = this.admin.save(this.project,
                new IntegrationSpec("Box", "sandbox", null, null, null, null, null, null));
        this.group = this.jdbc.sql("""
                insert into error_group (project_id, fingerprint, classifiers, report_count, first_seen, last_seen)
                values (?, ?, '{DemoError}', 3, now(), now()) returning id""")
            .params(this.project.id(), GROUP)
            .query(Long.class)
            .single();
    }

    @Test
    void aReservedLinkWhoseProcessIsGoneIsShownAndStartedAnew() {
        var link = link("reserved", "group");
        var decision = decision();

        assertThat(this.backlog.troubles(10)).singleElement().satisfies((item) -> {
            assertThat(item.trouble()).isEqualTo(Trouble.NOT_CREATED);
            assertThat(item.link()).isEqualTo(link);
            assertThat(item.project()).isEqualTo("shop");
            assertThat(item.fingerprint()).isEqualTo(GROUP);
            assertThat(item.integration()).isEqualTo("Box");
        });
        assertThat(this.retries.retry(link, "user:jane")).isTrue();

        assertThat(outbox()).singleElement()
            .asString()
            .startsWith("create-issue ")
            .contains("\"scope\": \"group\"", "\"groupId\": " + this.group, "\"decisionId\": " + decision);
        assertThat(this.backlog.troubles(10)).isEmpty();
        assertThat(activity()).containsExactly("creation-retried user:jane");
    }

    @Test
    void thoughTheOldProcessStillRunsThereIsOneIssue() {
        var link = link("reserved", "group");
        this.retries.retry(link, "user:jane");
        var request = new IssueCreation.Request(this.box.id(), this.group, null, null, "group", null, null, null);

        var old = this.creation.create(request);

        assertThat(this.creation.create(request)).isEqualTo(old);
        assertThat(this.jdbc.sql("select count(*) from sandbox_issue").query(Long.class).single()).isEqualTo(1);
    }

    @Test
    void whoeverIsTooEagerIsAskedToWait() {
        var link = link("reserved", "group");
        this.retries.retry(link, "user:jane");

        assertThatThrownBy(() -> this.retries.retry(link, "user:jane")).isInstanceOf(RequestRefused.class);
        assertThat(outbox()).hasSize(1);

        this.jdbc.sql("update link set swept_at = null, leased_until = now() + interval '30 seconds'").update();
        assertThatThrownBy(() -> this.retries.retry(link, "user:jane")).isInstanceOf(RequestRefused.class);
    }

    @Test
    void theIssueOfAReportKeepsItsReport() {
        var decision = decision();
        var report = this.jdbc.sql("select report_id from decision").query(Long.class).single();
        this.retries.retry(link("reserved", "report:" + report), "user:jane");

        assertThat(outbox()).singleElement()
            .asString()
            .contains("\"reportId\": " + report, "\"decisionId\": " + decision);
    }

    @Test
    void whoeverIsAskedToCorrectTheIssueIsAskedByTheNewInstanceAlone() {
        var link = link("rejected", "group");
        this.jdbc.sql("update link set rejection = '{\"id\": \"r-1\"}'").update();

        this.retries.retry(link, "user:jane");

        assertThat(outbox()).hasSize(2)
            .anySatisfy((row) -> assertThat(row).startsWith("message ")
                .contains("\"name\": \"issue-retried\"", "\"correlationKey\": \"r-1\""))
            .anySatisfy((row) -> assertThat(row).startsWith("create-issue "));
    }

    @Test
    void aRefusalFromBeforeTheyHadNamesIsTriedAgainAllTheSame() {
        var link = link("rejected", "group");
        this.jdbc.sql("update link set rejection = '{}'").update();

        this.retries.retry(link, "user:jane");

        assertThat(outbox()).singleElement().asString().startsWith("create-issue ");
    }

    @ParameterizedTest
    @ValueSource(strings = { "regression:7", "recreate:7" })
    void whatNoRuleWantedGoesBackToNoDecision(String scope) {
        decision();
        this.retries.retry(link("reserved", scope), "user:jane");

        assertThat(outbox()).singleElement().asString().contains(scope).doesNotContain("decisionId");
    }

    @Test
    void aMarkThatStaysIsSentAgain() {
        var link = link("linked", "group");
        this.jdbc.sql("update link set issue_id = '1', issue_key = 'SHOP-1', dirty_since = now() - interval '1 hour'")
            .update();
        assertThat(this.backlog.troubles(10)).extracting(LinkBacklog.Item::trouble)
            .containsExactly(Trouble.NOT_IN_STEP);
        assertThat(this.backlog.dirty().number()).isEqualTo(1);

        this.retries.retry(link, "user:jane");

        assertThat(outbox()).singleElement().asString().startsWith("message ").contains("link-changed");
    }

    @ParameterizedTest
    @ValueSource(strings = { "given-up", "unlinked", "gone", "superseded" })
    void whatIsOfThePastIsNotTriedAgain(String state) {
        var link = link(state, "group");

        assertThatThrownBy(() -> this.retries.retry(link, "user:jane")).isInstanceOf(InvalidInputException.class)
            .hasMessageContaining(state);
        assertThat(this.retries.retry(link + 1, "user:jane")).isFalse();
        assertThat(outbox()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "paused_at = now()", "state = 'stopped'" })
    void whatAnIntegrationHoldsUpIsNotItsLinksTrouble(String state) {
        link("reserved", "group");
        this.jdbc.sql("update integration set " + state).update();

        assertThat(this.backlog.troubles(10)).isEmpty();
        assertThat(this.backlog.counts()).isEmpty();
    }

    @Test
    void whatIsBeingDoneIsNoTrouble() {
        link("reserved", "group");
        this.jdbc.sql("update link set created_at = now()").update();
        link("linked", "report:1");
        this.jdbc.sql("update link set dirty_since = now() where state = 'linked'").update();

        assertThat(this.backlog.troubles(10)).isEmpty();
    }

    @Test
    void aRequestThatNobodyWorksOnIsGivenToAnotherProcess() {
        var id = ask("Cart is empty");
        this.drafting.draft(id, 1);
        this.jdbc.sql("delete from outbox").update();
        assertThat(this.backlog.troubles(10)).isEmpty();
        this.jdbc.sql("update issue_request set created_at = now() - interval '1 hour'").update();
        assertThat(this.backlog.troubles(10)).extracting(LinkBacklog.Item::trouble)
            .containsExactly(Trouble.REQUEST_LATE);

        assertThat(this.requestRetries.restart(id)).isTrue();

        assertThat(outbox()).singleElement().asString().startsWith("create-issue-manually ").contains(id.toString());
        assertThat(this.drafting.draft(id, 2).outcome()).isEqualTo(RequestDrafting.Outcome.COMPLETE);
        assertThat(this.drafting.draft(id, 1).outcome()).isEqualTo(RequestDrafting.Outcome.OVER);
    }

    @Test
    void anIssueWantedByHandIsStartedAnewWithItsWholeProcess() {
        var id = ask("Cart is empty");
        this.drafting.draft(id, 1);
        this.jdbc.sql("delete from outbox").update();
        var link = link("reserved", "manual:" + id);

        this.retries.retry(link, "user:jane");

        assertThat(outbox()).singleElement().asString().startsWith("create-issue-manually ");
    }

    @Test
    void aRequestThatWaitsForAPersonIsNotAskedTwice() {
        var id = ask(null);
        this.drafting.draft(id, 1);

        assertThat(this.backlog.troubles(10)).extracting(LinkBacklog.Item::trouble).containsExactly(Trouble.REQUEST);
        assertThatThrownBy(() -> this.requestRetries.restart(id)).isInstanceOf(RequestRefused.class)
            .hasMessageContaining("complete or cancel it");
        assertThat(this.requestRetries.restart(UUID.randomUUID())).isFalse();
    }

    @Test
    void aRequestWhoseProcessWasCancelledEndsAWhileAfterItsDeadline() {
        var id = ask(null);
        this.drafting.draft(id, 1);
        this.jdbc.sql("update issue_request set expires_at = now() - interval '50 minutes'").update();
        assertThat(this.requestRetries.forget()).isZero();
        this.jdbc.sql("update issue_request set expires_at = now() - interval '70 minutes'").update();

        assertThat(this.requestRetries.forget()).isEqualTo(1);

        assertThat(this.requestRetries.forget()).isZero();
        assertThat(this.requests.find(this.project.id(), GROUP, id)).map(IssueRequest::state)
            .contains(IssueRequest.State.EXPIRED);
        assertThat(activity()).last().isEqualTo("request-expired process");
        assertThatThrownBy(() -> this.requestRetries.restart(id)).isInstanceOf(RequestRefused.class)
            .hasMessageContaining("expired");
    }

    private UUID ask(String title) {
        return this.requests.request(this.project, GROUP, "Box", title, null, null, "user:jane").orElseThrow();
    }

    private long link(String state, String scope) {
        return this.jdbc.sql("""
                insert into link (integration_id, group_id, scope, marker, state, created_at)
                values (?, ?, ?, 'tracebridge' || left(md5(?), 20), ?, now() - interval '1 hour') returning id""")
            .params(this.box.id(), this.group, scope, scope, state)
            .query(Long.class)
            .single();
    }

    private long decision() {
        return this.jdbc.sql("""
                with r as (insert into report (rxid, project_id, group_id, uuid, occurred_at, received_at, classifiers,
                    frames, attributes, body)
                  values (gen_random_uuid(), :project, :group, gen_random_uuid(), now(), now(), '{}', '{}', '{}', '')
                  returning id)
                insert into decision (report_id, group_id, integration_id, outcome, trace)
                select id, :group, :integration, 'submit', '[]' from r returning id""")
            .param("project", this.project.id())
            .param("group", this.group)
            .param("integration", this.box.id())
            .query(Long.class)
            .single();
    }

    private List<String> outbox() {
        return this.jdbc.sql("select kind || ' ' || payload from outbox order by id").query(String.class).list();
    }

    private List<String> activity() {
        return this.jdbc.sql("select kind || ' ' || actor from activity where kind not like 'issue-%' order by id")
            .query(String.class)
            .list();
    }

}
