package io.tracebridge.workflow;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.tracebridge.link.Dispute;
import io.tracebridge.link.IssueOutcomes;
import io.tracebridge.link.IssueSync;
import io.tracebridge.link.SyncOutcomes;
import io.tracebridge.sync.Side;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

class SyncIssueProcessTest extends ProcessTest {

    private static final AtomicLong LINKS = new AtomicLong(1000);

    private static final IssueSync.Result DONE = new IssueSync.Result("pushed", "in-step", false);

    /** The engine outlives the test, so every test has its own. */
    private final long link = LINKS.incrementAndGet();

    @Test
    void aChangedLinkIsBroughtInStep() {
        given(this.syncs.sync(this.link)).willReturn(DONE);

        changed(this.link);

        var instance = TestEngine.instance(this.link, 1);
        assertThat(TestEngine.path(instance)).containsExactly("LinkChanged", "Synchronise", "SyncLink", "InStep");
        assertThat(TestEngine.variables(instance)).containsEntry("state", "\"pushed\"")
            .containsEntry("assignee", "\"in-step\"")
            .containsEntry("again", "false");
    }

    @Test
    void aConflictIsShownToTriagersAndTheirDecisionCarriedOut() {
        given(this.syncs.sync(this.link)).willThrow(SyncOutcomes.conflict(dispute()));
        given(this.syncs.resolve(anyLong(), any())).willReturn(DONE);

        changed(this.link);
        var instance = TestEngine.instance(this.link, 1);
        var task = TestEngine.userTask(instance, 1);

        assertThat(task.getValue().getCandidateGroupsList()).containsExactly("triage");
        assertThat(TestEngine.formData(task)).containsEntry("project", "\"shop\"")
            .containsEntry("issue", "\"SHOP-1\"")
            .containsEntry("reason", "\"both changed\"")
            .containsEntry("conflicts", """
                    [{"field":"state","label":"State","base":"in-progress","ours":"resolved","theirs":"muted"}]""");
        TestEngine.complete(task, Map.of("conflicts", List.of(Map.of("field", "state", "choice", "theirs"))));

        assertThat(TestEngine.path(instance)).containsExactly("LinkChanged", "Synchronise", "BothChanged", "AskPerson",
                "ResolveConflict", "Decided", "ApplyResolution", "ConflictResolved");
        verify(this.syncs).resolve(this.link, Map.of("state", Side.TRACKER));
    }

    @Test
    void aConflictCanBeDecidedOnThePage() {
        given(this.syncs.sync(this.link)).willThrow(SyncOutcomes.conflict(dispute()));
        given(this.syncs.resolve(anyLong(), any())).willReturn(DONE);

        changed(this.link);
        var instance = TestEngine.instance(this.link, 1);
        TestEngine.userTask(instance, 1);
        publish("conflict-resolved", this.link,
                Map.of("conflicts", List.of(Map.of("field", "state", "choice", "ours"))));

        assertThat(TestEngine.path(instance)).endsWith("ConflictDecided", "Decided", "ApplyResolution",
                "ConflictResolved");
        verify(this.syncs).resolve(this.link, Map.of("state", Side.GROUP));
    }

    @Test
    void aConflictThatNobodyDecidedIsAskedAboutAgain() {
        given(this.syncs.sync(this.link)).willThrow(SyncOutcomes.conflict(dispute()));
        given(this.syncs.resolve(anyLong(), any())).willThrow(SyncOutcomes.conflict(dispute())).willReturn(DONE);

        changed(this.link);
        var instance = TestEngine.instance(this.link, 1);
        TestEngine.complete(TestEngine.userTask(instance, 1), Map.of());
        TestEngine.complete(TestEngine.userTask(instance, 2),
                Map.of("conflicts", List.of(Map.of("field", "state", "choice", "ours"))));

        assertThat(TestEngine.path(instance)).contains("StillDisputed").endsWith("ConflictResolved");
        verify(this.syncs).resolve(this.link, Map.of());
    }

