package io.tracebridge.link.convergence;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.tracebridge.link.convergence.Stored.Tied;
import io.tracebridge.sync.GroupState;
import io.tracebridge.sync.SharedIssue;
import io.tracebridge.tracker.Issue;

/**
 * Nobody changes anything any more, all calls succeed, and everybody answers: what must
 * be true then.
 */
final class Rest {

    /** A change travels at most from an issue to its groups and their other issues. */
    private static final int MOST_ROUNDS = 8;

    private final World world;

    Rest(World world) {
        this.world = world;
    }

    void come() {
        this.world.tracker.moody = 0;
        this.world.tracker.lagging = 0;
        this.world.engine.lossy = 0;
        this.world.program.time().pass(Duration.ofMinutes(10));
        this.world.webhooks.clear();
        this.world.poll();
        work();
    }

    private void work() {
        for (var round = 0; round < MOST_ROUNDS; round++) {
            this.world.program.time().pass(Duration.ofMinutes(2));
            this.world.program.sweeper().sweep();
            this.world.engine.relay();
            this.world.engine.workAll();
            this.world.engine.said().ifPresent((said) -> this.world.log("at rest: %s", said));
            this.world.engine.answerAll();
            if (this.world.stored.open() == 0 && this.world.engine.idle()) {
                return;
            }
        }
        throw new AssertionError("no rest after " + MOST_ROUNDS + " rounds: " + this.world.engine + "; "
                + this.world.stored.openLinks());
    }

    /** What an admin would be told who asked for a report now. */
    void reconcilingFindsNoDrift() {
        var program = this.world.program;
        var integration = program.configured().find(this.world.integration).orElseThrow();
        var run = program.reconciling().request(integration, false, "user:ada");
        while (program.reconcile().part(run).left()) {
            program.time().pass(Duration.ofSeconds(1));
        }
        var drift = this.world.stored.drift(run);
        if (!drift.isEmpty()) {
            throw new AssertionError("reconciling found drift: " + drift);
        }
    }

    /** Comparing everything with everything finds nothing to do. */
    void nothingIsLeft() {
        var writes = this.world.tracker.writes.size();
        var activity = this.world.stored.lastActivity();
        this.world.tracker.issues().forEach((issue) -> this.world.mark(issue.ref().id()));
        work();
        if (this.world.tracker.writes.size() != writes) {
            throw new AssertionError("a second look wrote to the tracker: "
                    + this.world.tracker.writes.subList(writes, this.world.tracker.writes.size()));
        }
        if (this.world.stored.lastActivity() != activity) {
            throw new AssertionError("a second look changed groups: " + this.world.stored.adopted(activity));
        }
    }

    void bothSidesAgree() {
        if (!this.world.sync.push() || !this.world.sync.pull()) {
            return;
        }
        for (var issue : this.world.tracker.issues()) {
            var tied = this.world.stored.tied(issue.ref().id());
            if (!tied.isEmpty() && !stateAgrees(issue, tied)) {
                throw new AssertionError("the states differ: " + issue + " and " + tied);
            }
            tied.stream().filter((each) -> !assigneeAgrees(issue, each, tied)).findFirst().ifPresent((each) -> {
                throw new AssertionError("the assignees differ: " + issue + " and " + tied);
            });
        }
    }

    private boolean stateAgrees(Issue issue, List<Tied> tied) {
        var workflow = this.world.tracker.workflow();
        var state = SharedIssue.state(tied.stream().map(Tied::state).toList());
        return workflow.shows(issue.status().key(), state) || workflow.meaning(issue.status().key()) == state
                || this.world.tracker.refusals.stream()
                    .anyMatch((refusal) -> refusal.issue().equals(issue.ref().id())
                            && workflow.shows(refusal.value(), state))
                || leftOpen(issue, state);
    }

    /** An issue that we created starts open, though its group is in progress. */
    private boolean leftOpen(Issue issue, GroupState groups) {
        return this.world.tracker.workflow().meaning(issue.status().key()) == GroupState.OPEN
                && groups == GroupState.IN_PROGRESS && this.world.stored.created(issue.ref().id());
    }

    private boolean assigneeAgrees(Issue issue, Tied one, List<Tied> all) {
        var account = issue.assignee().map(Issue.Account::id);
        return one.assignee().map(World.PEOPLE::get).equals(account) && !unknown(one.assignee())
                || this.world.stored.leftApart(issue.ref().id(), "assignee")
                || all.stream().anyMatch((each) -> unknown(each.assignee()))
                || account.filter((id) -> !World.PEOPLE.containsValue(id)).isPresent()
                || all.stream().anyMatch((each) -> each.assignee().filter("dan"::equals).isPresent());
    }

    private static boolean unknown(Optional<String> user) {
        return user.filter((name) -> !World.PEOPLE.containsKey(name)).isPresent();
    }

}
