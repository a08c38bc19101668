package io.tracebridge.tracker;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * A tracker's answer that several calls in a row need, read when first wanted and again
 * after a minute. Safe for use by many threads; two may read at once.
 */
public final class Remembered<T> {

    private static final Duration KEPT = Duration.ofMinutes(1);

    private final Supplier<T> reader;

    private final Clock clock;

    private final AtomicReference<Kept<T>> kept = new AtomicReference<>();

    /**
     * @param reader may throw, which is not remembered
     */
    public Remembered(Supplier<T> reader, Clock clock) {
        this.reader = reader;
        this.clock = clock;
    }

    public T get() {
        var known = this.kept.get();
        if (known != null && known.until().isAfter(this.clock.instant())) {
            return known.value();
        }
        var read = this.reader.get();
        this.kept.set(new Kept<>(read, this.clock.instant().plus(KEPT)));
        return read;
    }

    /** After a refusal, so that what an admin corrects in the tracker counts at once. */
    public void forget() {
        this.kept.set(null);
    }

    private record Kept<T>(T value, Instant until) {
    }

}
