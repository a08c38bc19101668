package io.tracebridge.intake;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Why a submission is not accepted, as the client gets to see it.
 */
final class Refusal extends RuntimeException {

    private final Reason reason;

    private final transient Optional<Duration> retryAfter;

    private Refusal(Reason reason, String message, Throwable cause, Optional<Duration> retryAfter) {
        super(message, cause, false, false);
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    static Refusal malformed(String message) {
        return new Refusal(Reason.MALFORMED, message, null, Optional.empty());
    }

    static Refusal malformed(String message, Throwable cause) {
        return new Refusal(Reason.MALFORMED, message, cause, Optional.empty());
    }

    static Refusal invalidToken() {
        return new Refusal(Reason.INVALID_TOKEN, "invalid token: no project has this submission token", null,
                Optional.empty());
    }

    static Refusal notFound(String message) {
        return new Refusal(Reason.NOT_FOUND, message, null, Optional.empty());
    }

    static Refusal tooLarge(String message) {
        return new Refusal(Reason.TOO_LARGE, message, null, Optional.empty());
    }

    static Refusal unsupportedCoding(String message) {
        return new Refusal(Reason.UNSUPPORTED_CODING, message, null, Optional.empty());
    }

    static Refusal failed(String message, Throwable cause) {
        return new Refusal(Reason.FAILED, message, cause, Optional.empty());
    }

    /**
     * 503 and not 429: the Java SDK throws a report away on 429 but tries again on 503;
     * the JavaScript SDK keeps it on both.
     */
    static Refusal overloaded(String message, Duration retryAfter) {
        return new Refusal(Reason.OVERLOADED, message, null, Optional.of(retryAfter));
    }

    Reason reason() {
        return this.reason;
    }

    int status() {
        return this.reason.status;
    }

    Optional<Duration> retryAfter() {
        return this.retryAfter;
    }

    enum Reason {

        MALFORMED(400), INVALID_TOKEN(403), NOT_FOUND(404), TOO_LARGE(413), UNSUPPORTED_CODING(415), FAILED(500),
        OVERLOADED(503);

        private final int status;

        Reason(int status) {
            this.status = status;
        }

        /** As metrics call it. */
        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

    }

}
