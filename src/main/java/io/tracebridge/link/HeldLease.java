package io.tracebridge.link;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Keeps a lease as long as its worker lives, however many slow calls to a tracker the
 * work takes; when the worker dies, nobody renews it.
 */
final class HeldLease implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(HeldLease.class);

    private final CountDownLatch over = new CountDownLatch(1);

    private final Runnable renewal;

    private final Duration every;

    /**
     * @param every well below the lease, so that one failed renewal does not lose it
     */
    HeldLease(Runnable renewal, Duration every) {
        this.renewal = renewal;
        this.every = every;
        Thread.ofVirtual().name("lease").start(this::renew);
    }

    private void renew() {
        try {
            while (!this.over.await(this.every.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    this.renewal.run();
                }
                catch (DataAccessException | TransactionException ex) {
                    log.warn("Could not renew a lease; trying again in {}: {}", this.every, ex.getMessage());
                }
            }
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        this.over.countDown();
    }

}
