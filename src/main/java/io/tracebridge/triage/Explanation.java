package io.tracebridge.triage;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonValue;
import io.tracebridge.integration.Automation;
import io.tracebridge.integration.Integration;
import io.tracebridge.rules.Decision.TraceEntry;

/**
 * Why a group has no issue at an integration, or that it has one: in one sentence, from
 * facts alone.
 */
public record Explanation(Standing standing, String sentence) {

    public static Explanation of(Facts facts) {
        if (facts.mergedInto().isPresent()) {
            return new Explanation(Standing.MERGED, "The group is merged into " + facts.mergedInto().get()
                    + ", where its reports count and its issues are made.");
        }
        return facts.issue()
            .filter(Issue::stands)
            .map((issue) -> of(issue, facts))
            .or(() -> facts.decision().filter(Decided::submitted).map((decision) -> submitted(decision, facts)))
            .or(() -> facts.issue().map((issue) -> of(issue, facts)))
            .orElseGet(() -> withoutIssue(facts));
    }

    private static Explanation of(Issue issue, Facts facts) {
        return switch (issue.state()) {
            case "linked" -> new Explanation(Standing.LINKED, "Issue " + issue.key() + " is linked.");
            case "reserved" -> facts.obstacle()
                .map((why) -> new Explanation(Standing.WAITING, "An issue is wanted and waits: " + why + "."))
                .orElse(new Explanation(Standing.IN_FLIGHT, "An issue is being made."));
            case "rejected" -> new Explanation(Standing.REJECTED, "The tracker refused the issue (\"" + issue.refusal()
                    + "\"), and it waits in the task list for somebody to correct it.");
            case "given-up" -> new Explanation(Standing.GIVEN_UP,
                    "The tracker refused the issue and somebody gave up on it, so no rule tries again.");
            case "superseded" -> new Explanation(Standing.UNLINKED,
                    "Issue " + issue.key() + " stays closed, and the issue that took its place is linked no more.");
            case "gone" -> new Explanation(Standing.GONE, "Issue " + issue.key()
                    + " is gone from the tracker: link another in its place, or have it made again.");
            default -> new Explanation(Standing.UNLINKED, "Issue " + issue.key() + " was unlinked.");
        };
    }

    private static Explanation submitted(Decided decision, Facts facts) {
        var submitted = "Report " + decision.report() + " was submitted by " + by(decision);
        return facts.obstacle()
            .map((why) -> new Explanation(Standing.WAITING, submitted + ", and its issue waits: " + why + "."))
            .orElseGet(() -> new Explanation(Standing.IN_FLIGHT, submitted + ", and its issue is being made."));
    }

    private static Explanation withoutIssue(Facts facts) {
        if (facts.state() == Integration.State.DISABLED) {
            return new Explanation(Standing.DISABLED, "The integration is disabled and looks at no report.");
        }
        if (!facts.automation().enabled()) {
            return new Explanation(Standing.AUTOMATION_OFF, "Its automation is off: issues are made by hand only.");
        }
        return facts.decision()
            .map((decision) -> filtered(decision, facts))
            .or(() -> facts.obstacle()
                .map((why) -> new Explanation(Standing.WAITING,
                        "No report was decided yet, and an issue would wait: " + why + ".")))
            .orElseGet(() -> undecided(facts));
    }

    private static Explanation filtered(Decided decision, Facts facts) {
        var next = (facts.trigger().held() > 0) ? "; another combination of values waits, " + reached(facts) : "";
        return new Explanation(Standing.FILTERED,
                "Report " + decision.report() + " was filtered by " + by(decision) + next + ".");
    }

    private static Explanation undecided(Facts facts) {
        var trigger = facts.trigger();
        if (trigger.pending() > 0 && trigger.pending() < facts.automation().threshold()) {
            return new Explanation(Standing.BELOW_THRESHOLD,
                    "The automation fires after more reports than came: " + reached(facts) + ".");
        }
        if (trigger.lastFiring() != null && trigger.lastFiring().isAfter(facts.now())) {
            return new Explanation(Standing.HELD_BY_FREQUENCY, "A report goes to the rules at " + trigger.lastFiring()
                    + ", since the automation fires only every " + facts.automation().frequencySeconds() + " seconds.");
        }
        if (trigger.fired()) {
            return new Explanation(Standing.UNDECIDED, "A report is on its way to the rules and not decided yet.");
        }
        return new Explanation(Standing.NO_REPORT,
                "No report of the group was put to the rules since the automation was switched on.");
    }

    private static String reached(Facts facts) {
        return facts.trigger().pending() + " of " + facts.automation().threshold() + " are reached";
    }

    private static String by(Decided decision) {
        return decision.winner()
            .map((rule) -> "rule " + rule.rule() + " (" + words(rule) + ")")
            .orElse("default, as no submit or filter rule matched");
    }

    /** A rule as people say it: {@code filter if buildType matches "nightly"}. */
    public static String words(TraceEntry rule) {
        var who = "*".equals(rule.attribute()) ? "any attribute" : rule.attribute();
        return rule.action().name().toLowerCase(Locale.ROOT) + " if " + who + " matches \"" + rule.regex() + "\"";
    }

    /** Spelt as in {@code below-threshold}. */
    public enum Standing {

        LINKED, IN_FLIGHT, WAITING, REJECTED, GIVEN_UP, GONE, UNLINKED, DISABLED, AUTOMATION_OFF, FILTERED,
        BELOW_THRESHOLD, HELD_BY_FREQUENCY, UNDECIDED, NO_REPORT, MERGED;

        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

    }

    /**
     * What is known of one group at one integration.
     *
     * @param paused why the program stopped using it
     * @param mergedInto fingerprint of the group that stands for this one
     * @param issue the one that says most
     * @param decision the last to submit, else the last; older than an issue that was
     * unlinked they count no more
     */
    record Facts(Integration.State state, Optional<String> paused, Automation automation, Optional<String> mergedInto,
            Optional<Issue> issue, Optional<Decided> decision, Trigger trigger, Instant now) {

        /** What keeps the program from calling the tracker. */
        Optional<String> obstacle() {
            return switch (this.state) {
                case DISABLED -> Optional.of("the integration is disabled");
                case STOPPED -> Optional.of("the integration is stopped");
                case ENABLED -> this.paused.map((reason) -> "the integration is paused (" + reason + ")");
            };
        }

    }

    /**
     * @param state of the link
     * @param key null before there was an issue
     * @param refusal the tracker's words; null for none
     */
    record Issue(String state, String key, String refusal) {

        boolean stands() {
            return !this.state.equals("unlinked") && !this.state.equals("gone");
        }

    }

    record Decided(long report, boolean submitted, Optional<TraceEntry> winner) {
    }

    /**
     * What the automation remembers of the group.
     *
     * @param pending reports since the last firing; counted below a threshold only
     * @param held combinations of values that wait for the threshold
     * @param lastFiring in the future while a report waits for it; null for none
     * @param fired whether it ever was
     */
    record Trigger(long pending, long held, Instant lastFiring, boolean fired) {
    }

}
