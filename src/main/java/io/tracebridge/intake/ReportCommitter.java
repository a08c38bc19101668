package io.tracebridge.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

import io.tracebridge.logging.LogFields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.stereotype.Component;

/**
 * Commits what many requests brought in one transaction: while one batch is being
 * written, the next one gathers. Whoever waits here learns the outcome after the commit,
 * never before.
 */
@Component
class ReportCommitter implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ReportCommitter.class);

    /** How often a batch is tried that another process was in the way of. */
    private static final int MAX_TRIES = 5;

    private final ReportStore store;

    private final IntakeProperties limits;

    private final BlockingQueue<Waiting> queue;

    private List<Thread> committers = List.of();

    private volatile boolean running;

    private final IntakeMeters meters;

    ReportCommitter(ReportStore store, IntakeProperties limits, IntakeMeters meters) {
        this.store = store;
        this.limits = limits;
        this.queue = new ArrayBlockingQueue<>(limits.queue());
        this.meters = meters;
        meters.queue(this.queue);
    }

    /**
     * Waits until the report is stored.
     * @throws Refusal if it could not be, with who should try again how
     */
    Receipt commit(IncomingReport report) {
        var waiting = new Waiting(report, new CompletableFuture<>());
        try {
            if (!this.running
                    || !this.queue.offer(waiting, this.limits.queueWait().toMillis(), TimeUnit.MILLISECONDS)) {
                throw overloaded("too many reports at one time, send this one again later");
            }
            return waiting.receipt().get(this.limits.commitTimeout().toMillis(), TimeUnit.MILLISECONDS);
        }
        catch (ExecutionException ex) {
            throw (ex.getCause() instanceof Refusal refusal) ? refusal
                    : Refusal.failed("the report could not be stored", ex.getCause());
        }
        catch (TimeoutException ex) {
            throw overloaded("the report was not stored in time, send it again later");
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw overloaded("shutting down, send this report again later");
        }
    }

    int queued() {
        return this.queue.size();
    }

    @Override
    public void start() {
        this.running = true;
        this.committers = IntStream.range(0, this.limits.committers())
            .mapToObj((n) -> Thread.ofPlatform().name("intake-commit-" + n).start(this::run))
            .toList();
    }

    /** What is queued is still committed. */
    @Override
    public void stop() {
        this.running = false;
        try {
            for (var committer : this.committers) {
                committer.join();
            }
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return this.running;
    }

    /** Started before the web server and stopped after it. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 4096;
    }

    private void run() {
        var batch = new ArrayList<Waiting>();
        while (this.running || !this.queue.isEmpty()) {
            batch.clear();
            try {
                var first = this.queue.poll(100, TimeUnit.MILLISECONDS);
                if (first == null) {
                    continue;
                }
                batch.add(first);
                this.queue.drainTo(batch, this.limits.batch() - 1);
            }
            catch (InterruptedException ex) {
                Thread.currentThread().interrupt();
                return;
            }
            commit(List.copyOf(batch), 1);
        }
    }

    private void commit(List<Waiting> batch, int attempt) {
        try {
            var start = System.nanoTime();
            var receipts = this.store.store(batch.stream().map(Waiting::report).toList());
            this.meters.committed(batch.stream().map((waiting) -> waiting.report().rxid()).toList(), receipts,
                    System.nanoTime() - start);
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).receipt().complete(receipts.get(i));
            }
        }
        catch (ConcurrencyFailureException ex) {
            if (attempt < MAX_TRIES) {
                commit(batch, attempt + 1);
            }
            else {
                refuse(batch, overloaded("the database is busy with the same groups, send this report again later"),
                        ex);
            }
        }
        catch (CannotCreateTransactionException | NonTransientDataAccessResourceException
                | TransientDataAccessResourceException | RecoverableDataAccessException ex) {
            refuse(batch, overloaded("the database cannot be reached, send this report again later"), ex);
        }
        catch (RuntimeException ex) {
            isolate(batch, ex);
        }
        catch (Error ex) {
            // Nobody may wait for ever, and the next batch may fare better.
            refuse(batch, Refusal.failed("the report could not be stored", ex), ex);
        }
    }

    /** One bad report must not sink those that happened to come with it. */
    private void isolate(List<Waiting> batch, RuntimeException cause) {
        if (batch.size() == 1) {
            refuse(batch, Refusal.failed("the report could not be stored", cause), cause);
            return;
        }
        var middle = batch.size() / 2;
        commit(batch.subList(0, middle), 1);
        commit(batch.subList(middle, batch.size()), 1);
    }

    private void refuse(List<Waiting> batch, Refusal refusal, Throwable cause) {
        var first = batch.getFirst().report().rxid();
        try (var named = LogFields.with(LogFields.RXID, first)) {
            log.warn("{} reports not stored, first {}", batch.size(), first, cause);
        }
        batch.forEach((waiting) -> waiting.receipt().completeExceptionally(refusal));
    }

    private Refusal overloaded(String message) {
        return Refusal.overloaded(message, this.limits.retryAfter());
    }

    private record Waiting(IncomingReport report, CompletableFuture<Receipt> receipt) {
    }

}
