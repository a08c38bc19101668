package io.tracebridge.link.convergence;

import java.util.Optional;

import io.tracebridge.link.convergence.World.Webhook;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.triage.GroupChange;
import io.tracebridge.triage.TagChange;

/** What can happen in a world, and that something does. */
final class Events {

    /** Most runs touch the database and the tracker less often. */
    private static final int MOST_TOUCHES = 30;

    private final World world;

    private final Chance chance;

    Events(World world) {
        this.world = world;
        this.chance = world.chance;
    }

    void next() {
        this.world.program.time()
            .pass(this.chance.percent(10) ? this.chance.seconds(60, 300) : this.chance.seconds(1, 20));
        this.world.webhooksThatAreDue();
        var dice = this.chance.between(1, 100);
        if (dice <= 40) {
            somebodyDoesSomething();
        }
        else if (dice <= 80) {
            work();
        }
        else if (dice <= 86) {
            this.world.poll();
        }
        else if (dice <= 91) {
            this.world.program.sweeper().sweep();
        }
        else if (dice <= 95) {
            this.world.engine.answerOne();
        }
        else {
            workflowChanges();
        }
        this.world.engine.said().ifPresent((said) -> this.world.log("engine: %s", said));
    }

    private void somebodyDoesSomething() {
        switch (this.chance.between(1, 9)) {
            case 1, 2, 3, 4 -> somebodyChangesAGroup();
            case 5, 6, 7, 8 -> somebodyChangesAnIssue();
            default -> somebodyLinksOrUnlinks();
        }
    }

    private void somebodyChangesAGroup() {
        var group = this.chance.of(this.world.groups);
        var state = Optional.of(this.world.state()).filter((any) -> this.chance.percent(60));
        var user = Optional.of(this.world.user().orElse(""))
            .filter((any) -> state.isEmpty() || this.chance.percent(20));
        this.world.program.changes()
            .change(this.world.project.id(), group.fingerprint(),
                    new GroupChange(state, Optional.empty(), user, TagChange.NONE, Optional.empty()), "user:tess");
        this.world.log("%s becomes %s, %s", this.world.name(group), state, user);
    }

    private void somebodyChangesAnIssue() {
        var issue = this.chance.of(this.world.tracker.issues());
        var moved = this.chance.percent(60);
        var id = issue.ref().id();
        this.world.tracker.edit(id, moved ? this.chance.of(this.world.tracker.workflow().keys()) : issue.status().key(),
                (!moved || this.chance.percent(20))
                        ? Optional.of(this.world.account()).filter((who) -> !who.equals("nobody"))
                        : issue.assignee().map((account) -> account.id()));
        for (var times = this.chance.of(0, 1, 1, 1, 2); times > 0; times--) {
            this.world.webhooks.add(new Webhook(id,
                    this.world.program.time()
                        .now()
                        .plus(this.chance.percent(70) ? this.chance.seconds(0, 3) : this.chance.seconds(3, 600))));
        }
        this.world.log("issue becomes %s", this.world.tracker.issue(id));
    }

    private void somebodyLinksOrUnlinks() {
        var group = this.chance.of(this.world.groups);
        var links = this.world.stored.links(group.id());
        if (links.isEmpty() || this.chance.percent(40)) {
            this.world.link(group);
            return;
        }
        var link = this.chance.of(links).link();
        this.world.program.linking().unlink(group, link, "user:tess");
        this.world.log("unlinked %d from %s", link, this.world.name(group));
    }

    private void work() {
        var engine = this.world.engine;
        var interruptions = this.world.program.interruptions();
        engine.relay();
        switch (this.chance.between(1, 4)) {
            case 1 -> interruptions.dieAt(this.chance.between(1, MOST_TOUCHES));
            case 2 -> interruptions.meanwhileAt(this.chance.between(1, MOST_TOUCHES / 2), this::meanwhile);
            default -> interruptions.none();
        }
        engine.work();
        interruptions.none();
    }

    /** Another worker, or a person. */
    private void meanwhile() {
        this.world.log("meanwhile");
        if (this.chance.percent(30)) {
            this.world.engine.workAll();
        }
        else {
            somebodyDoesSomething();
        }
    }

    private void workflowChanges() {
        var status = this.chance.of(this.world.tracker.workflow().keys());
        if (!this.world.tracker.unreachable.remove(status)) {
            this.world.tracker.unreachable.add(status);
        }
        this.world.log("unreachable now %s", this.world.tracker.unreachable);
    }

}
