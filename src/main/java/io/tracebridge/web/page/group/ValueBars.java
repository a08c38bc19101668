package io.tracebridge.web.page.group;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How often which value was seen.
 *
 * @param shown attributes by name
 * @param hidden how many more there are
 */
record ValueBars(List<Attribute> shown, int hidden, String filter) {

    /** Attributes that are shown unasked. */
    private static final int FIRST_ATTRIBUTES = 12;

    private static final int FIRST_VALUES = 5;

    /**
     * @param counts attribute to value to count
     * @param filter part of the names wanted; empty for the first few of all
     */
    static ValueBars of(Map<String, Map<String, Long>> counts, String filter) {
        var wanted = filter.strip().toLowerCase(Locale.ROOT);
        var matching = counts.entrySet()
            .stream()
            .filter((one) -> !one.getValue().isEmpty() && one.getKey().toLowerCase(Locale.ROOT).contains(wanted))
            .sorted(Map.Entry.comparingByKey())
            .toList();
        var shown = matching.stream()
            .limit(wanted.isEmpty() ? FIRST_ATTRIBUTES : Integer.MAX_VALUE)
            .map((one) -> attribute(one.getKey(), one.getValue(), FIRST_VALUES))
            .toList();
        return new ValueBars(shown, matching.size() - shown.size(), filter);
    }

    /** All values that are kept. */
    static Attribute attribute(String name, Map<String, Long> counts) {
        return attribute(name, counts, Integer.MAX_VALUE);
    }

    private static Attribute attribute(String name, Map<String, Long> counts, int limit) {
        var total = counts.values().stream().mapToLong(Long::longValue).sum();
        var bars = counts.entrySet()
            .stream()
            .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
            .limit(limit)
            .map((one) -> new Bar(one.getKey(), one.getValue(), Math.round(one.getValue() * 100.0 / total)))
            .toList();
        return new Attribute(name, bars, counts.size() - bars.size());
    }

    /**
     * @param more values that are not among the bars
     */
    record Attribute(String name, List<Bar> bars, int more) {
    }

    /**
     * @param percent of all counts of the attribute
     */
    record Bar(String value, long count, long percent) {
    }

}
