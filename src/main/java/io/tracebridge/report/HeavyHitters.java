package io.tracebridge.report;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How often each attribute of a group had which value, in bounded space: the Space-Saving
 * algorithm of Metwally, Agrawal and El Abbadi, one summary per attribute.
 * <p>
 * Counts are exact as long as an attribute has at most {@link #MAX_VALUES} different
 * values. Beyond, every value that makes up more than one in {@code MAX_VALUES} of what
 * was added is present, and no count is too low nor too high by more than that share. Not
 * thread-safe.
 */
public final class HeavyHitters {

    /** Different values kept per attribute. */
    public static final int MAX_VALUES = 64;

    /** Attributes kept; further ones are not counted. */
    public static final int MAX_ATTRIBUTES = 512;

    /** Code points; longer values are counted under their beginning. */
    public static final int MAX_VALUE_LENGTH = 512;

    /** The less frequent one first; among equals the order of the texts, reversed. */
    private static final Comparator<Map.Entry<String, Long>> RANK = Map.Entry.<String, Long>comparingByValue()
        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder()));

    private final Map<String, Map<String, Long>> counts = new HashMap<>();

    public HeavyHitters() {
    }

    /**
     * @param counts attribute to value to count, as {@link #counts()} gave them
     */
    public HeavyHitters(Map<String, Map<String, Long>> counts) {
        counts.forEach((attribute, values) -> this.counts.put(attribute, new HashMap<>(values)));
    }

    /**
     * Counts a value.
     * @param times how often it was seen, at least 1
     */
    public void add(String attribute, String value, long times) {
        if (times < 1) {
            throw new IllegalArgumentException("a value is seen at least once, not " + times + " times");
        }
        Map<String, Long> values = this.counts.get(attribute);
        if (values == null) {
            if (this.counts.size() == MAX_ATTRIBUTES) {
                return;
            }
            values = new HashMap<>();
            this.counts.put(attribute, values);
        }
        add(values, Text.cut(value, MAX_VALUE_LENGTH), times);
    }

    private static void add(Map<String, Long> values, String value, long times) {
        long before = values.getOrDefault(value, 0L);
        if (before == 0 && values.size() >= MAX_VALUES) {
            // The newcomer inherits the count of the value it replaces: it may have been
            // that
            // frequent before it was last forgotten.
            Map.Entry<String, Long> least = Map.Entry.copyOf(Collections.min(values.entrySet(), RANK));
            values.remove(least.getKey());
            before = least.getValue();
        }
        values.put(value, saturatedSum(before, times));
    }

    /**
     * The counts of several groups in one, each attribute cut to its most frequent
     * values.
     * @param groups attribute to value to count, as {@link #counts()} gave them
     */
    public static Map<String, Map<String, Long>> sum(Collection<Map<String, Map<String, Long>>> groups) {
        var sums = new HashMap<String, Map<String, Long>>();
        groups.forEach((group) -> group.forEach((attribute, values) -> {
            var sum = sums.computeIfAbsent(attribute, (first) -> new HashMap<>());
            values.forEach((value, count) -> sum.merge(value, count, HeavyHitters::saturatedSum));
        }));
        sums.replaceAll((attribute, values) -> values.entrySet()
            .stream()
            .sorted(RANK.reversed())
            .limit(MAX_VALUES)
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        return sums;
    }

    /** Senders may claim that one report stands for any number. */
    private static long saturatedSum(long count, long times) {
        return (count > Long.MAX_VALUE - times) ? Long.MAX_VALUE : count + times;
    }

    /** The most frequent value; among equals the first in the order of the texts. */
    public Optional<String> top(String attribute) {
        return this.counts.getOrDefault(attribute, Map.of()).entrySet().stream().max(RANK).map(Map.Entry::getKey);
    }

    /** How many values of all attributes there are; never becomes less. */
    public int size() {
        return this.counts.values().stream().mapToInt(Map::size).sum();
    }

    /** Attribute to value to count; a view that cannot be changed. */
    public Map<String, Map<String, Long>> counts() {
        var view = new HashMap<String, Map<String, Long>>();
        this.counts.forEach((attribute, values) -> view.put(attribute, Collections.unmodifiableMap(values)));
        return Collections.unmodifiableMap(view);
    }

}