    @Test
    void aChangeWhileAPersonIsAskedIsLookedAtByTheSameInstance() {
        given(this.syncs.sync(this.link)).willThrow(SyncOutcomes.conflict(dispute())).willReturn(DONE);

        changed(this.link);
        var instance = TestEngine.instance(this.link, 1);
        TestEngine.userTask(instance, 1);
        changed(this.link);

        assertThat(TestEngine.path(instance)).containsExactly("LinkChanged", "Synchronise", "BothChanged", "AskPerson",
                "LinkChangedAgain", "Synchronise", "SyncLink", "InStep");
        assertThat(TestEngine.instances(this.link)).isEqualTo(1);
        verify(this.syncs, times(2)).sync(this.link);
    }

    @Test
    void oneLinkIsNeverSynchronisedTwiceAtOnce() {
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        var release = new CountDownLatch(1);
        given(this.syncs.sync(this.link)).willAnswer((call) -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            await(release);
            running.decrementAndGet();
            return DONE;
        });

        changed(this.link);
        changed(this.link);
        TestEngine.await().until(() -> running.get() == 1);
        // A message that could start a second instance now would have done so before this
        // one.
        var other = LINKS.incrementAndGet();
        given(this.syncs.sync(other)).willReturn(DONE);
        changed(other);
        TestEngine.path(TestEngine.instance(other, 1));
        assertThat(TestEngine.instances(this.link)).isEqualTo(1);
        release.countDown();

        assertThat(TestEngine.path(TestEngine.instance(this.link, 2))).endsWith("InStep");
        assertThat(most).hasValue(1);
    }

    @Test
    void differentLinksAreSynchronisedSideBySide() {
        var links = Set.of(this.link, LINKS.incrementAndGet(), LINKS.incrementAndGet());
        var met = new CountDownLatch(links.size());
        var all = ConcurrentHashMap.<Long>newKeySet();
        given(this.syncs.sync(anyLong())).willAnswer((call) -> {
            met.countDown();
            if (await(met)) {
                all.add(call.getArgument(0));
            }
            return DONE;
        });

        links.forEach(this::changed);

        TestEngine.await().untilAsserted(() -> assertThat(all).isEqualTo(links));
    }

    @Test
    void waitingSpeaksOfTheLink() {
        given(this.syncs.sync(this.link))
            .willThrow(IssueOutcomes.notYet("another worker is synchronising this issue", Duration.ofSeconds(5)))
            .willReturn(DONE);

        changed(this.link);

        var instance = TestEngine.instance(this.link, 1);
        TestEngine.skippingTimeUntil(() -> TestEngine.variables(instance),
                (variables) -> variables.containsKey("state"));
        assertThat(TestEngine.failedJobs(instance)).singleElement().satisfies((job) -> {
            assertThat(job.getRetries()).isEqualTo(RetryBackoff.RETRIES);
            assertThat(job.getErrorMessage())
                .isEqualTo("Waiting to sync link " + this.link + ": another worker is synchronising this issue");
        });
    }

    private void changed(long link) {
        publish("link-changed", link, Map.of("linkId", link));
    }

    private void publish(String message, long link, Map<String, ?> variables) {
        this.engine.newPublishMessageCommand()
            .messageName(message)
            .correlationKey(Long.toString(link))
            .timeToLive(Duration.ofMinutes(10))
            .variables(variables)
            .send()
            .join();
    }

    private static boolean await(CountDownLatch latch) throws InterruptedException {
        return latch.await(20, TimeUnit.SECONDS);
    }

    private Dispute dispute() {
        return new Dispute(this.link, "shop", "JIRA TEST", "Jira Cloud", "https://bridge.example/g", "SHOP-1",
                "https://tracker.example/SHOP-1", "both changed",
                List.of(new Dispute.Row("state", "State", "in-progress", "resolved", "muted")));
    }

}
