package io.tracebridge.triage;

import java.time.Instant;
import java.util.Map;

/**
 * As much of a stored report as rules need.
 *
 * @param groupId of the report's own group, which may be merged into another
 * @param rootId of the group that people see
 */
public record StoredReport(long id, long projectId, long groupId, long rootId, String fingerprint, Instant occurredAt,
        Instant receivedAt, Map<String, String> attributes) {
}
