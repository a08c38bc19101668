package io.tracebridge.link;

import java.time.Duration;

/** What issue creation throws, for tests of those who catch it. */
public final class IssueOutcomes {

    private IssueOutcomes() {
    }

    public static NotYet notYet(String message, Duration retryIn) {
        return new NotYet(message, retryIn);
    }

    public static IssueRejected rejected(Rejection rejection) {
        return new IssueRejected(rejection);
    }

}
