package io.tracebridge.workflow;

import java.time.Duration;
import java.util.random.RandomGenerator;

import io.tracebridge.integration.Remedy;
import io.tracebridge.issue.PlainText;
import io.tracebridge.link.IssueRejected;
import io.tracebridge.link.NotYet;
import io.tracebridge.link.SyncConflict;
import io.tracebridge.tracker.TrackerException;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Decides what becomes of a job that failed. Waiting as told costs no retry; what a later
 * try may mend backs off; what only a person can mend becomes an incident at once.
 */
final class FailurePolicy {

    private static final Duration INTEGRATION_PAUSED = Duration.ofMinutes(1);

    /**
     * No tracker may make us spin, nor hold a job for ever by a mistaken Retry-After.
     */
    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);

    private static final Duration LONGEST_WAIT = Duration.ofHours(24);

    private static final int MESSAGE_LIMIT = 1000;

    private static final String IN_OPERATE = " Then retry in Operate.";

    private final RandomGenerator random;

    FailurePolicy(RandomGenerator random) {
        this.random = random;
    }

    JobOutcome decide(Exception failure, JobFacts job) {
        return switch (failure) {
            case IssueRejected refused -> new JobOutcome.Rejected(refused.rejection());
            case SyncConflict conflict -> new JobOutcome.Disputed(conflict.dispute());
            case NotYet early -> await(early, job);
            case TrackerException tracker -> decide(tracker, job);
            case DataAccessException ex -> databaseFailed(ex, job);
            case TransactionException ex -> databaseFailed(ex, job);
            default -> retry(job, "a fault in the program (" + failure.getClass().getSimpleName() + ")",
                    "The log says more under job " + job.key() + ".", Duration.ZERO);
        };
    }

    private JobOutcome decide(TrackerException failure, JobFacts job) {
        return switch (failure) {
            case TrackerException.RateLimited ex -> await(ex, ex.retryAfter(), job);
            case TrackerException.CredentialRefused ex -> await(ex, INTEGRATION_PAUSED, job);
            case TrackerException.Unavailable ex ->
                retry(job, ex.finding(), Remedy.of(ex), ex.retryAfter().orElse(Duration.ZERO));
            case TrackerException.NotTheTracker ex -> retry(job, ex.finding(), Remedy.of(ex), Duration.ZERO);
            case TrackerException.Conflict ex -> retry(job, ex.finding(), Remedy.of(ex), Duration.ZERO);
            case TrackerException.IssueGone ex -> stop(job, ex.finding(), Remedy.of(ex));
            case TrackerException.Rejected ex -> stop(job, ex.finding(), Remedy.of(ex));
        };
    }

    /** Without its message, which may quote the data that the statement held. */
    private JobOutcome databaseFailed(RuntimeException failure, JobFacts job) {
        return retry(job, "the database failed (" + failure.getClass().getSimpleName() + ")",
                "Check that PostgreSQL runs and can be reached; the log says more under job " + job.key() + ".",
                Duration.ZERO);
    }

    private JobOutcome await(NotYet early, JobFacts job) {
        var later = await(early, early.retryIn(), job);
        return early.stopped().<JobOutcome>map((id) -> new JobOutcome.Held(id, later)).orElse(later);
    }

    /** Jittered, lest all jobs that were told the same come back at the same moment. */
    private JobOutcome.Failed await(Exception reason, Duration asTold, JobFacts job) {
        var wait = min(max(asTold, SHORTEST_WAIT), LONGEST_WAIT);
        var jitter = Duration.ofMillis(this.random.nextLong(wait.toMillis() / 5 + 1));
        return new JobOutcome.Failed(message("Waiting to " + job.task() + ": " + reason.getMessage()), job.retries(),
                wait.plus(jitter));
    }

    private JobOutcome retry(JobFacts job, String why, String advice, Duration atLeast) {
        if (job.retries() <= 1) {
            return stop(job, why, advice);
        }
        var backoff = max(RetryBackoff.afterTry(job.retries(), this.random), min(atLeast, LONGEST_WAIT));
        return new JobOutcome.Failed(failed(job, why, advice), job.retries() - 1, backoff);
    }

    private static JobOutcome stop(JobFacts job, String why, String advice) {
        return new JobOutcome.Failed(failed(job, why, advice) + IN_OPERATE, 0, Duration.ZERO);
    }

    private static String failed(JobFacts job, String why, String advice) {
        return message("Could not " + job.task() + ": " + sentence(why)) + " " + advice;
    }

    private static String sentence(String text) {
        var stripped = text.strip();
        return (stripped.endsWith(".") || stripped.endsWith("!") || stripped.endsWith("?")) ? stripped : stripped + ".";
    }

    private static String message(String text) {
        return PlainText.cut(PlainText.oneLine(text), MESSAGE_LIMIT);
    }

    private static Duration max(Duration a, Duration b) {
        return (a.compareTo(b) >= 0) ? a : b;
    }

    private static Duration min(Duration a, Duration b) {
        return (a.compareTo(b) <= 0) ? a : b;
    }

}
