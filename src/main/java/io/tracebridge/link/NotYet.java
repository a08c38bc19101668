package io.tracebridge.link;

import java.time.Duration;
import java.util.Optional;

import io.tracebridge.integration.Integration;

/**
 * Nothing failed; it is only too early. Ask again after a while, without counting it as a
 * try.
 */
public final class NotYet extends RuntimeException {

    private static final Duration PAUSED = Duration.ofMinutes(1);

    private final Duration retryIn;

    private final transient Optional<Long> stopped;

    public NotYet(String message, Duration retryIn) {
        this(message, retryIn, Optional.empty());
    }

    private NotYet(String message, Duration retryIn, Optional<Long> stopped) {
        super(message);
        this.retryIn = retryIn;
        this.stopped = stopped;
    }

    public Duration retryIn() {
        return this.retryIn;
    }

    /**
     * The integration that somebody has to let go on first; then there is nothing more to
     * wait for.
     */
    public Optional<Long> stopped() {
        return this.stopped;
    }

    /**
     * @param reason why the program has just paused it
     */
    public static NotYet paused(Integration integration, String reason) {
        return stopped(integration, "paused: " + reason);
    }

    /** Nothing is done through an integration that somebody or something stopped. */
    public static void unlessUsable(Integration integration) {
        if (!integration.usable()) {
            throw stopped(integration,
                    integration.pause().map((pause) -> "paused: " + pause.reason()).orElse("stopped"));
        }
    }

    private static NotYet stopped(Integration integration, String how) {
        return new NotYet(integration.label() + " is " + how, PAUSED, Optional.of(integration.id()));
    }

}
