package io.tracebridge.intake;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** Tells a meter about every byte that is read through it; the meter may refuse. */
final class BoundedInputStream extends FilterInputStream {

    private final LongConsumer meter;

    BoundedInputStream(InputStream in, LongConsumer meter) {
        super(in);
        this.meter = meter;
    }

    /**
     * A meter that refuses once more than {@code max} bytes were read, be it through one
     * stream or several.
     */
    static LongConsumer atMost(long max, String refusal) {
        var read = new AtomicLong();
        return (bytes) -> {
            if (read.addAndGet(bytes) > max) {
                throw Refusal.tooLarge(refusal);
            }
        };
    }

    @Override
    public int read() throws IOException {
        var value = super.read();
        if (value >= 0) {
            this.meter.accept(1);
        }
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        var count = super.read(buffer, offset, length);
        if (count > 0) {
            this.meter.accept(count);
        }
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        var skipped = super.skip(count);
        this.meter.accept(skipped);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

}
