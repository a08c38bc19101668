package io.tracebridge.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which reports of a group an automation fires for, and when. A firing is a moment;
 * several held-back reports may go out at one moment.
 *
 * @param frequency least time between two firings; zero for no limit
 * @param threshold a firing needs so many reports since the last one; 1 for each
 */
public record TriggerPolicy(Wants wants, Duration frequency, long threshold) {

    /**
     * Beyond so many combinations of values in one group nothing new is learned from
     * another one; it bounds what rules on free text or ids may cost.
     */
    public static final int MAX_COMBINATIONS = 100;

    public enum Wants {

        /**
         * Every report is a candidate. Inside the frequency's window candidates only
         * aggregate.
         */
        EVERY_REPORT,

        /**
         * The first report of each combination of values of the attributes that the rules
         * look at is a candidate. It is never lost: below the threshold it is held back
         * until enough have aggregated, inside the frequency's window its firing moves to
         * the window's end.
         */
        NEW_COMBINATIONS

    }

    /** Without memory every report fires at once. */
    public boolean needsMemory() {
        return this.wants == Wants.NEW_COMBINATIONS || thins();
    }

    private boolean thins() {
        return this.threshold > 1 || !this.frequency.isZero();
    }

    /**
     * Looks at the new reports of one group.
     * @param candidates in the order of their arrival
     */
    public Outcome offer(Memory memory, List<Candidate> candidates) {
        var state = new Running(memory);
        for (var candidate : candidates) {
            if (this.threshold > 1) {
                // More than the threshold tells nothing and would cost a write each time.
                state.pending = Math.min(this.threshold, state.pending + candidate.weight());
            }
            if (this.wants == Wants.EVERY_REPORT) {
                offerReport(state, candidate);
            }
            else {
                offerCombination(state, candidate);
            }
        }
        return state.outcome();
    }

    private void offerReport(Running state, Candidate candidate) {
        var windowOver = !nextFiring(state, candidate.receivedAt()).isAfter(candidate.receivedAt());
        if (aggregated(state) && windowOver) {
            fire(state, List.of(candidate.reportId()), candidate.receivedAt());
        }
    }

    private void offerCombination(Running state, Candidate candidate) {
        var combination = candidate.combination();
        if (!state.fired.contains(combination) && !state.heldBack.containsKey(combination)
                && state.fired.size() + state.heldBack.size() < MAX_COMBINATIONS) {
            state.heldBack.put(combination, candidate.reportId());
        }
        if (!state.heldBack.isEmpty() && aggregated(state)) {
            var moment = nextFiring(state, candidate.receivedAt());
            fire(state, List.copyOf(state.heldBack.values()), moment);
            state.fired.addAll(state.heldBack.keySet());
            state.heldBack.clear();
        }
    }

    private boolean aggregated(Running state) {
        return this.threshold <= 1 || state.pending >= this.threshold;
    }

    /**
     * The earliest moment for a firing decided now: now, or the end of the window, or the
     * firing that already waits for the end of the window.
     */
    private Instant nextFiring(Running state, Instant now) {
        if (this.frequency.isZero() || state.lastFiring == null) {
            return now;
        }
        if (now.isBefore(state.lastFiring)) {
            return state.lastFiring;
        }
        var windowEnd = state.lastFiring.plus(this.frequency);
        return now.isBefore(windowEnd) ? windowEnd : now;
    }

    private void fire(Running state, List<Long> reportIds, Instant moment) {
        reportIds.forEach((id) -> state.firings.add(new Firing(id, moment)));
        state.pending = 0;
        state.lastFiring = thins() ? moment : null;
    }

    /**
     * A new report.
     *
     * @param weight how many errors it stands for
     * @param combination digest of the values that the rules look at
     */
    public record Candidate(long reportId, Instant receivedAt, long weight, String combination) {
    }

    /**
     * What one automation knows of one group.
     *
     * @param lastFiring null before the first; in the future while a firing waits
     * @param pending errors since the last firing, at most the threshold
     * @param fired combinations that fired
     * @param heldBack combinations that wait for the threshold, with their first report
     */
    public record Memory(Instant lastFiring, long pending, Set<String> fired, Map<String, Long> heldBack) {

        public static final Memory NONE = new Memory(null, 0, Set.of(), Map.of());

    }

    /** This report goes to the rules, not before that moment. */
    public record Firing(long reportId, Instant at) {
    }

    public record Outcome(Memory memory, List<Firing> firings) {
    }

    private static final class Running {

        private Instant lastFiring;

        private long pending;

        private final Set<String> fired;

        private final Map<String, Long> heldBack;

        private final List<Firing> firings = new ArrayList<>();

        Running(Memory memory) {
            this.lastFiring = memory.lastFiring();
            this.pending = memory.pending();
            this.fired = new LinkedHashSet<>(memory.fired());
            this.heldBack = new LinkedHashMap<>(memory.heldBack());
        }

        Outcome outcome() {
            return new Outcome(new Memory(this.lastFiring, this.pending, this.fired, this.heldBack), this.firings);
        }

    }

}
