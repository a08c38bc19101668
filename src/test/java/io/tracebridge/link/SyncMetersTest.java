package io.tracebridge.link;

import java.util.Map;

import io.micrometer.core.instrument.MeterRegistry;
import io.tracebridge.sync.Side;
import io.tracebridge.tracker.TrackerException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is counted of synchronisation, and how much waits. */
class SyncMetersTest extends SyncTest {

    @Autowired
    MeterRegistry meters;

    @Autowired
    LinkGauges gauges;

    @Autowired
    Polling polling;

    @BeforeEach
    void fromZero() {
        this.meters.find("tracebridge.sync.changes").meters().forEach(this.meters::remove);
        this.meters.find("tracebridge.polls").meters().forEach(this.meters::remove);
    }

    @Test
    void whatGoesToTheTrackerCountsByField() {
        setState("resolved");
        setAssignee("ada");

        synchronise();

        assertThat(changes("state", "pushed")).isEqualTo(1);
        assertThat(changes("assignee", "pushed")).isEqualTo(1);
        assertThat(changes("state", "pulled")).isZero();
    }

    @Test
    void whatComesFromTheTrackerCounts() {
        this.tracker.edit("closed", null);

        markAndSynchronise();
        markAndSynchronise();

        assertThat(changes("state", "pulled")).isEqualTo(1);
        assertThat(changes("state", "pushed")).isZero();
    }

    @Test
    void aConflictCountsOnceAndWaitsUntilItIsDecided() {
        setState("muted");
        this.tracker.edit("done", null);
        assertThatThrownBy(this::synchronise).isInstanceOf(SyncConflict.class);
        assertThatThrownBy(this::markAndSynchronise).isInstanceOf(SyncConflict.class);

        this.jdbc.sql("update link_change set at = now() - interval '2 days' where outcome = 'conflict'").update();
        this.gauges.sample();

        assertThat(changes("state", "conflict")).isEqualTo(1);
        assertThat(gauge("tracebridge.conflicts.waiting")).isEqualTo(1);
        assertThat(gauge("tracebridge.conflicts.waiting.oldest.age")).isBetween(172_800.0, 172_900.0);

        this.sync.resolve(this.link, Map.of("state", Side.TRACKER));
        this.gauges.sample();
        assertThat(gauge("tracebridge.conflicts.waiting")).isZero();
        assertThat(gauge("tracebridge.conflicts.waiting.oldest.age")).isZero();
    }

    @Test
    void whatARolledBackTransactionDidDoesNotCount() {
        setState("resolved");

        this.transaction.executeWithoutResult((status) -> {
            this.sync.sync(this.link);
            status.setRollbackOnly();
        });

        assertThat(changes("state", "pushed")).isZero();
    }

    @Test
    void dirtyLinksAreToldWithTheAgeOfTheOldestUnlessTheirIntegrationIsPaused() {
        mark();
        this.jdbc.sql("update link set dirty_since = now() - interval '20 minutes'").update();

        this.gauges.sample();
        assertThat(gauge("tracebridge.links.dirty")).isEqualTo(1);
        assertThat(gauge("tracebridge.links.dirty.oldest.age")).isBetween(1200.0, 1300.0);

        this.jdbc.sql("update integration set paused_at = now()").update();
        this.gauges.sample();
        assertThat(gauge("tracebridge.links.dirty")).isEqualTo(1);
        assertThat(gauge("tracebridge.links.dirty.oldest.age")).isZero();
    }

    @Test
    void issuesStillToBeCreatedAreToldWithTheAgeOfTheOldestUnlessTheirIntegrationIsPaused() {
        this.jdbc.sql("update link set state = 'reserved', created_at = now() - interval '20 minutes'").update();

        this.gauges.sample();
        assertThat(gauge("tracebridge.issues.due")).isEqualTo(1);
        assertThat(gauge("tracebridge.issues.due.oldest.age")).isBetween(1200.0, 1300.0);

        this.jdbc.sql("update integration set paused_at = now()").update();
        this.gauges.sample();
        assertThat(gauge("tracebridge.issues.due")).isEqualTo(1);
        assertThat(gauge("tracebridge.issues.due.oldest.age")).isZero();
    }

    @Test
    void gaugesOfADeletedIntegrationGoAway() {
        this.gauges.sample();
        assertThat(this.meters.find("tracebridge.links.dirty").gauges()).hasSize(1);

        this.integrations.delete(this.project.id(), "stateful");
        this.gauges.sample();

        assertThat(this.meters.find("tracebridge.links.dirty").gauges()).isEmpty();
    }

    @Test
    void openRequestsAreTold() {
        this.jdbc.sql("""
                insert into issue_request (id, integration_id, group_id, requested_by, state, given, expires_at)
                select gen_random_uuid(), ?, ?, 'user:ada', state, '{}', now()
                from unnest(array['drafting', 'waiting', 'created', 'cancelled']) state""")
            .params(this.integration.id(), this.group)
            .update();

        this.gauges.sample();

        assertThat(gauge("tracebridge.requests.open")).isEqualTo(2);
    }

    @Test
    void pollsCountByTheirOutcome() {
        this.tracker.failures.add(new TrackerException.Unavailable("away", (Throwable) null));

        assertThat(this.polling.poll(this.integration.id()).outcome()).isEqualTo("failed");

        assertThat(this.meters.get("tracebridge.polls")
            .tags("project", "shop", "integration", "stateful", "outcome", "failed")
            .counter()
            .count()).isEqualTo(1);
    }

    private double changes(String field, String outcome) {
        var counter = this.meters.find("tracebridge.sync.changes")
            .tags("project", "shop", "integration", "stateful", "tracker", "stateful", "field", field, "outcome",
                    outcome)
            .counter();
        return (counter != null) ? counter.count() : 0;
    }

    private double gauge(String name) {
        return this.meters.get(name).tags("project", "shop", "integration", "stateful").gauge().value();
    }

}
