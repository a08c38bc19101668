package io.tracebridge.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What becomes of a batch when the store is in trouble. */
class ReportCommitterTest {

    private final List<List<String>> batches = new CopyOnWriteArrayList<>();

    private final CountDownLatch firstBatchStarted = new CountDownLatch(1);

    private final CountDownLatch gate = new CountDownLatch(1);

    private ReportCommitter committer;

    @AfterEach
    void stop() {
        this.gate.countDown();
        this.committer.stop();
    }

    @Test
    void commitsTogetherWhatGathersDuringACommit() {
        start(100, (names) -> null);

        var outcomes = submitBehindOneInProgress("a", "b", "c");

        assertThat(outcomes).containsExactly("ok", "ok", "ok");
        assertThat(this.batches).hasSize(2);
        assertThat(this.batches.get(1)).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void failsTheCulpritAlone() {
        start(100, (names) -> names.contains("bad") ? new DataIntegrityViolationException("bad") : null);

        assertThat(submitBehindOneInProgress("a", "b", "bad", "c", "d")).containsExactly("ok", "ok", "500", "ok", "ok");
    }

    @Test
    void triesAgainWhenAnotherProcessWasInTheWay() {
        start(100, (names) -> (this.batches.size() < 4) ? new PessimisticLockingFailureException("deadlock") : null);

        assertThat(submitBehindOneInProgress("a", "b")).containsExactly("ok", "ok");
    }

    @Test
    void tellsAllToComeBackWhenTheDatabaseIsAway() {
        start(100, (names) -> names.contains("first") ? null : new DataAccessResourceFailureException("away"));

        assertThat(submitBehindOneInProgress("a", "b")).containsExactly("503", "503");
        assertThat(this.batches).as("no use in trying each").hasSize(2);
    }

    @Test
    void refusesWhatFindsNoPlaceInTheQueue() {
        start(1, (names) -> null);

        assertThat(submitBehindOneInProgress("a", "b")).containsExactlyInAnyOrder("ok", "503");
    }

    @Test
    void refusesAfterItStopped() {
        start(100, (names) -> null);
        this.gate.countDown();
        this.committer.stop();

        assertThat(submit("late").join()).isEqualTo("503");
    }

    private void start(int queue, Function<List<String>, RuntimeException> trouble) {
        var limits = new IntakeProperties(DataSize.ofBytes(1), DataSize.ofBytes(1), DataSize.ofBytes(1),
                DataSize.ofBytes(1), queue, Duration.ofMillis(50), 256, 1, Duration.ofSeconds(20),
                Duration.ofSeconds(1));
        this.committer = new ReportCommitter(new ReportStore(null, null, null, null, null, null, null, null) {
            @Override
            public List<Receipt> store(List<IncomingReport> batch) {
                var names = batch.stream().map(IncomingReport::project).toList();
                ReportCommitterTest.this.batches.add(names);
                ReportCommitterTest.this.firstBatchStarted.countDown();
                awaitGate();
                var exception = trouble.apply(names);
                if (exception != null) {
                    throw exception;
                }
                return batch.stream().map((report) -> new Receipt(report.rxid(), 1, "", true)).toList();
            }
        }, limits, new IntakeMeters(new SimpleMeterRegistry()));
        this.committer.start();
    }

    private void awaitGate() {
        try {
            this.gate.await();
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * While one report's commit is held up, these gather behind it; then all may go on.
     */
    private List<String> submitBehindOneInProgress(String... names) {
        var first = submit("first");
        awaitStart();
        var outcomes = new ArrayList<CompletableFuture<String>>();
        for (var name : names) {
            int before = this.committer.queued();
            var outcome = submit(name);
            await().until(() -> this.committer.queued() > before || outcome.isDone());
            outcomes.add(outcome);
        }
        this.gate.countDown();
        assertThat(first.join()).isEqualTo("ok");
        return outcomes.stream().map(CompletableFuture::join).toList();
    }

    private void awaitStart() {
        try {
            this.firstBatchStarted.await();
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    private CompletableFuture<String> submit(String name) {
        var report = new IncomingReport(UUID.randomUUID(), 1, name, UUID.randomUUID(), "", Instant.EPOCH, Instant.EPOCH,
                1, List.of(), List.of(), Map.of(), new byte[0], List.of());
        var outcome = new CompletableFuture<String>();
        Thread.startVirtualThread(() -> {
            try {
                this.committer.commit(report);
                outcome.complete("ok");
            }
            catch (Refusal refusal) {
                outcome.complete(String.valueOf(refusal.status()));
            }
        });
        return outcome;
    }

}
