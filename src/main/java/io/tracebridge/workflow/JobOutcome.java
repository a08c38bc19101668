package io.tracebridge.workflow;

import java.time.Duration;

import io.tracebridge.link.Dispute;
import io.tracebridge.link.Rejection;

/** What the engine is told about a job whose worker threw. */
sealed interface JobOutcome {

    /** The process has a way out for this. */
    record Rejected(Rejection rejection) implements JobOutcome {
    }

    /** The process asks a person. */
    record Disputed(Dispute dispute) implements JobOutcome {
    }

    /**
     * Keep the job back until its integration may be used again.
     *
     * @param otherwise where it cannot be kept back
     */
    record Held(long integrationId, Failed otherwise) implements JobOutcome {
    }

    /**
     * Hand the job out again later; with no retries left it becomes an incident.
     *
     * @param message what Operate shows
     * @param retries how many are left after this
     */
    record Failed(String message, int retries, Duration backoff) implements JobOutcome {

        Failed atOnce() {
            return new Failed(this.message, this.retries, Duration.ZERO);
        }

    }

}
