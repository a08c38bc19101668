package io.tracebridge.link;

import io.tracebridge.sync.Assignee;
import io.tracebridge.sync.GroupState;
import io.tracebridge.sync.Outcome;
import io.tracebridge.tracker.Issue;

/**
 * The groups and their issue, field by field.
 *
 * @param seen the issue as it was compared
 * @param issue the issue as the tracker shows it, after our writes if there were any
 */
record Comparison(Issue seen, Issue issue, Decided<GroupState> state, Decided<Assignee> assignee) {

    boolean disputed() {
        return this.state.disputed() || this.assignee.disputed();
    }

    /** A write of ours had the tracker change something else, too. */
    boolean sideEffect() {
        return (!pushed(this.state) && !this.seen.status().key().equals(this.issue.status().key()))
                || (!pushed(this.assignee) && !this.seen.assignee().equals(this.issue.assignee()));
    }

    /** What the issue's status means now, after our writes. */
    GroupState issueState() {
        return (this.state.outcome() instanceof Outcome.Push<GroupState> push) ? push.value()
                : this.state.sides().theirs();
    }

    /** The same, with more words on why the groups take the issue's state over. */
    Comparison because(String words) {
        return (this.state.outcome() instanceof Outcome.Pull<GroupState>(var value, var why))
                ? new Comparison(this.seen, this.issue, this.state.with(new Outcome.Pull<>(value, why + "; " + words)),
                        this.assignee)
                : this;
    }

    static boolean pushed(Decided<?> field) {
        return field.outcome() instanceof Outcome.Push;
    }

}
