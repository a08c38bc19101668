package io.tracebridge.link;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.tracebridge.integration.SyncSettings;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a run says of an integration's issues, and what it leaves to synchronisation. */
class ReconcileTest extends SyncTest {

    @Autowired
    Reconcile reconcile;

    @Autowired
    ReconcileRequests requests;

    @Autowired
    ReconcileRuns runs;

    @Autowired
    Drifts drifts;

    @Test
    void whatIsInStepIsNoDrift() {
        var run = report();

        assertThat(found(run)).isEmpty();
        assertThat(this.runs.find(run)).get().satisfies((done) -> {
            assertThat(done.state()).isEqualTo("done");
            assertThat(done.total()).isEqualTo(1);
            assertThat(done.done()).isEqualTo(1);
            assertThat(done.endedAt()).isNotNull();
        });
    }

    @Test
    void aReportNamesBothSidesAndWritesNeither() {
        this.tracker.edit("done", "a-bob");
        this.jdbc.sql("update error_group set assignee = 'ada'").update();
        var before = everything();

        var run = report();

        assertThat(found(run)).containsExactly("assignee: ada > a-bob", "state: in-progress > resolved (done)");
        assertThat(this.tracker.reads).isEqualTo(1);
        assertThat(this.tracker.writes).isEmpty();
        assertThat(this.tracker.backLinks).hasSize(1);
        assertThat(everything()).isEqualTo(before);
        assertThat(dirty()).isFalse();
        assertThat(messages("link-changed")).isZero();
    }

    @Test
    void aRepairHandsWhatDiffersToSynchronisation() {
        this.tracker.edit("done", null);

        var run = run(true);

        assertThat(this.tracker.writes).isEmpty();
        assertThat(this.drifts.list(run, 0, "", 10)).singleElement().satisfies((drift) -> {
            assertThat(drift.handedOver()).isTrue();
            assertThat(drift.link()).isEqualTo(this.link);
            assertThat(drift.fingerprint()).isEqualTo("ab".repeat(32));
            assertThat(drift.issue()).isEqualTo("T-10");
        });
        assertThat(messages("link-changed")).isOne();
        assertThat(synchronise().state()).isEqualTo("pulled");
        assertThat(state()).isEqualTo("resolved");
        assertThat(found(report())).isEmpty();
    }

    @Test
    void aRepairLeavesWhatIsInStepUnmarked() {
        run(true);

        assertThat(dirty()).isFalse();
    }

    @Test
    void aMovedIssueIsNamedAndTheRepairFollowsIt() {
        this.tracker.move(new IssueRef("77", "NEW-1", "https://tracker.example/NEW-1"));

        assertThat(found(report())).containsExactly("moved: T-10 > NEW-1 https://tracker.example/NEW-1");
        assertThat(column("select issue_key from link where id = ?", this.link)).isEqualTo("T-10");

        run(true);
        synchronise();
        assertThat(column("select issue_key || issue_id from link where id = ?", this.link)).isEqualTo("NEW-177");
    }

    @Test
    void aGoneIssueIsNamedAndTheRepairEndsTheLink() {
        this.tracker.failures.add(new TrackerException.IssueGone("T-10 was deleted"));
        assertThat(found(report())).containsExactly("gone: T-10 > T-10 was deleted");
        assertThat(column("select state from link where id = ?", this.link)).isEqualTo("linked");

        this.tracker.failures.add(new TrackerException.IssueGone("T-10 was deleted"));
        run(true);
        this.tracker.failures.add(new TrackerException.IssueGone("T-10 was deleted"));
        synchronise();
        assertThat(column("select state from link where id = ?", this.link)).isEqualTo("gone");
    }

    @Test
    void anIssueThatCannotBeReadIsNamedAndTheOthersAreLookedAt() {
        var other = other("20");
        this.tracker.failures.add(new TrackerException.Rejected(Reason.FORBIDDEN, "no\u0000 per\nmission", Map.of()));
        this.tracker.edit("done", null);

        var run = run(true);

        assertThat(this.drifts.list(run, 0, "", 10))
            .extracting((drift) -> drift.link() + " " + drift.kind() + " " + drift.theirs() + " " + drift.handedOver())
            .containsExactly(this.link + " unreadable no per mission false",
                    other + " moved T-10 " + StatefulTracker.REF.url() + " true",
                    other + " state resolved (done) true");
    }

