package io.tracebridge.web.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tracebridge.link.IssueRequest;
import io.tracebridge.link.IssueRequests;
import io.tracebridge.rules.Decision;
import io.tracebridge.triage.Activities;
import io.tracebridge.triage.Decisions;
import io.tracebridge.triage.GroupQueries;
import org.springframework.stereotype.Component;

/** One group whole, as several calls answer it. */
@Component
class GroupDetails {

    private final GroupQueries groups;

    private final IssueRequests requests;

    GroupDetails(GroupQueries groups, IssueRequests requests) {
        this.groups = groups;
        this.requests = requests;
    }

    Answer get(long projectId, String fingerprint) {
        return this.groups.find(projectId, fingerprint)
            .map((detail) -> Answer.of(detail, open(this.requests.list(projectId, fingerprint))))
            .orElseThrow(() -> NotFoundException.group(fingerprint));
    }

    private static List<IssueRequestAnswer> open(List<IssueRequest> requests) {
        return requests.stream().filter(IssueRequest::open).map(IssueRequestAnswer::of).toList();
    }

    /**
     * @param id as processes name the group in {@code groupId}
     * @param until conditions that reopen the group; null for none
     * @param violated the condition that reopened it last; null if it never was
     * @param mergedInto the group that stands for this one; null for none
     * @param members groups that this one stands for
     * @param requests issues that somebody wants and whose details are awaited
     */
    record Answer(long id, String fingerprint, String state,
            @JsonRawValue @Schema(implementation = Object[].class) String until, String assignee, List<String> tags,
            List<String> classifiers, List<String> frames, long reports, Instant firstSeen, Instant lastSeen,
            int reopenCount, Instant reopenedAt, @JsonRawValue @Schema(implementation = Object.class) String violated,
            String mergedInto, List<GroupQueries.Member> members, Map<String, Map<String, Long>> attributes,
            List<LinkAnswer> links, List<DecisionAnswer> decisions, List<Activities.Activity> activity,
            List<IssueRequestAnswer> requests) {

        static Answer of(GroupQueries.Detail detail, List<IssueRequestAnswer> requests) {
            var row = detail.group();
            var reopenings = row.reopenings();
            return new Answer(row.id(), row.fingerprint(), row.state().id(), reopenings.until(), row.assignee(),
                    row.tags(), row.classifiers(), row.frames(), row.reports(), row.firstSeen(), row.lastSeen(),
                    reopenings.count(), reopenings.lastAt(), reopenings.violated(), detail.mergedInto(),
                    detail.members(), detail.values(), detail.links().stream().map(LinkAnswer::of).toList(),
                    detail.decisions().stream().map(DecisionAnswer::of).toList(), detail.activity(), requests);
        }

    }

    /**
     * @param winningRule position in the trace, counted from 1; null when no submit or
     * filter rule matched
     */
    record DecisionAnswer(long id, long report, String integration, String outcome, Integer winningRule,
            List<Decision.TraceEntry> trace, List<String> mentions, Instant decidedAt) {

        static DecisionAnswer of(Decisions.Stored decision) {
            return new DecisionAnswer(decision.id(), decision.reportId(), decision.integration(),
                    decision.submit() ? "submit" : "filter", decision.winningRule(), decision.trace(),
                    decision.mentions(), decision.decidedAt());
        }

    }

}
