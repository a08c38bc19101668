package io.tracebridge.link;

import java.util.Optional;

import io.tracebridge.sync.Assignee;
import io.tracebridge.sync.Outcome;
import io.tracebridge.sync.PeopleMap;
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
     * @param people who is who at the tracker
     * @return empty to leave what was agreed before
     */
    static Optional<Tie.Agreed> next(Ties ties, Tie tie, Comparison done, boolean state, boolean assignee,
            PeopleMap people) {
        var before = ties.agreed();
        var keepState = done.state().disputed() || (!state && before.isPresent());
        var keepAssignee = done.assignee().disputed() || (!assignee && before.isPresent());
        if ((keepState || keepAssignee) && before.isEmpty()) {
            return Optional.empty();
        }
        var ours = state ? done.state().ours() : done.state().sides().ours();
        var account = account(done);
        var user = assignee ? Assignees.agreed(tie, done.assignee(), account, people) : tie.group().assignee();
        return Optional.of(new Tie.Agreed(keepState ? before.get().state() : ours,
                keepState ? before.get().status() : status(done), keepAssignee ? own(ties, tie).assignee() : user,
                keepAssignee ? own(ties, tie).account() : account));
    }

    private static Tie.Agreed own(Ties ties, Tie tie) {
        return tie.agreed().or(ties::agreed).orElseThrow();
    }

    private static String status(Comparison done) {
        if (Comparison.pushed(done.state())) {
            return done.issue().status().key();
        }
        return done.seen().status().key();
    }

    /** The issue's assignee by now. */
    static Optional<String> account(Comparison done) {
        if (done.assignee().outcome() instanceof Outcome.Push) {
            return done.issue().assignee().map(Issue.Account::id);
        }
        return done.seen().assignee().map(Issue.Account::id);
    }

}
