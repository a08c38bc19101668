package io.tracebridge.link;

import java.time.Duration;
import java.time.Instant;

import io.tracebridge.integration.SyncSettings;
import io.tracebridge.sync.GroupState;
import io.tracebridge.sync.Outcome;
import io.tracebridge.sync.ReopenPolicy;
import io.tracebridge.sync.Sides;
import io.tracebridge.tracker.Issue;

/** Asks the admin's policy before a closed issue is opened again. */
final class ClosedIssues {

    private ClosedIssues() {
    }

    /**
     * @param outcome what would become of the state if nobody asked
     */
    static Outcome<GroupState> asked(SyncSettings sync, Ties ties, Issue issue, Sides<GroupState> sides,
            Outcome<GroupState> outcome, Instant now) {
        var reopens = outcome instanceof Outcome.Push<GroupState>(var value, var why) && !value.closed()
                && sides.theirs().closed();
        if (!reopens || ties.agreed().isEmpty()) {
            return outcome;
        }
        var byReport = ties.open().stream().allMatch((tie) -> tie.group().byReport());
        var since = ties.lead().closing().since().orElse(issue.updatedAt());
        return switch (ReopenPolicy.of(sync.reopen(), sync.reopenDays())
            .of(refused(ties, sides) ? GroupState.MUTED : GroupState.RESOLVED, byReport,
                    Duration.between(since, now))) {
            case ReopenPolicy.Verdict.Reopen reopen -> outcome;
            case ReopenPolicy.Verdict.LeaveClosed(var why) -> new Outcome.Skipped<>(why);
            case ReopenPolicy.Verdict.NewIssue(var why) -> new Outcome.Regression<>(why);
        };
    }

    /**
     * Somebody refused the issue at the tracker. Where both sides were muted, a person
     * gave the group the condition that ended it: only for so long was it refused.
     */
    private static boolean refused(Ties ties, Sides<GroupState> sides) {
        var together = ties.agreed().filter((agreed) -> agreed.state() == GroupState.MUTED).isPresent();
        return sides.theirs() == GroupState.MUTED && !together;
    }

}