    @Test
    void aWaitingMarkIsNoDriftByItself() {
        mark();
        assertThat(found(report())).isEmpty();

        this.tracker.edit("done", null);
        assertThat(found(report())).containsExactly("state: in-progress > resolved (done)");
        assertThat(dirty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({ "true,false", "false,true", "false,false" })
    void aDirectionThatIsOffIsNoDrift(boolean push, boolean pull) {
        configure(new SyncSettings(push, pull, "tracker", "ask", Map.of(), PEOPLE));
        if (!pull) {
            this.tracker.edit("done", null);
        }
        else {
            this.jdbc.sql("update error_group set state = 'resolved'").update();
        }

        assertThat(found(report())).isEmpty();
    }

    @Test
    void issuesOfSeveralGroupsAreReadOnce() {
        link(this.integration, group("cd", "in-progress"), "found");
        this.tracker.reads = 0;

        var run = report();

        assertThat(this.tracker.reads).isEqualTo(1);
        assertThat(this.runs.find(run).orElseThrow().total()).isEqualTo(1);
    }

    @Test
    void aRunGoesPartByPartAndEveryIssueIsReadOnce() {
        for (var i = 0; i < Reconcile.PART; i++) {
            other(Integer.toString(100 + i));
        }
        var run = this.requests.request(this.integration, false, "user:ada");

        assertThat(this.reconcile.part(run).left()).isTrue();
        assertThat(this.runs.find(run).orElseThrow().done()).isEqualTo(Reconcile.PART);
        assertThat(this.reconcile.part(run).left()).isFalse();
        assertThat(this.tracker.reads).isEqualTo(Reconcile.PART + 1);
        assertThat(this.runs.find(run)).get().satisfies((done) -> {
            assertThat(done.state()).isEqualTo("done");
            assertThat(done.total()).isEqualTo(Reconcile.PART + 1);
            assertThat(done.done()).isEqualTo(Reconcile.PART + 1);
        });
        assertThat(this.reconcile.part(run).left()).isFalse();
        assertThat(this.tracker.reads).isEqualTo(Reconcile.PART + 1);
    }

    @Test
    void aTrackerInTroubleStopsThePartWhichGoesOnWhereItWas() {
        other("20");
        this.tracker.edit("done", null);
        this.tracker.meanwhile = () -> {
            this.tracker.meanwhile = () -> {
            };
            this.tracker.failures.add(new TrackerException.RateLimited("slow down", Duration.ofMinutes(1)));
        };
        var run = this.requests.request(this.integration, false, "user:ada");

        assertThatThrownBy(() -> this.reconcile.part(run)).isInstanceOf(TrackerException.RateLimited.class);
        assertThat(this.runs.find(run)).get().satisfies((waiting) -> {
            assertThat(waiting.state()).isEqualTo("running");
            assertThat(waiting.done()).isEqualTo(1);
            assertThat(waiting.error()).isEqualTo("slow down");
        });

        assertThat(this.reconcile.part(run).left()).isFalse();
        assertThat(this.runs.find(run)).get().satisfies((done) -> {
            assertThat(done.done()).isEqualTo(2);
            assertThat(done.error()).isNull();
        });
        assertThat(this.tracker.reads).isEqualTo(3);
    }

    @Test
    void aRefusedCredentialPausesTheIntegrationAndTheRunWaits() {
        var run = this.requests.request(this.integration, false, "user:ada");
        this.tracker.failures.add(new TrackerException.CredentialRefused("401"));

        assertThatThrownBy(() -> this.reconcile.part(run)).isInstanceOfSatisfying(NotYet.class,
                (wait) -> assertThat(wait.stopped()).isPresent());
        assertThatThrownBy(() -> this.reconcile.part(run)).isInstanceOf(NotYet.class).hasMessageContaining("401");
        assertThat(this.tracker.reads).isEqualTo(1);
        assertThat(this.runs.find(run).orElseThrow().error()).contains("paused: 401");

        configure(settings("ask"));
        assertThat(this.reconcile.part(run).left()).isFalse();
    }

    @Test
    void aRunThatIsCancelledMeanwhileKeepsNothingMore() {
        var run = this.requests.request(this.integration, true, "user:ada");
        this.tracker.edit("done", null);
        this.tracker.meanwhile = () -> this.runs.end(run, "cancelled");

        assertThat(this.reconcile.part(run).left()).isFalse();
        assertThat(found(run)).isEmpty();
        assertThat(dirty()).isFalse();
    }

    @Test
    void aRunOfADeletedIntegrationIsOver() {
        var run = this.requests.request(this.integration, false, "user:ada");
        this.integrations.delete(this.project.id(), "stateful");

        assertThat(this.reconcile.part(run).left()).isFalse();
    }

    private long report() {
        return run(false);
    }

    private long run(boolean repair) {
        var run = this.requests.request(this.integration, repair, "user:ada");
        assertThat(this.reconcile.part(run).left()).isFalse();
        return run;
    }

    private List<String> found(long run) {
        return this.drifts.list(run, 0, "", 100)
            .stream()
            .map((drift) -> "%s: %s > %s".formatted(drift.kind(), drift.ours(), drift.theirs()))
            .toList();
    }

    /** Another group with an issue of its own; the tracker answers with its one issue. */
    private long other(String issue) {
        var group = this.jdbc.sql("""
                insert into error_group (project_id, fingerprint, state, first_seen, last_seen)
                values (?, lpad(?, 64, '0'), 'in-progress', now(), now()) returning id""")
            .params(this.project.id(), issue)
            .query(Long.class)
            .single();
        var link = link(this.integration, group, "found");
        this.jdbc.sql("""
                update link set issue_id = ?, issue_key = 'T-' || ?, dirty_since = null, linked_back_at = now(),
                  agreed_at = now(), agreed_state = 'in-progress', agreed_status = 'doing' where id = ?""")
            .params(issue, issue, link)
            .update();
        return link;
    }

    private List<String> everything() {
        return this.jdbc.sql("select l::text || g::text from link l join error_group g on g.id = l.group_id")
            .query(String.class)
            .list();
    }

    private int messages(String name) {
        return this.jdbc.sql("select count(*) from outbox where payload ->> 'name' = ?")
            .param(name)
            .query(Integer.class)
            .single();
    }

}
