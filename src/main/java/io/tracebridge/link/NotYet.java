package io.tracebridge.link;

import java.time.Duration;

/**
 * Nothing failed; it is only too early. Ask again after a while, without counting it as a
 * try.
 */
public final class NotYet extends RuntimeException {

    private final Duration retryIn;

    public NotYet(String message, Duration retryIn) {
        super(message);
        this.retryIn = retryIn;
    }

    public Duration retryIn() {
        return this.retryIn;
    }

}
