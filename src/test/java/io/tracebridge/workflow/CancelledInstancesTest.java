package io.tracebridge.workflow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tracebridge.Middle;
import io.tracebridge.TestDatabase;
import io.tracebridge.integration.Integration;
import io.tracebridge.integration.IntegrationAdmin;
import io.tracebridge.integration.IntegrationSpec;
import io.tracebridge.integration.Integrations;
import io.tracebridge.link.IssueCreation;
import io.tracebridge.link.IssueRequest;
import io.tracebridge.link.IssueRequests;
import io.tracebridge.link.LinkBacklog;
import io.tracebridge.link.LinkRetries;
import io.tracebridge.link.RequestDrafting;
import io.tracebridge.link.RequestRefused;
import io.tracebridge.link.RequestRetries;
import io.tracebridge.outbox.OutboxQueue;
import io.tracebridge.project.Project;
import io.tracebridge.project.Projects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willAnswer;

/**
 * Somebody cancels a process instance in Operate: what the database says then, and how
 * the work comes back. The services behind the workers are the real ones, on a real
 * database.
 */
class CancelledInstancesTest extends ProcessTest {

    private static final String FINGERPRINT = "ab".repeat(32);

    private static ConfigurableApplicationContext middle;

    private final LinkBacklog backlog = middle.getBean(LinkBacklog.class);

    private final LinkRetries linkRetries = middle.getBean(LinkRetries.class);

    private final RequestRetries requestRetries = middle.getBean(RequestRetries.class);

    private final IssueRequests wishes = middle.getBean(IssueRequests.class);

    private final Integrations stored = middle.getBean(Integrations.class);

    private final JdbcClient jdbc = middle.getBean(JdbcClient.class);

    private Project project;

    private Integration box;

    private long group;

    @BeforeAll
    static void startTheMiddle() {
        var properties = new ArrayList<String>(List.of(Middle.ENGINE, Middle.KEY));
        TestDatabase.fresh().register((name, value) -> properties.add(name + "=" + value.get()));
        middle = new SpringApplicationBuilder(Middle.class, Middle.RealTrackers.class).web(WebApplicationType.NONE)
            .properties(properties.toArray(String[]::new))
            .run();
    }

    @AfterAll
    static void stopTheMiddle() {
        middle.close();
    }

    @BeforeEach
    void workersCallTheMiddle() {
        given(this.issues.create(any()))
            .willAnswer((call) -> middle.getBean(IssueCreation.class).create(call.getArgument(0)));
        given(this.drafting.draft(any(), anyLong())).willAnswer(
                (call) -> middle.getBean(RequestDrafting.class).draft(call.getArgument(0), call.getArgument(1)));
        willAnswer((call) -> {
            this.wishes.close(call.getArgument(0));
            return null;
        }).given(this.requests).close(any());
    }

    @BeforeEach
    void aGroupAndAnIntegration() {
        this.jdbc.sql("delete from project").update();
        this.jdbc.sql("delete from sandbox_issue").update();
        this.jdbc.sql("delete from outbox").update();
        this.project = middle.getBean(Projects.class).save("shop", null, null);
        this.box = middle.getBean(IntegrationAdmin.class)
            .save(this.project, new IntegrationSpec("Box", "sandbox", null, null, null, null, null, null));
        this.group = this.jdbc.sql("""
                insert into error_group (project_id, fingerprint, classifiers, report_count, first_seen, last_seen)
                values (?, ?, '{DemoError}', 3, now(), now()) returning id""")
            .params(this.project.id(), FINGERPRINT)
            .query(Long.class)
            .single();
    }

