package io.tracebridge.workflow;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

import io.tracebridge.outbox.Outbox;
import io.tracebridge.outbox.OutboxQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Hands outbox rows to the engine: at once after a commit in this process, and by looking
 * now and then for what others wrote or left. Relays of several copies share the rows. A
 * relay that dies between the engine's answer and its note of it hands the row over
 * twice, which every process bears.
 */
class OutboxRelay implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);

    private static final Duration STOP_CHECK = Duration.ofMillis(200);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    private static final Duration LONGEST_BUSY_PAUSE = Duration.ofMillis(500);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final OutboxQueue queue;

    private final OutboxBatch batch;

    private final CountDownLatch ready;

    private final Duration poll;

    private final RandomGenerator random;

    private final Semaphore wake = new Semaphore(0);

    private final CountDownLatch stopping = new CountDownLatch(1);

    private Thread thread;

    /**
     * @param ready zero as soon as the engine knows our processes
     * @param poll how often to look for rows that nobody told us of
     */
    OutboxRelay(OutboxQueue queue, OutboxBatch batch, CountDownLatch ready, Duration poll, RandomGenerator random) {
        this.queue = queue;
        this.batch = batch;
        this.ready = ready;
        this.poll = poll;
        this.random = random;
    }

    @TransactionalEventListener
    void added(Outbox.Added event) {
        this.wake.release();
    }

    @Override
    public synchronized void start() {
        this.thread = Thread.ofVirtual().name("outbox-relay").start(this::run);
    }

    /** Waits for the rows under way, so that they are not handed over again. */
    @Override
    public synchronized void stop() {
        this.stopping.countDown();
        this.wake.release();
        try {
            this.thread.join(OutboxBatch.HOLD);
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return this.thread != null && this.thread.isAlive();
    }

    private void run() {
        try {
            awaitReady();
            var troubles = 0;
            while (!isStopping()) {
                this.wake.drainPermits();
                var outcome = relay();
                troubles = outcome.isTrouble() ? troubles + 1 : 0;
                switch (outcome) {
                    case FULL -> LOG.trace("There may be more");
                    case SHORT -> this.wake.tryAcquire(this.poll.toMillis(), TimeUnit.MILLISECONDS);
                    case BUSY -> pause(FIRST_PAUSE, LONGEST_BUSY_PAUSE, troubles);
                    case AWAY -> pause(FIRST_PAUSE, LONGEST_PAUSE, troubles);
                }
            }
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    private OutboxBatch.Outcome relay() throws InterruptedException {
        try {
            return this.batch.relay(this.queue);
        }
        catch (DataAccessException | TransactionException ex) {
            LOG.warn("Cannot read the outbox; trying again: {}", ex.getMessage());
            return OutboxBatch.Outcome.AWAY;
        }
    }

    private void awaitReady() throws InterruptedException {
        while (!isStopping() && !this.ready.await(STOP_CHECK.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.debug("Waiting for the engine to know our processes");
        }
    }

    private boolean isStopping() {
        return this.stopping.getCount() == 0;
    }

    /** Deaf to new work, but not to the call to stop. */
    private void pause(Duration first, Duration longest, int troubles) throws InterruptedException {
        var pause = RetryBackoff.doubling(first, longest, troubles, this.random);
        this.stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    }

}
