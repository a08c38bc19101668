package io.tracebridge.web.api;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

import io.tracebridge.rules.Decision;
import io.tracebridge.rules.Rule;
import io.tracebridge.triage.dryrun.IssuePreview;
import io.tracebridge.triage.dryrun.TriedReport;

/**
 * One report of a dry run.
 *
 * @param winningRule position in the trace, counted from 1; null when no submit or filter
 * rule matched
 * @param rule the winning one
 * @param firesAt null when it would not have fired
 * @param issue null when the rules filter
 */
record TriedReportAnswer(long report, String fingerprint, Instant occurredAt, Instant receivedAt, String outcome,
        Integer winningRule, Rule rule, List<Decision.TraceEntry> trace, List<String> mentions, boolean fires,
        Instant firesAt, String reason, boolean createsIssue, IssuePreview issue) {

    static TriedReportAnswer of(TriedReport tried) {
        var decision = tried.decision();
        return new TriedReportAnswer(tried.report(), tried.fingerprint(), tried.occurredAt(), tried.receivedAt(),
                decision.outcome().name().toLowerCase(Locale.ROOT), decision.winningRule(), tried.rule(),
                decision.trace(), decision.mentions(), tried.fires(), tried.firesAt(), tried.reason(),
                tried.createsIssue(), tried.issue());
    }

}
