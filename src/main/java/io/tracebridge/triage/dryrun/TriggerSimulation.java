package io.tracebridge.triage.dryrun;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.tracebridge.integration.Automation.Event;
import io.tracebridge.integration.Integration;
import io.tracebridge.rules.Combination;
import io.tracebridge.rules.TriggerPolicy;
import io.tracebridge.rules.TriggerPolicy.Candidate;
import io.tracebridge.rules.TriggerPolicy.Firing;
import io.tracebridge.rules.TriggerPolicy.Memory;
import io.tracebridge.triage.StoredReport;

/**
 * Which of a span's reports an automation would have fired for that knew of nothing
 * before, and whose issue would have been made at once. The policy is the intake's own.
 */
final class TriggerSimulation {

    private final Optional<String> off;

    private final Event event;

    private final TriggerPolicy policy;

    private final Combination combination;

    private final TriggerReasons reasons;

    private final Map<Long, Course> groups = new HashMap<>();

    private final Map<Long, Verdict> verdicts = new HashMap<>();

    TriggerSimulation(Integration integration, Combination combination) {
        this.off = off(integration);
        this.event = integration.automation().event();
        this.policy = integration.automation().triggerPolicy();
        this.combination = combination;
        this.reasons = new TriggerReasons(this.policy);
    }

    private static Optional<String> off(Integration integration) {
        if (integration.state() == Integration.State.DISABLED) {
            return Optional.of("the integration is disabled");
        }
        return integration.automation().enabled() ? Optional.empty() : Optional.of("automation is off");
    }

    /**
     * Takes the next report in the order of arrival. May change the verdict on earlier
     * ones: those that were held back.
     * @param submit what the rules say of it
     */
    void offer(StoredReport report, boolean submit) {
        if (this.off.isPresent()) {
            this.verdicts.put(report.id(), Verdict.silent(this.off.get()));
            return;
        }
        var course = this.groups.computeIfAbsent(report.rootId(), (id) -> new Course());
        if (this.event == Event.GROUP && course.hasIssueAt(report.receivedAt())) {
            this.verdicts.put(report.id(), Verdict.silent("the group has its issue already"));
            return;
        }
        // How many errors a report stood for is not stored with it.
        var candidate = new Candidate(report.id(), report.receivedAt(), 1,
                (this.event == Event.GROUP) ? this.combination.digest(report.attributes()) : "");
        var before = course.memory;
        var outcome = this.policy.offer(before, List.of(candidate));
        course.memory = outcome.memory();
        course.submits.put(report.id(), submit);
        this.verdicts.put(report.id(), Verdict.silent(this.reasons.silence(before, outcome.memory(), candidate)));
        outcome.firings().forEach((firing) -> fire(course, firing, before, candidate));
        course.submits.keySet().retainAll(outcome.memory().heldBack().values());
    }

    private void fire(Course course, Firing firing, Memory before, Candidate latest) {
        var creates = course.submits.get(firing.reportId()) && (this.event == Event.TRACE || course.issueAt == null);
        if (creates) {
            course.issueAt = firing.at();
        }
        this.verdicts.put(firing.reportId(),
                new Verdict(true, firing.at(), creates, this.reasons.firing(before, firing, latest)));
    }

    Verdict of(long reportId) {
        return this.verdicts.get(reportId);
    }

    /**
     * @param fires whether the report would have gone to the rules
     * @param at when; null if it would not
     * @param createsIssue whether an issue would have been made for it, and not by an
     * earlier report already
     * @param reason why it fires or does not, in words
     */
    record Verdict(boolean fires, Instant at, boolean createsIssue, String reason) {

        static Verdict silent(String reason) {
            return new Verdict(false, null, false, reason);
        }

    }

    /** What happened to one group so far. */
    private static final class Course {

        private Memory memory = Memory.NONE;

        /** Null until some report's issue would have been made. */
        private Instant issueAt;

        /** What the rules say of the reports that are held back. */
        private final Map<Long, Boolean> submits = new HashMap<>();

        boolean hasIssueAt(Instant moment) {
            return this.issueAt != null && !moment.isBefore(this.issueAt);
        }

    }

}
