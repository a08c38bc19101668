package io.tracebridge.link;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.tracebridge.project.InvalidInputException;
import io.tracebridge.sync.GroupState;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.Webhooks.Delivery.Changed;
import io.tracebridge.triage.GroupRef;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * An admin deletes or stops an integration while somebody is about to use it. Whoever
 * comes second hears in words what happened, and what was there stays.
 */
class DeletedMeanwhileTest extends LinkingSlice {

    @Autowired
    GoneLinks gone;

    @Autowired
    IssueRequests requests;

    @Autowired
    ReconcileRequests reconcile;

    @Autowired
    WebhookInbox inbox;

    @Autowired
    DataSource database;

    GroupRef group;

    long integration;

    @BeforeEach
    void aGroupAndAnIssue() {
        this.integration = integration(true, true, "group").id();
        this.group = group('a', GroupState.OPEN, null);
        this.tracker.has("T-1", GroupState.OPEN, null);
    }

    @Test
    void linkingIsRefusedAndLeavesNoTrace() throws Exception {
        assertRefused(() -> link(this.group, "T-1"));

        assertThat(activity(this.group)).isEmpty();
        assertThat(column("state", this.group)).isEqualTo("open");
    }

    @Test
    void relinkingIsRefused() throws Exception {
        var link = link(this.group, "T-1").linkId();
        this.jdbc.sql("update link set state = 'gone'").update();

        assertRefused(() -> this.gone.relink(this.project, this.group, link, "T-1", ACTOR));
    }

    @Test
    void askingForAnIssueIsRefusedAndLeavesNoTrace() throws Exception {
        assertRefused(() -> this.requests.request(this.project, this.group.fingerprint(), "scripted", "Crash", null,
                Map.of(), ACTOR));

        assertThat(activity(this.group)).isEmpty();
        assertThat(this.jdbc.sql("select count(*) from outbox").query(Long.class).single()).isZero();
    }

    @Test
    void askingForAReconcileIsRefused() throws Exception {
        var saved = this.integrations.find(this.integration).orElseThrow();

        assertRefused(() -> this.reconcile.request(saved, false, ACTOR));
    }

    @Test
    void aDeliveryIsTakenAsDoneWith() throws Exception {
        link(this.group, "T-1");
        var delivery = new Changed("d-1", List.of(new IssueRef("T-1", "T-1", "")), Optional.empty());

        assertThat(whileDeleting(() -> this.inbox.take(this.integration, delivery))).isFalse();
    }

    @Test
    void aWorkerThatIsAboutToCreateTheIssueGivesUpInWords() throws Exception {
        assertThat(catchThrowable(() -> whileDeleting(() -> this.creation.create(request()))))
            .isInstanceOf(CompletionException.class)
            .cause()
            .isInstanceOfSatisfying(IssueRejected.class,
                    (rejected) -> assertThat(rejected.rejection().message()).contains("deleted"));
        assertThat(this.tracker.createCalls).isEmpty();
    }

    @Test
    void aWorkerWhoseIssueIsThereBeforeTheNewsSaysWhereItIs() {
        this.tracker.beforeAnswer(() -> this.integrations.delete(this.project.id(), "scripted"));

        assertThat(this.creation.create(request()).issueKey()).isEqualTo("T-1");

        assertThat(this.jdbc.sql("select after ->> 'issue' from activity where kind = 'issue-linked'")
            .query(String.class)
            .list()).containsExactly("T-1");
        assertThat(column("state", this.group)).as("nothing is linked").isEqualTo("open");
    }

    @Test
    void anIntegrationThatIsStoppedMeanwhileIsNotUsed() throws Exception {
        try (var rival = new Rival(this.database)) {
            rival.does("select id from error_group where id = ? for update", this.group.id());
            var running = rival.blocks(() -> link(this.group, "T-1"));
            this.integrations.pause(this.integration, "its token ran out");
            rival.commits();

            assertThatThrownBy(running::join).cause()
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("its token ran out");
        }
        assertThat(this.queries.list(this.group.id())).isEmpty();
    }

    @Test
    void deletingWaitsForALinkThatIsBeingMade() throws Exception {
        try (var rival = new Rival(this.database)) {
            rival.does("insert into link (integration_id, group_id, scope, marker) values (?, ?, 'group', 'm')",
                    this.integration, this.group.id());
            var running = rival.blocks(() -> this.integrations.delete(this.project.id(), "scripted"));
            rival.commits();

            assertThat(running.join()).isTrue();
        }
        assertThat(this.queries.list(this.group.id())).isEmpty();
    }

    private void assertRefused(Supplier<?> program) {
        assertThat(catchThrowable(() -> whileDeleting(program))).isInstanceOf(CompletionException.class)
            .cause()
            .isInstanceOf(RequestRefused.class)
            .hasMessageContaining("deleted")
            .hasMessageContaining("choose another");
    }

    private <T> T whileDeleting(Supplier<T> program) throws SQLException {
        try (var rival = new Rival(this.database)) {
            rival.does("delete from integration where id = ?", this.integration);
            var running = rival.blocks(program);
            rival.commits();
            return running.join();
        }
    }

    private IssueCreation.Request request() {
        return new IssueCreation.Request(this.integration, this.group.id(), null, null, "group", null, null, null);
    }

}
