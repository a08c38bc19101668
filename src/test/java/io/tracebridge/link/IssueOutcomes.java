package io.tracebridge.link;

import java.time.Duration;

import io.tracebridge.integration.Integration;

/** What issue creation throws, for tests of those who catch it. */
public final class IssueOutcomes {

    private IssueOutcomes() {
    }

    public static NotYet notYet(String message, Duration retryIn) {
        return new NotYet(message, retryIn);
    }

    public static NotYet paused(Integration integration, String reason) {
        return NotYet.paused(integration, reason);
    }

    public static IssueRejected rejected(Rejection rejection) {
        return new IssueRejected(rejection);
    }

}
