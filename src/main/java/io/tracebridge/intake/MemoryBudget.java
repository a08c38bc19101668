package io.tracebridge.intake;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds what all bodies being read or waiting for their commit hold together: a small
 * compressed body may become a large one, and there may be many at a time.
 */
final class MemoryBudget {

    private final AtomicLong free;

    private final Duration retryAfter;

    MemoryBudget(long bytes, Duration retryAfter) {
        this.free = new AtomicLong(bytes);
        this.retryAfter = retryAfter;
    }

    /** One request's part; give it back by closing it. Used by one thread. */
    Share open() {
        return new Share();
    }

    long free() {
        return this.free.get();
    }

    final class Share implements AutoCloseable {

        private long taken;

        private Share() {
        }

        /**
         * @throws Refusal overloaded when nothing is left
         */
        void take(long bytes) {
            if (MemoryBudget.this.free.addAndGet(-bytes) < 0) {
                MemoryBudget.this.free.addAndGet(bytes);
                throw Refusal.overloaded("too many large reports at one time, send this one again later",
                        MemoryBudget.this.retryAfter);
            }
            this.taken += bytes;
        }

        @Override
        public void close() {
            MemoryBudget.this.free.addAndGet(this.taken);
            this.taken = 0;
        }

    }

}
