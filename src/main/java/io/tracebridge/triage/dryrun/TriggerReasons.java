package io.tracebridge.triage.dryrun;

import io.tracebridge.rules.TriggerPolicy;
import io.tracebridge.rules.TriggerPolicy.Candidate;
import io.tracebridge.rules.TriggerPolicy.Firing;
import io.tracebridge.rules.TriggerPolicy.Memory;
import io.tracebridge.rules.TriggerPolicy.Wants;

/**
 * Puts into words why a policy fired or did not. Decides nothing: it compares what the
 * policy remembered before and after.
 */
final class TriggerReasons {

    private final TriggerPolicy policy;

    TriggerReasons(TriggerPolicy policy) {
        this.policy = policy;
    }

    String silence(Memory before, Memory after, Candidate report) {
        if (this.policy.wants() == Wants.EVERY_REPORT) {
            return (this.policy.threshold() > 1 && after.pending() < this.policy.threshold())
                    ? "below the threshold " + this.policy.threshold() + ": " + soFar(after.pending())
                    : "less than " + this.policy.frequency().toSeconds() + " seconds after the firing at "
                            + before.lastFiring();
        }
        if (before.fired().contains(report.combination())) {
            return "this combination of values fired already";
        }
        if (before.heldBack().containsKey(report.combination())) {
            return "report " + before.heldBack().get(report.combination())
                    + " with this combination of values is held back already";
        }
        return after.heldBack().containsKey(report.combination())
                ? "held back by the threshold " + this.policy.threshold() + ": " + soFar(after.pending())
                : "the group has shown " + TriggerPolicy.MAX_COMBINATIONS
                        + " other combinations of values already, and no more are told apart";
    }

    /**
     * @param latest the report that let this firing, maybe another's, happen
     */
    String firing(Memory before, Firing firing, Candidate latest) {
        if (firing.reportId() != latest.reportId()) {
            return "held back until report " + latest.reportId() + " met the threshold " + this.policy.threshold()
                    + delay(firing, latest);
        }
        var what = (this.policy.wants() == Wants.EVERY_REPORT) ? "every report is looked at"
                : (before.fired().isEmpty() && before.heldBack().isEmpty()) ? "the first report of its group"
                        : "the first report of its group with this combination of values";
        var threshold = (this.policy.threshold() > 1) ? "; it met the threshold " + this.policy.threshold() : "";
        return what + threshold + delay(firing, latest);
    }

    private String delay(Firing firing, Candidate latest) {
        return firing.at().isAfter(latest.receivedAt())
                ? ", and waited until " + this.policy.frequency().toSeconds() + " seconds after the firing before" : "";
    }

    private static String soFar(long reports) {
        return (reports == 1) ? "1 report so far" : reports + " reports so far";
    }

}
