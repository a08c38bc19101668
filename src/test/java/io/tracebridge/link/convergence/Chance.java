package io.tracebridge.link.convergence;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Choices that a seed repeats. */
final class Chance {

    private final Random random;

    Chance(long seed) {
        this.random = new Random(seed);
    }

    boolean percent(int often) {
        return this.random.nextInt(100) < often;
    }

    int between(int least, int most) {
        return least + this.random.nextInt(most - least + 1);
    }

    Duration seconds(int least, int most) {
        return Duration.ofSeconds(between(least, most));
    }

    @SafeVarargs
    final <T> T of(T... values) {
        return of(List.of(values));
    }

    <T> T of(List<T> values) {
        return values.get(this.random.nextInt(values.size()));
    }

}
