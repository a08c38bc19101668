package io.tracebridge.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class HeavyHittersTest {

    private final HeavyHitters values = new HeavyHitters();

    @Test
    void countsEachAttributeByItself() {
        this.values.add("component", "cart", 2);
        this.values.add("component", "checkout", 1);
        this.values.add("version", "1.2", 1);
        this.values.add("component", "cart", 1);

        assertThat(this.values.counts())
            .isEqualTo(Map.of("component", Map.of("cart", 3L, "checkout", 1L), "version", Map.of("1.2", 1L)));
        assertThat(this.values.top("component")).contains("cart");
        assertThat(this.values.top("hostname")).isEmpty();
    }

    @Test
    void amongEquallyFrequentValuesTheFirstByTextIsOnTop() {
        List.of("b", "c", "a").forEach((value) -> this.values.add("x", value, 5));

        assertThat(this.values.top("x")).contains("a");
    }

    @Test
    void goesOnFromStoredCounts() {
        this.values.add("x", "a", 2);

        var resumed = new HeavyHitters(this.values.counts());
        resumed.add("x", "a", 1);

        assertThat(resumed.counts()).isEqualTo(Map.of("x", Map.of("a", 3L)));
        assertThat(this.values.counts()).isEqualTo(Map.of("x", Map.of("a", 2L)));
    }

    @Test
    void aValueBeyondTheLimitReplacesTheLeastFrequentAndInheritsItsCount() {
        for (int i = 0; i < HeavyHitters.MAX_VALUES; i++) {
            this.values.add("x", "v" + (100 + i), 10 + i);
        }

        this.values.add("x", "new", 1);

        assertThat(this.values.counts().get("x")).hasSize(HeavyHitters.MAX_VALUES)
            .containsEntry("new", 11L)
            .doesNotContainKey("v100");
    }

    @Test
    void longValuesAreCountedUnderTheirBeginning() {
        String character = "\uD83D\uDE00";

        this.values.add("x", character.repeat(HeavyHitters.MAX_VALUE_LENGTH) + "a", 1);
        this.values.add("x", character.repeat(HeavyHitters.MAX_VALUE_LENGTH) + "b", 1);

        assertThat(this.values.counts().get("x"))
            .isEqualTo(Map.of(character.repeat(HeavyHitters.MAX_VALUE_LENGTH), 2L));
    }

    @Test
    void attributesAreBounded() {
        for (int i = 0; i <= HeavyHitters.MAX_ATTRIBUTES; i++) {
            this.values.add("a" + i, "x", 1);
        }
        this.values.add("a0", "x", 1);

        assertThat(this.values.counts()).hasSize(HeavyHitters.MAX_ATTRIBUTES).containsEntry("a0", Map.of("x", 2L));
    }

    @Test
    void aClaimedMultitudeDoesNotOverflow() {
        this.values.add("x", "a", Long.MAX_VALUE);
        this.values.add("x", "a", Long.MAX_VALUE);
        this.values.add("x", "b", 1);

        assertThat(this.values.top("x")).contains("a");
        assertThatIllegalArgumentException().isThrownBy(() -> this.values.add("x", "a", 0));
    }

    @Property(tries = 200)
    void countsAreExactWhileTheValuesFit(
            @ForAll @Size(max = 500) List<@IntRange(max = HeavyHitters.MAX_VALUES - 1) Integer> stream) {
        var values = new HeavyHitters();
        stream.forEach((value) -> values.add("x", "v" + value, 1));

        assertThat(values.counts().getOrDefault("x", Map.of())).isEqualTo(frequencies(stream));
        values.top("x")
            .ifPresent((top) -> assertThat(frequencies(stream).values())
                .allMatch((count) -> count <= frequencies(stream).get(top)));
    }

    @Property(tries = 200)
    void everyFrequentValueIsPresentAndNoCountIsTooLowNorTooHighByMoreThanItsShare(
            @ForAll("skewedStreams") List<Integer> stream) {
        var values = new HeavyHitters();
        stream.forEach((value) -> values.add("x", "v" + value, 1));

        var exact = frequencies(stream);
        var counted = values.counts().getOrDefault("x", Map.of());
        long share = stream.size() / HeavyHitters.MAX_VALUES;
        assertThat(counted).hasSizeLessThanOrEqualTo(HeavyHitters.MAX_VALUES);
        exact.forEach((value, frequency) -> {
            if (frequency > share) {
                assertThat(counted).containsKey(value);
            }
        });
        counted.forEach((value, count) -> assertThat(count - exact.getOrDefault(value, 0L)).isBetween(0L, share));
    }

    @Property(tries = 20)
    void theSameStreamGivesTheSameCounts(@ForAll("skewedStreams") List<Integer> stream) {
        var values = new HeavyHitters();
        var other = new HeavyHitters();
        for (Integer value : stream) {
            values.add("x", "v" + value, 1);
            other = new HeavyHitters(other.counts());
            other.add("x", "v" + value, 1);
        }

        assertThat(other.counts()).isEqualTo(values.counts());
    }

    @Provide
    Arbitrary<List<Integer>> skewedStreams() {
        return Arbitraries
            .frequencyOf(net.jqwik.api.Tuple.of(3, Arbitraries.integers().between(0, 5)),
                    net.jqwik.api.Tuple.of(7, Arbitraries.integers().between(0, 400)))
            .list()
            .ofMinSize(200)
            .ofMaxSize(1500);
    }

    private static Map<String, Long> frequencies(List<Integer> stream) {
        var result = new HashMap<String, Long>();
        stream.forEach((value) -> result.merge("v" + value, 1L, Long::sum));
        return result;
    }

}
