package io.tracebridge.notify;

import io.tracebridge.tracker.TrackerException;

/** What became of one message, told apart by what to do next. */
sealed interface Outcome {

    record Sent() implements Outcome {
    }

    /** It certainly did not arrive, and a later try may succeed. */
    record Again(RuntimeException why) implements Outcome {
    }

    /** It may have arrived. It is not sent again: a lost mention is better than two. */
    record Unknown(String why) implements Outcome {
    }

    /** This message will never be taken; others may. */
    record Refused(String why) implements Outcome {
    }

    /** No message will arrive there until an admin changes something. */
    record Dead(String why) implements Outcome {
    }

    /**
     * @param repeatable whether the receiver can tell a message that comes twice
     */
    static Outcome of(TrackerException failure, boolean repeatable) {
        return switch (failure) {
            case TrackerException.RateLimited ex -> new Again(ex);
            case TrackerException.Conflict ex -> new Again(ex);
            case TrackerException.Unavailable ex ->
                (repeatable || ex.nothingDone()) ? new Again(ex) : new Unknown(ex.getMessage());
            case TrackerException.CredentialRefused ex -> new Dead(ex.getMessage());
            case TrackerException.Rejected ex -> switch (ex.reason()) {
                case FORBIDDEN, PROJECT_MISSING -> new Dead(ex.getMessage());
                case INVALID_FIELD, TRANSITION_UNAVAILABLE -> new Refused(ex.getMessage());
            };
            case TrackerException.IssueGone ex -> new Refused(ex.getMessage());
            case TrackerException.NotTheTracker ex -> new Refused(ex.finding());
        };
    }

}
