package io.tracebridge.workflow;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.tracebridge.link.IssueOutcomes;
import io.tracebridge.link.Reconcile;
import io.tracebridge.link.ReconcileRequests;
import io.tracebridge.tracker.TrackerException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

class ReconcileProcessTest extends ProcessTest {

    private static final AtomicLong INTEGRATIONS = new AtomicLong(7_000_000);

    private static final Reconcile.Part MORE = new Reconcile.Part(true);

    private static final Reconcile.Part LAST = new Reconcile.Part(false);

    /** The engine outlives the test, so every test has its own. */
    private final long integration = INTEGRATIONS.incrementAndGet();

    @Test
    void aRunIsComparedPartByPartUntilNothingIsLeft() {
        given(this.reconcile.part(11)).willReturn(MORE, LAST);

        request(11);

        assertThat(TestEngine.path(TestEngine.instance(this.integration, 1))).containsExactly("ReconcileRequested",
                "Compare", "ComparePart", "AnythingLeft", "Compare", "ComparePart", "AnythingLeft",
                "EverythingCompared");
    }

    @Test
    void oneIntegrationIsNeverComparedTwiceAtOnce() throws InterruptedException {
        var busy = new CountDownLatch(1);
        given(this.reconcile.part(21)).willAnswer((call) -> {
            assertThat(busy.await(20, TimeUnit.SECONDS)).isTrue();
            return LAST;
        });
        given(this.reconcile.part(22)).willReturn(LAST);
        request(21);
        var first = TestEngine.instance(this.integration, 1);
        request(22);
        TestEngine.await().untilAsserted(() -> verify(this.reconcile).part(21));
        verify(this.reconcile, never()).part(22);
        assertThat(TestEngine.instances(this.integration)).isOne();

        busy.countDown();

        assertThat(TestEngine.path(first)).endsWith("EverythingCompared");
        assertThat(TestEngine.path(TestEngine.instance(this.integration, 2))).endsWith("EverythingCompared");
        verify(this.reconcile).part(22);
    }

    @Test
    void waitingAsToldCostsNoRetry() {
        given(this.reconcile.part(31)).willThrow(new TrackerException.RateLimited("slow down", Duration.ofSeconds(1)))
            .willThrow(IssueOutcomes.notYet("integration is paused: 401", Duration.ofSeconds(1)))
            .willReturn(LAST);

        request(31);

        var instance = TestEngine.instance(this.integration, 1);
        TestEngine.skippingTimeUntil(() -> TestEngine.reached(instance, "EverythingCompared"), Boolean::booleanValue);
        assertThat(TestEngine.failedJobs(instance)).hasSize(2)
            .allSatisfy((job) -> assertThat(job.getRetries()).isEqualTo(RetryBackoff.RETRIES))
            .first()
            .satisfies((job) -> assertThat(job.getErrorMessage())
                .isEqualTo("Waiting to reconcile part for integration " + this.integration + ": slow down"));
    }

    @Test
    void aTrackerThatStaysAwayBecomesAnIncidentInWords() {
        given(this.reconcile.part(41))
            .willThrow(new TrackerException.Unavailable("Jira does not answer.", Optional.empty()));

        request(41);

        assertThat(TestEngine.incident(TestEngine.instance(this.integration, 1)).getErrorMessage())
            .startsWith("Could not reconcile part for integration " + this.integration + ": Jira does not answer.");
    }

    @Test
    void everyNightTheRunsThatAreDueAreRequested() {
        given(this.reconcileRequests.startNightly()).willReturn(new ReconcileRequests.Nightly(3));

        TestEngine.skip(Duration.ofHours(24));

        var instance = TestEngine.instanceFrom("EveryNight");
        assertThat(TestEngine.path(instance)).containsExactly("EveryNight", "StartNightlyRuns", "NightlyRunsRequested");
        TestEngine.await()
            .untilAsserted(() -> assertThat(TestEngine.variables(TestEngine.instanceFrom("EveryNight")))
                .containsEntry("runs", "3"));
        verify(this.reconcile, never()).part(anyLong());
    }

    private void request(long run) {
        publish("reconcile-requested", Long.toString(this.integration), Duration.ofHours(24),
                Map.of("integrationId", this.integration, "runId", run));
    }

}
