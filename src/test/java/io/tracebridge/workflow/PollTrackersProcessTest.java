package io.tracebridge.workflow;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

import io.tracebridge.link.Polling;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.atLeast;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.verify;

/**
 * The engine's clock starts instances of its own meanwhile, which see the same services.
 */
class PollTrackersProcessTest extends ProcessTest {

    private static final AtomicLong REQUESTS = new AtomicLong(700_000);

    /** The engine outlives the test, so every test has its own. */
    private final long request = REQUESTS.incrementAndGet();

    @Test
    void whoeverIsDueIsAskedAndTheAnswersAreShown() {
        given(this.polling.due()).willReturn(List.of(7L, 8L));
        given(this.polling.poll(7)).willReturn(new Polling.Result("done", 3));
        given(this.polling.poll(8)).willReturn(new Polling.Result("failed", 0));

        var instance = requested();

        assertThat(TestEngine.path(instance)).containsExactly("PollRequested", "Look", "ListDueIntegrations", "AnyDue",
                "PollTracker", "PollTracker", "PollTracker", "TrackersAsked");
        assertThat(TestEngine.variables(instance)).containsEntry("polls", """
                [{"integrationId":7,"outcome":"done","links":3},{"integrationId":8,"outcome":"failed","links":0}]""");
    }

    @Test
    void withNobodyDueItEndsAtOnce() {
        given(this.polling.due()).willReturn(List.of());

        assertThat(TestEngine.path(requested())).containsExactly("PollRequested", "Look", "ListDueIntegrations",
                "AnyDue", "NothingToAsk");
    }

    @Test
    void theClockStartsItEveryMinute() {
        given(this.polling.due()).willReturn(List.of());
        var before = TestEngine.instances(ProcessNames.POLL_TRACKERS).size();

        var instances = TestEngine.skippingTimeUntil(() -> TestEngine.instances(ProcessNames.POLL_TRACKERS),
                (started) -> started.size() > before + 1);

        assertThat(TestEngine.path(instances.getLast())).containsExactly("EveryMinute", "Look", "ListDueIntegrations",
                "AnyDue", "NothingToAsk");
        verify(this.polling, atLeastOnce()).due();
    }

    @Test
    void deployingAgainDoesNotStartItTwiceAMinute() {
        var again = new ProcessDeployer(this.engine, (event) -> {
        }, new Random(1));
        again.start();
        TestEngine.await().until(again::isDeployed);
        again.stop();

        // What the engine did after the deployment shows that it is through with it.
        assertThat(TestEngine.path(requested())).endsWith("NothingToAsk");
        TestEngine.await().until(() -> TestEngine.startTimers(ProcessNames.POLL_TRACKERS) == 1);
    }

    @Test
    void aFaultOfOurOwnWithOneIntegrationIsTriedAgainAndDoesNotStopTheOthers() {
        given(this.polling.due()).willReturn(List.of(7L, 8L));
        given(this.polling.poll(7)).willThrow(new QueryTimeoutException("slow"))
            .willReturn(new Polling.Result("done", 1));
        given(this.polling.poll(8)).willReturn(new Polling.Result("done", 0));

        var instance = requested();

        TestEngine.skippingTimeUntil(() -> TestEngine.reached(instance, "TrackersAsked"), (reached) -> reached);
        verify(this.polling, atLeast(2)).poll(7);
        assertThat(TestEngine.instances(ProcessNames.POLL_TRACKERS)).flatMap(TestEngine::failedJobs)
            .filteredOn((job) -> job.getType().equals(JobTypes.POLL_TRACKER))
            .singleElement()
            .satisfies((job) -> assertThat(job.getErrorMessage())
                .startsWith("Could not poll tracker for integration 7: "));
    }

    @Test
    void aDatabaseThatIsAwayForLongEndsInAnIncidentThatSaysSo() {
        given(this.polling.due()).willThrow(new QueryTimeoutException("slow"));

        assertThat(TestEngine.incident(requested()).getErrorMessage())
            .startsWith("Could not list due integrations: the database failed");
    }

    @Test
    void askingTwiceForOneIntegrationLooksTwiceOneAfterTheOther() {
        given(this.polling.due()).willReturn(List.of());

        var first = requested();
        publish("poll-requested", Long.toString(this.request), Duration.ofMinutes(2), Map.of());
        var second = TestEngine.instance(this.request, 2);

        assertThat(TestEngine.path(first)).endsWith("NothingToAsk");
        assertThat(TestEngine.path(second)).endsWith("NothingToAsk");
    }

    private long requested() {
        publish("poll-requested", Long.toString(this.request), Duration.ofMinutes(2), Map.of());
        return TestEngine.instance(this.request, 1);
    }

}
