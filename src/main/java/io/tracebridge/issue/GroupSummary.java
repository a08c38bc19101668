package io.tracebridge.issue;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What an issue may say of a group.
 *
 * @param fingerprint 64 hex digits
 * @param frames normalised callstack, innermost first
 * @param values defined attribute to value to count
 * @param url the group's page, which every issue links back to
 */
public record GroupSummary(String project, String fingerprint, List<String> classifiers, List<String> frames,
        Map<String, Map<String, Long>> values, long reports, Instant firstSeen, Instant lastSeen, String url) {
}
