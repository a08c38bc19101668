package io.tracebridge.issue;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an issue may say of a group.
 *
 * @param fingerprint 64 hex digits
 * @param frames normalised callstack, innermost first
 * @param values value to count, by attribute: one entry for every attribute the project
 * defines, an empty one where no report carried it. Without the empty ones
 * {@code $application.version} would read as {@code $application} and ".version"
 * @param reports how many the group has
 * @param url the group's page, which every issue links back to
 */
public record GroupSummary(String project, String fingerprint, List<String> classifiers, List<String> frames,
        Map<String, Map<String, Long>> values, long reports, Instant firstSeen, Instant lastSeen, String url) {

    public GroupSummary {
        classifiers = List.copyOf(classifiers);
        frames = List.copyOf(frames);
        values = Map.copyOf(values);
    }

    /**
     * The value most reports carry, blank ones apart; of equally frequent values the
     * first by code unit, so that a retry says the same.
     */
    public Optional<String> mostFrequent(String attribute) {
        return this.values.getOrDefault(attribute, Map.of())
            .entrySet()
            .stream()
            .filter((entry) -> !entry.getKey().isBlank())
            .max(Map.Entry.<String, Long>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
            .map(Map.Entry::getKey);
    }

}
