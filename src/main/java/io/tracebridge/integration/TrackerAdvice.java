package io.tracebridge.integration;

import java.time.Duration;
import java.util.Optional;

import io.tracebridge.tracker.TrackerException;

/** What to do about a failure of a tracker while a person waits for it. */
public final class TrackerAdvice {

    private TrackerAdvice() {
    }

    /** The tracker's words, then what to do. */
    public static String of(TrackerException failure) {
        var words = failure.finding().strip();
        var sentence = (words.isEmpty() || ".!?".indexOf(words.charAt(words.length() - 1)) >= 0) ? words : words + ".";
        return (sentence + " " + whatToDo(failure)).strip();
    }

    /** How long the tracker asked us to wait, where it did. */
    public static Optional<Duration> wait(TrackerException failure) {
        return switch (failure) {
            case TrackerException.RateLimited limited -> Optional.of(limited.retryAfter());
            case TrackerException.Unavailable unavailable -> unavailable.retryAfter();
            default -> Optional.empty();
        };
    }

    /** In whole seconds, at least one. */
    public static long seconds(Duration wait) {
        return Math.max(1, wait.toSeconds());
    }

    private static String whatToDo(TrackerException failure) {
        return switch (failure) {
            case TrackerException.Rejected rejected -> switch (rejected.reason()) {
                case FORBIDDEN -> "The integration's account needs that permission in the tracker.";
                case PROJECT_MISSING -> "An admin should check the integration's connection.";
                case INVALID_FIELD, TRANSITION_UNAVAILABLE -> "";
            };
            case TrackerException.IssueGone gone -> "Check that it exists and that the integration may see it.";
            case TrackerException.Conflict conflict -> "Try again.";
            case TrackerException.CredentialRefused refused ->
                "An admin has to enter the integration's credential again.";
            case TrackerException.NotTheTracker other ->
                "An admin should check the integration's address and what stands before the tracker.";
            case TrackerException.RateLimited limited -> later(limited);
            case TrackerException.Unavailable unavailable -> later(unavailable);
        };
    }

    private static String later(TrackerException failure) {
        return wait(failure).map((time) -> "Try again in " + seconds(time) + " s.").orElse("Try again in a while.");
    }

}
