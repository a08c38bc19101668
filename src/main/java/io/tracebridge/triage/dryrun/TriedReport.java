package io.tracebridge.triage.dryrun;

import java.time.Instant;

import io.tracebridge.rules.Decision;
import io.tracebridge.rules.Rule;

/**
 * What would become of one stored report.
 *
 * @param fingerprint of the group that people see
 * @param rule the one that wins; null when no submit or filter rule matches
 * @param fires whether the automation would have asked the rules at all
 * @param firesAt when; null if it would not
 * @param reason why it fires or does not, in words
 * @param createsIssue whether an issue would have been made for it, and not by an earlier
 * report already
 * @param issue null when the rules filter
 */
public record TriedReport(long report, String fingerprint, Instant occurredAt, Instant receivedAt, Decision decision,
        Rule rule, boolean fires, Instant firesAt, String reason, boolean createsIssue, IssuePreview issue) {
}
