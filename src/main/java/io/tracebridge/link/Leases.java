package io.tracebridge.link;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Gives links to one worker at a time. Times are the database's, since copies of the
 * program on several machines share them. What a lease runs until tells it from the next
 * one, so that a worker that stood still for too long cannot take its successor's away.
 */
@Component
class Leases {

    /**
     * How long work waits for a worker that died; a living one renews it.
     */
    private static final Duration LEASE = Duration.ofSeconds(45);

    private static final Duration RENEWAL = Duration.ofSeconds(10);

    /** How long another worker shall wait before it asks again. */
    private static final Duration TAKEN = Duration.ofSeconds(5);

    private final JdbcClient jdbc;

    Leases(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @throws NotYet while another worker has the link
     */
    Lease ofLink(long link) {
        return take("?", link).orElseThrow(() -> new NotYet("another worker is creating this issue", TAKEN));
    }

    /**
     * Takes an issue by any of its links. The lease is the first link's that the issue
     * ever had: that one stays in its place even when it is ended, while which link leads
     * may change from one moment to the next.
     * @throws NotYet while another worker has the issue
     */
    Lease ofIssue(long link) {
        return take("""
                (select min(first.id) from link first join link l
                   on l.integration_id = first.integration_id and l.issue_id = first.issue_id where l.id = ?)""", link)
            .orElseThrow(() -> new NotYet("another worker is synchronising this issue", TAKEN));
    }

    private Optional<Lease> take(String which, long link) {
        return this.jdbc.sql("""
                update link set leased_until = now() + make_interval(secs => ?)
                where id = %s and (leased_until is null or leased_until < now())
                returning id, leased_until""".formatted(which))
            .params((double) LEASE.toSeconds(), link)
            .query((row, n) -> new Lease(row.getLong("id"), row.getTimestamp("leased_until").toInstant()))
            .optional();
    }

    private Optional<Instant> renewed(long link, Instant until) {
        return this.jdbc.sql("""
                update link set leased_until = now() + make_interval(secs => ?)
                where id = ? and leased_until = ? returning leased_until""")
            .params((double) LEASE.toSeconds(), link, Timestamp.from(until))
            .query((row, n) -> row.getTimestamp("leased_until").toInstant())
            .optional();
    }

    private void release(long link, Instant until) {
        this.jdbc.sql("update link set leased_until = null where id = ? and leased_until = ?")
            .params(link, Timestamp.from(until))
            .update();
    }

    /** One worker's, until it is closed, lost or runs out. */
    final class Lease implements AutoCloseable {

        private final long link;

        private final HeldLease held;

        private Instant until;

        private Lease(long link, Instant until) {
            this.link = link;
            this.until = until;
            this.held = new HeldLease(this::renew, RENEWAL);
        }

        /**
         * To be asked before each effect that others see.
         * @throws NotYet when the worker stood still for so long that another has taken
         * its place
         */
        void require() {
            if (!renew()) {
                throw new NotYet("another worker has taken this over", TAKEN);
            }
        }

        private synchronized boolean renew() {
            var next = renewed(this.link, this.until);
            next.ifPresent((later) -> this.until = later);
            return next.isPresent();
        }

        @Override
        public synchronized void close() {
            this.held.close();
            release(this.link, this.until);
        }

    }

}
