package io.tracebridge.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.tracebridge.rules.TriggerPolicy.Candidate;
import io.tracebridge.rules.TriggerPolicy.Firing;
import io.tracebridge.rules.TriggerPolicy.Memory;
import io.tracebridge.rules.TriggerPolicy.Wants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TriggerPolicyTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /**
     * Reports are {@code second combination[*weight]}, numbered from 1 as they stand;
     * firings are {@code report@second}.
     */
    @ParameterizedTest(name = "{0}: {4} -> {5}")
    @CsvSource(delimiter = '|', nullValues = "none",
            textBlock = """
                    every report                              | EVERY_REPORT |  0 | 0 | 0 a, 0 a, 5 b           | 1@0 2@0 3@5
                    threshold 1 is the same as 0              | EVERY_REPORT |  0 | 1 | 0 a, 1 a                | 1@0 2@1
                    every third report                        | EVERY_REPORT |  0 | 3 | 0 a, 1 a, 2 a, 3 a, 4 a, 5 a | 3@2 6@5
                    a report that stands for many counts so   | EVERY_REPORT |  0 | 3 | 0 a, 1 a*5, 2 a, 3 a, 4 a | 2@1 5@4
                    at most one in ten seconds                | EVERY_REPORT | 10 | 0 | 0 a, 9 a, 10 a, 12 a, 20 a | 1@0 3@10 5@20
                    skipped reports count to the threshold    | EVERY_REPORT | 10 | 2 | 0 a, 1 a, 2 a, 3 a, 11 a, 12 a | 2@1 5@11
                    the first of a group                      | NEW_COMBINATIONS |  0 | 0 | 0 a, 1 a, 2 a           | 1@0
                    the first of each combination             | NEW_COMBINATIONS |  0 | 0 | 0 a, 1 a, 2 b, 3 a, 4 c | 1@0 3@2 5@4
                    a new combination waits for the window    | NEW_COMBINATIONS | 10 | 0 | 0 a, 3 b                | 1@0 2@10
                    further ones join the firing that waits   | NEW_COMBINATIONS | 10 | 0 | 0 a, 3 b, 4 c, 9 d      | 1@0 2@10 3@10 4@10
                    the window runs from the firing that waited | NEW_COMBINATIONS | 10 | 0 | 0 a, 3 b, 12 c, 31 d  | 1@0 2@10 3@20 4@31
                    nothing below the threshold               | NEW_COMBINATIONS |  0 | 3 | 0 a, 1 b                | none
                    at the threshold all that was held back   | NEW_COMBINATIONS |  0 | 3 | 0 a, 1 b, 2 a           | 1@2 2@2
                    then the threshold counts anew            | NEW_COMBINATIONS |  0 | 3 | 0 a, 1 a, 2 a, 3 b, 4 a, 5 a | 1@2 4@5
                    a late combination finds the threshold met | NEW_COMBINATIONS | 0 | 2 | 0 a, 1 a, 2 a, 3 a, 4 b | 1@1 5@4
                    a report that stands for many reaches it  | NEW_COMBINATIONS |  0 | 3 | 0 a*3                   | 1@0
                    threshold and window together             | NEW_COMBINATIONS | 10 | 2 | 0 a, 1 a, 2 b, 3 b      | 1@1 3@11
                    """)
    void fires(String name, Wants wants, long frequency, long threshold, String reports, String firings) {
        var policy = new TriggerPolicy(wants, Duration.ofSeconds(frequency), Math.max(1, threshold));
        var candidates = candidates(reports);

        assertThat(policy.offer(Memory.NONE, candidates).firings()).as("all in one batch")
            .containsExactlyInAnyOrderElementsOf(firings(firings));
        assertThat(oneByOne(policy, candidates)).as("one batch each")
            .containsExactlyInAnyOrderElementsOf(firings(firings));
    }

    @Test
    void looksAtNoMoreThanABoundedNumberOfCombinations() {
        var policy = new TriggerPolicy(Wants.NEW_COMBINATIONS, Duration.ZERO, 1);
        var all = IntStream.range(0, TriggerPolicy.MAX_COMBINATIONS + 50)
            .mapToObj((n) -> new Candidate(n, START, 1, "combination " + n))
            .toList();

        assertThat(policy.offer(Memory.NONE, all).firings()).hasSize(TriggerPolicy.MAX_COMBINATIONS);
        assertThat(oneByOne(policy, all)).hasSize(TriggerPolicy.MAX_COMBINATIONS);
    }

    @Test
    void remembersNothingThatItDoesNotNeed() {
        var every = new TriggerPolicy(Wants.EVERY_REPORT, Duration.ZERO, 1);
        var first = new TriggerPolicy(Wants.NEW_COMBINATIONS, Duration.ZERO, 1);
        var seen = first.offer(Memory.NONE, candidates("0 a")).memory();

        assertThat(every.needsMemory()).isFalse();
        assertThat(every.offer(Memory.NONE, candidates("0 a, 1 b")).memory()).isEqualTo(Memory.NONE);
        assertThat(first.offer(seen, candidates("1 a, 2 a")).memory()).isEqualTo(seen);
    }

    private static List<Firing> oneByOne(TriggerPolicy policy, List<Candidate> candidates) {
        var memory = Memory.NONE;
        var firings = new ArrayList<Firing>();
        for (var candidate : candidates) {
            var outcome = policy.offer(memory, List.of(candidate));
            memory = outcome.memory();
            firings.addAll(outcome.firings());
        }
        return firings;
    }

    private static List<Candidate> candidates(String reports) {
        var each = reports.split(", ");
        return IntStream.range(0, each.length).mapToObj((n) -> {
            var parts = each[n].split("[ *]");
            return new Candidate(n + 1, START.plusSeconds(Long.parseLong(parts[0])),
                    (parts.length > 2) ? Long.parseLong(parts[2]) : 1, parts[1]);
        }).toList();
    }

    private static List<Firing> firings(String firings) {
        return ((firings != null) ? Arrays.stream(firings.split(" ")) : Stream.<String>empty())
            .map((firing) -> firing.split("@"))
            .map((parts) -> new Firing(Long.parseLong(parts[0]), START.plusSeconds(Long.parseLong(parts[1]))))
            .toList();
    }

}
