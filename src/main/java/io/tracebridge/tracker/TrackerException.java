package io.tracebridge.tracker;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that can go wrong with a tracker, told apart by what to do about it.
 * Messages are in words for an operator, carry the tracker's own words and never a
 * credential.
 */
public abstract sealed class TrackerException extends RuntimeException {

    private TrackerException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * What happened, without what to do about it: for whoever says that in words of their
     * own.
     */
    public String finding() {
        return getMessage();
    }

    /** The credential is wrong or expired: pause the integration, tell the admin. */
    public static final class CredentialRefused extends TrackerException {

        public CredentialRefused(String message) {
            super(message, null);
        }

    }

    /**
     * The tracker understood and refused for good: no permission, project or issue type
     * gone, a field it does not take. A person must change something.
     */
    public static final class Rejected extends TrackerException {

        private final Reason reason;

        private final transient Map<String, String> fields;

        /**
         * @param fields field name to the tracker's words about it; empty when it named
         * none
         */
        public Rejected(Reason reason, String message, Map<String, String> fields) {
            super(message, null);
            this.reason = reason;
            this.fields = Map.copyOf(fields);
        }

        public Reason reason() {
            return this.reason;
        }

        public Map<String, String> fields() {
            return this.fields;
        }

        public enum Reason {

            FORBIDDEN, PROJECT_MISSING, INVALID_FIELD, TRANSITION_UNAVAILABLE

        }

    }

    /** The issue was deleted or moved out of our sight. */
    public static final class IssueGone extends TrackerException {

        public IssueGone(String message) {
            super(message, null);
        }

    }

    /** Somebody changed the issue meanwhile: read again, decide again. */
    public static final class Conflict extends TrackerException {

        public Conflict(String message) {
            super(message, null);
        }

    }

    /** Wait as told; not a failure. */
    public static final class RateLimited extends TrackerException {

        private final Duration retryAfter;

        public RateLimited(String message, Duration retryAfter) {
            super(message, null);
            this.retryAfter = retryAfter;
        }

        public Duration retryAfter() {
            return this.retryAfter;
        }

    }

    /**
     * No answer, or an answer that says try again. After a write, whether it happened is
     * unknown.
     */
    public static final class Unavailable extends TrackerException {

        private final transient Optional<Duration> retryAfter;

        private final boolean nothingDone;

        public Unavailable(String message, Throwable cause) {
            this(message, cause, Optional.empty(), false);
        }

        public Unavailable(String message, Optional<Duration> retryAfter) {
            this(message, null, retryAfter, false);
        }

        /**
         * @param nothingDone whether the request certainly had no effect
         */
        public Unavailable(String message, Throwable cause, Optional<Duration> retryAfter, boolean nothingDone) {
            super(message, cause);
            this.retryAfter = retryAfter;
            this.nothingDone = nothingDone;
        }

        /** How long the tracker asked us to wait, when it did. */
        public Optional<Duration> retryAfter() {
            return this.retryAfter;
        }

        /**
         * True only where the request certainly had no effect: a read, one that never
         * left, or an answer that says so.
         */
        public boolean nothingDone() {
            return this.nothingDone;
        }

    }

    /**
     * Something answered, but not the tracker's API: a login page, a proxy, a maintenance
     * page.
     */
    public static final class NotTheTracker extends TrackerException {

        /** For whoever has the settings before them, by the setting's name. */
        private static final String ADVICE = "Check baseUrl, and whether a proxy, a maintenance page or single sign-on"
                + " answers in its place.";

        private final String finding;

        /**
         * @param finding one or more sentences on what came back; what to do about it is
         * added
         */
        public NotTheTracker(String finding) {
            super(finding + " " + ADVICE, null);
            this.finding = finding;
        }

        @Override
        public String finding() {
            return this.finding;
        }

    }

}