    @Test
    void anIssueWhoseProcessWasCancelledBeforeItWasMadeShowsUpAndIsMadeOnce() {
        this.stored.changeState(this.box.id(), Integration.State.STOPPED);
        var instance = createIssue();
        TestEngine.await().until(() -> !TestEngine.failedJobs(instance).isEmpty());
        cancel(instance);
        this.stored.changeState(this.box.id(), Integration.State.ENABLED);

        assertThat(links()).containsExactly("reserved null");
        this.jdbc.sql("update link set created_at = now() - interval '11 minutes'").update();
        var stuck = this.backlog.troubles(10);
        assertThat(stuck).extracting(LinkBacklog.Item::trouble).containsExactly(LinkBacklog.Trouble.NOT_CREATED);
        this.linkRetries.retry(stuck.getFirst().link(), "user:jane");
        relay();

        TestEngine.await().untilAsserted(() -> assertThat(links()).singleElement().asString().startsWith("linked "));
        assertThat(issues()).isEqualTo(1);
        assertThat(this.backlog.troubles(10)).isEmpty();
    }

    @Test
    void aRequestWhoseProcessWasCancelledWhileItWaitedEndsAndCanBeMadeAgain() {
        var first = ask(null);
        var instance = waiting(first);
        cancel(instance);

        assertThat(state(first)).isEqualTo(IssueRequest.State.WAITING);
        assertThat(this.backlog.troubles(10)).extracting(LinkBacklog.Item::trouble)
            .containsExactly(LinkBacklog.Trouble.REQUEST);
        assertThatThrownBy(() -> this.requestRetries.restart(first)).isInstanceOf(RequestRefused.class);
        assertThat(links()).isEmpty();

        this.wishes.cancel(this.project, FINGERPRINT, first, "user:jane");
        assertThat(this.backlog.troubles(10)).isEmpty();
        ask("Cart is empty");
        relay();

        TestEngine.await().untilAsserted(() -> assertThat(links()).singleElement().asString().startsWith("linked "));
        assertThat(issues()).isEqualTo(1);
    }

    @Test
    void aRequestWhoseProcessWasCancelledAndThatNobodyTouchesExpires() {
        var id = ask(null);
        cancel(waiting(id));

        this.jdbc.sql("update issue_request set expires_at = now() - interval '2 hours'").update();
        assertThat(this.requestRetries.forget()).isEqualTo(1);

        assertThat(state(id)).isEqualTo(IssueRequest.State.EXPIRED);
        assertThat(this.backlog.troubles(10)).isEmpty();
        assertThat(issues()).isZero();
    }

    private long createIssue() {
        return start(ProcessNames.CREATE_ISSUE,
                Map.of("integrationId", this.box.id(), "groupId", this.group, "scope", "group"));
    }

    /** As the relay does. */
    private void relay() {
        var commands = new EngineCommands(this.engine, new ObjectMapper(), Duration.ofSeconds(5));
        this.jdbc.sql("delete from outbox returning id, kind, payload")
            .query((row, n) -> new OutboxQueue.Row(row.getLong("id"), row.getString("kind"), row.getString("payload"),
                    0))
            .list()
            .forEach((row) -> commands.send(row).toCompletableFuture().join());
    }

    private void cancel(long instance) {
        this.engine.newCancelInstanceCommand(instance).send().join();
        TestEngine.await().until(() -> TestEngine.cancelled(instance));
    }

    private UUID ask(String title) {
        return this.wishes.request(this.project, FINGERPRINT, "Box", title, null, null, "user:jane").orElseThrow();
    }

    /** The instance that asks for the details of the request. */
    private long waiting(UUID request) {
        relay();
        TestEngine.await().until(() -> state(request) == IssueRequest.State.WAITING);
        var instance = this.jdbc.sql("select process_instance_key from issue_request where id = ?")
            .param(request)
            .query(Long.class)
            .single();
        TestEngine.userTask(instance, 1);
        return instance;
    }

    private IssueRequest.State state(UUID request) {
        return this.wishes.find(this.project.id(), FINGERPRINT, request).orElseThrow().state();
    }

    private List<String> links() {
        return this.jdbc.sql("select state || ' ' || coalesce(issue_key, 'null') from link order by id")
            .query(String.class)
            .list();
    }

    private long issues() {
        return this.jdbc.sql("select count(*) from sandbox_issue").query(Long.class).single();
    }

}
