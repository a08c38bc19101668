package io.tracebridge.link;

import java.util.Map;

import io.tracebridge.integration.SyncSettings;
import io.tracebridge.project.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Who starts runs, and how many there are at once. */
class ReconcileRequestsTest extends SyncTest {

    @Autowired
    Reconcile reconcile;

    @Autowired
    ReconcileRequests requests;

    @Autowired
    ReconcileRuns runs;

    @Test
    void aRunUnderWayIsAnsweredAgainAndTheOtherKindEndsIt() {
        var first = this.requests.request(this.integration, false, "user:ada");

        assertThat(this.requests.request(this.integration, false, "user:bob")).isEqualTo(first);
        var second = this.requests.request(this.integration, true, "user:ada");

        assertThat(second).isNotEqualTo(first);
        assertThat(this.runs.find(first).orElseThrow().state()).isEqualTo("cancelled");
        assertThat(this.reconcile.part(first).left()).isFalse();
        assertThat(this.tracker.reads).isZero();
        assertThat(messages("reconcile-requested")).isEqualTo(3);
    }

    @Test
    void everyNightEachIntegrationIsComparedOnceAndRepairedWhereItSynchronises() {
        assertThat(this.requests.startNightly().runs()).isEqualTo(1);
        assertThat(this.requests.startNightly().runs()).isZero();
        var run = this.runs.latest(this.integration.id(), 5).getFirst();
        assertThat(run.repair()).isTrue();
        assertThat(run.requestedBy()).isEqualTo("process");
        assertThat(messages("reconcile-requested")).isOne();

        this.reconcile.part(run.id());
        this.jdbc.sql("update integration set reconciled_at = now() - interval '21 hours'").update();
        configure(new SyncSettings(false, false, "tracker", "ask", Map.of(), PEOPLE));
        assertThat(this.requests.startNightly().runs()).isEqualTo(1);
        assertThat(this.runs.latest(this.integration.id(), 5).getFirst().repair()).isFalse();
    }

    @Test
    void aRunThatTheNightFindsUnderWayGoesOn() {
        var run = this.requests.request(this.integration, false, "user:ada");

        this.requests.startNightly();

        assertThat(this.runs.latest(this.integration.id(), 5)).extracting(ReconcileRuns.Run::id).containsExactly(run);
        assertThat(messages("reconcile-requested")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = { "update integration set state = 'disabled'",
            "update integration set paused_at = now(), paused_reason = '401'", "delete from link" })
    void theNightPassesOverWhatIsNotInUse(String sql) {
        this.jdbc.sql(sql).update();

        assertThat(this.requests.startNightly().runs()).isZero();
    }

    @Test
    void whatCannotRunIsRefusedWithWhatToDo() {
        configure(new SyncSettings(false, false, "tracker", "ask", Map.of(), PEOPLE));
        assertThatThrownBy(() -> this.requests.request(this.integration, true, "user:ada"))
            .isInstanceOf(InvalidInputException.class)
            .hasMessageContaining("sync.push");

        this.integrations.pause(this.integration.id(), "401");
        var paused = this.integrations.find(this.integration.id()).orElseThrow();
        assertThatThrownBy(() -> this.requests.request(paused, false, "user:ada"))
            .isInstanceOf(InvalidInputException.class)
            .hasMessageContaining("paused (401)");
    }

    private int messages(String name) {
        return this.jdbc.sql("select count(*) from outbox where payload ->> 'name' = ?")
            .param(name)
            .query(Integer.class)
            .single();
    }

}
