package io.tracebridge.workflow;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Jobs of integrations that are paused or stopped. The engine cannot be asked to hand out
 * before its time what it was told to keep; so they are kept here, and go on as soon as
 * an admin has repaired the integration. They are not worked on meanwhile, and hold no
 * thread and no place among a worker's jobs.
 *
 * <p>
 * Nothing is lost with this process: the engine hands its jobs out again after their
 * timeout.
 */
final class HeldJobs {

    /** Well below the workers' timeout of a minute; then the job is looked at anew. */
    private static final Duration LONGEST = Duration.ofSeconds(40);

    /** Any more wait in the engine. */
    private static final int MOST = 1000;

    /**
     * Of all integrations together, so that neither the engine nor a tracker is overrun;
     * and if the new credential is refused, too, the rest stays.
     */
    private static final int AT_ONCE = 20;

    private static final Logger LOG = LoggerFactory.getLogger(HeldJobs.class);

    private final LongPredicate usable;

    private final Clock clock;

    private final RandomGenerator random;

    private final List<Held> held = new ArrayList<>();

    /**
     * @param usable whether an integration may be used again
     */
    HeldJobs(LongPredicate usable, Clock clock, RandomGenerator random) {
        this.usable = usable;
        this.clock = clock;
        this.random = random;
    }

    /**
     * @param goOn gives the job back to the engine
     * @return false if there are so many that this one has to wait elsewhere
     */
    synchronized boolean hold(long integrationId, Runnable goOn) {
        if (this.held.size() >= MOST) {
            return false;
        }
        var wait = LONGEST.minusMillis(this.random.nextLong(LONGEST.toMillis() / 4));
        return this.held.add(new Held(integrationId, Instant.now(this.clock).plus(wait), goOn));
    }

    /** Lets go whatever need not wait any more, or has waited for long enough. */
    void look() {
        try {
            overdue().forEach((job) -> job.goOn().run());
            free(usableAgain()).forEach((job) -> job.goOn().run());
        }
        catch (DataAccessException | TransactionException ex) {
            LOG.debug("Whether integrations may be used again cannot be told", ex);
        }
        catch (RuntimeException ex) {
            LOG.warn("Could not let jobs go on; trying again", ex);
        }
    }

    private synchronized List<Held> overdue() {
        var now = Instant.now(this.clock);
        return take(this.held.stream().filter((job) -> !now.isBefore(job.until())).toList());
    }

    /** Asked without the lock: it takes the database. */
    private Set<Long> usableAgain() {
        return integrations().stream().filter(this.usable::test).collect(Collectors.toSet());
    }

    private synchronized Set<Long> integrations() {
        return this.held.stream().map(Held::integrationId).collect(Collectors.toSet());
    }

    private synchronized List<Held> free(Set<Long> usable) {
        return take(this.held.stream().filter((job) -> usable.contains(job.integrationId())).limit(AT_ONCE).toList());
    }

    private List<Held> take(List<Held> jobs) {
        this.held.removeAll(jobs);
        return jobs;
    }

    private record Held(long integrationId, Instant until, Runnable goOn) {
    }

}
