package io.tracebridge.intake;

import java.time.Duration;
import java.util.Optional;

/**
 * Why a submission is not accepted, as the client gets to see it.
 */
final class Refusal extends RuntimeException {

    private final int status;

    private final transient Optional<Duration> retryAfter;

    private Refusal(int status, String message, Throwable cause, Optional<Duration> retryAfter) {
        super(message, cause, false, false);
        this.status = status;
        this.retryAfter = retryAfter;
    }

    static Refusal malformed(String message) {
        return new Refusal(400, message, null, Optional.empty());
    }

    static Refusal malformed(String message, Throwable cause) {
        return new Refusal(400, message, cause, Optional.empty());
    }

    static Refusal invalidToken() {
        return new Refusal(403, "invalid token: no project has this submission token", null, Optional.empty());
    }

    static Refusal notFound(String message) {
        return new Refusal(404, message, null, Optional.empty());
    }

    static Refusal tooLarge(String message) {
        return new Refusal(413, message, null, Optional.empty());
    }

    static Refusal unsupportedCoding(String message) {
        return new Refusal(415, message, null, Optional.empty());
    }

    static Refusal failed(String message, Throwable cause) {
        return new Refusal(500, message, cause, Optional.empty());
    }

    /**
     * 503 and not 429: the Java SDK throws a report away on 429 but tries again on 503;
     * the JavaScript SDK keeps it on both.
     */
    static Refusal overloaded(String message, Duration retryAfter) {
        return new Refusal(503, message, null, Optional.of(retryAfter));
    }

    int status() {
        return this.status;
    }

    Optional<Duration> retryAfter() {
        return this.retryAfter;
    }

}
