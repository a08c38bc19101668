package io.tracebridge.link;

import java.time.Duration;

import io.tracebridge.integration.Integration;

/**
 * Nothing failed; it is only too early. Ask again after a while, without counting it as a
 * try.
 */
public final class NotYet extends RuntimeException {

    private static final Duration PAUSED = Duration.ofMinutes(1);

    private final Duration retryIn;

    public NotYet(String message, Duration retryIn) {
        super(message);
        this.retryIn = retryIn;
    }

    public Duration retryIn() {
        return this.retryIn;
    }

    /** Nothing is done through an integration that somebody or something stopped. */
    static void unlessUsable(Integration integration) {
        if (!integration.usable()) {
            throw new NotYet(
                    integration.label() + " is "
                            + integration.pause().map((pause) -> "paused: " + pause.reason()).orElse("stopped"),
                    PAUSED);
        }
    }

}
