package io.tracebridge.workflow;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Full jitter under a growing ceiling: jobs that failed together do not come back
 * together.
 */
final class RetryBackoff {

    /** Retries of every service task: the first try and one after each ceiling. */
    static final int RETRIES = 6;

    private static final List<Duration> CEILINGS = List.of(Duration.ofSeconds(5), Duration.ofSeconds(20),
            Duration.ofSeconds(80), Duration.ofMinutes(5), Duration.ofMinutes(15));

    private RetryBackoff() {
    }

    /**
     * @param retries those left, the failed try included
     */
    static Duration afterTry(int retries, RandomGenerator random) {
        var step = Math.clamp(RETRIES - retries, 0, CEILINGS.size() - 1);
        return below(CEILINGS.get(step), random);
    }

    /** Somewhere below a ceiling that doubles from {@code first} up to {@code last}. */
    static Duration doubling(Duration first, Duration last, int failures, RandomGenerator random) {
        var doublings = Math.clamp(failures - 1, 0, 30);
        var ceiling = Math.min(first.toMillis() << doublings, last.toMillis());
        return below(Duration.ofMillis(ceiling), random);
    }

    private static Duration below(Duration ceiling, RandomGenerator random) {
        return Duration.ofMillis(random.nextLong(ceiling.toMillis()) + 1);
    }

}
