package io.tracebridge.link;

import java.util.Optional;

import io.tracebridge.sync.Assignee;
import io.tracebridge.sync.Outcome;
import io.tracebridge.tracker.Issue;

/** What both sides agree on once a synchronisation is recorded. */
final class Agreements {

    private Agreements() {
    }

    /**
     * @param tie the link whose agreement it is; groups that are left with different
     * assignees each have their own
     * @param state whether the groups took over what was decided of their state; else
     * somebody changed it meanwhile
     * @param assignee the same of their assignee
     * @return empty to leave what was agreed before
     */
    static Optional<Tie.Agreed> next(Ties ties, Tie tie, Comparison done, boolean state, boolean assignee) {
        var before = ties.agreed();
        var keepState = done.state().disputed() || (!state && before.isPresent());
        var keepAssignee = done.assignee().disputed() || (!assignee && before.isPresent());
        if ((keepState || keepAssignee) && before.isEmpty()) {
            return Optional.empty();
        }
        var ours = state ? done.state().ours() : done.state().sides().ours();
        var user = common(done.assignee()).filter((all) -> assignee).map(Assignee::user).orElse(tie.group().assignee());
        return Optional.of(new Tie.Agreed(keepState ? before.get().state() : ours,
                keepState ? before.get().status() : status(ties, done), keepAssignee ? own(ties, tie).assignee() : user,
                keepAssignee ? before.get().account() : account(ties, done)));
    }

    /** Whom all groups of the issue have from now on; empty when each keeps its own. */
    static Optional<Assignee> common(Decided<Assignee> field) {
        return switch (field.outcome()) {
            case Outcome.Pull<Assignee>(var value, var why) -> Optional.of(value);
            case Outcome.Push<Assignee>(var value, var why) -> Optional.of(value);
            case Outcome.Agreed<Assignee>(var value) -> Optional.of(value);
            default -> Optional.empty();
        };
    }

    private static Tie.Agreed own(Ties ties, Tie tie) {
        return tie.agreed().or(ties::agreed).orElseThrow();
    }

    private static String status(Ties ties, Comparison done) {
        if (Comparison.pushed(done.state())) {
            return done.issue().status().key();
        }
        return (done.stale() && ties.agreed().isPresent()) ? ties.agreed().get().status() : done.seen().status().key();
    }

    private static Optional<String> account(Ties ties, Comparison done) {
        if (done.assignee().outcome() instanceof Outcome.Push) {
            return done.issue().assignee().map(Issue.Account::id);
        }
        return (done.stale() && ties.agreed().isPresent()) ? ties.agreed().get().account()
                : done.seen().assignee().map(Issue.Account::id);
    }

}
