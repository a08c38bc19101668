package io.tracebridge.link;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

import io.tracebridge.integration.Integration;
import io.tracebridge.sync.Assignee;
import io.tracebridge.sync.GroupState;
import io.tracebridge.sync.Outcome;
import io.tracebridge.sync.PeopleMap;
import io.tracebridge.triage.LinkedGroups;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Every outcome of a synchronisation: what the groups take over, what was agreed, the
 * history and the marks, together or not at all. A link that was ended meanwhile stays as
 * it is.
 */
@Component
class SyncJournal {

    private final TieRows rows;

    private final TieUpdates updates;

    private final LinkedGroups groups;

    private final SyncHistory history;

    private final Disputes disputes;

    private final FixedUntil fixes;

    private final Regressions regressions;

    SyncJournal(TieRows rows, TieUpdates updates, LinkedGroups groups, SyncHistory history, Disputes disputes,
            FixedUntil fixes, Regressions regressions) {
        this.rows = rows;
        this.updates = updates;
        this.groups = groups;
        this.history = history;
        this.disputes = disputes;
        this.fixes = fixes;
        this.regressions = regressions;
    }

    /**
     * Keeps what was done. A group that somebody changed since it was read takes nothing
     * over: its links stay marked, and both changes meet in the next run.
     * @param fixed empty where nobody asked which version a resolved issue is fixed in
     */
    @Transactional
    public Synced record(Integration integration, Ties ties, Comparison done, Optional<FixedIn> fixed) {
        var now = this.rows.lock(ties.ids());
        var state = unlessMoved(done.state(), ties, now, Tie.Group::state);
        var assignee = unlessMoved(done.assignee(), ties, now, Tie.Group::assignee);
        var dispute = (done.disputed() && now.containsKey(ties.lead().id())) ? this.disputes.of(integration, ties, done)
                : null;
        state.ifPresent((field) -> this.history.state(field, integration, ties, dispute));
        assignee.ifPresent((field) -> this.history.assignee(field, integration, ties, dispute));
        this.history.moved(ties, done.issue().ref());
        state.ifPresent((field) -> adoptState(field, integration, ties, now, fixed));
        var people = new PeopleMap(integration.sync().people());
        assignee.ifPresent((field) -> adoptAssignee(done, people, integration, ties, now));
        for (var tie : ties.links()) {
            Agreements.next(ties, tie, done, state.isPresent(), assignee.isPresent(), people)
                .filter((agreed) -> now.containsKey(tie.id()))
                .ifPresent((agreed) -> this.updates.agree(tie.id(), agreed));
        }
        state.filter((field) -> field.outcome() instanceof Outcome.Regression)
            .ifPresent((field) -> this.regressions.begin(integration,
                    ties.open().stream().filter((tie) -> now.containsKey(tie.id())).toList()));
        return marks(ties, now, done, dispute, state.isPresent() && assignee.isPresent());
    }

    /** The issue was deleted or moved out of our sight. */
    @Transactional
    public Synced gone(Integration integration, Ties ties, String words) {
        var now = this.rows.lock(ties.ids());
        this.updates.gone(now.keySet());
        this.history.gone(integration, ties, now.values(), words);
        inOrder(now).forEach(
                (group) -> this.groups.unlinked(group.id(), SyncHistory.ACTOR, SyncHistory.cause(integration, ties)));
        return Synced.GONE;
    }

    private Synced marks(Ties ties, Map<Long, Tie> now, Comparison done, Dispute dispute, boolean complete) {
        var settled = complete && done.disputed() == (dispute != null) && !done.sideEffect()
                && ties.links().stream().noneMatch((tie) -> Assignees.waits(tie, done.assignee()));
        var again = !settled;
        for (var tie : ties.links()) {
            if (now.containsKey(tie.id())) {
                var clean = settled && now.get(tie.id()).serial() == tie.serial();
                again |= !clean;
                this.updates.saw(tie.id(), done.issue(), done.issueState().closed(),
                        (tie == ties.lead()) ? dispute : null, clean);
            }
        }
        return new Synced(done.state().word(), done.assignee().word(), again, Optional.ofNullable(dispute));
    }

    /** Empty when the group's value would be replaced that nobody has compared. */
    private static <V> Optional<Decided<V>> unlessMoved(Decided<V> field, Ties ties, Map<Long, Tie> now,
            Function<Tie.Group, ?> value) {
        var moved = ties.links()
            .stream()
            .filter((tie) -> now.containsKey(tie.id()))
            .anyMatch((tie) -> tie.group().id() != now.get(tie.id()).group().id()
                    || !value.apply(tie.group()).equals(value.apply(now.get(tie.id()).group())));
        var depends = field.outcome() instanceof Outcome.Pull || field.outcome() instanceof Outcome.Regression;
        return (moved && depends) ? Optional.empty() : Optional.of(field);
    }

    private void adoptState(Decided<GroupState> field, Integration integration, Ties ties, Map<Long, Tie> now,
            Optional<FixedIn> fixed) {
        var pulled = field.outcome() instanceof Outcome.Pull;
        if (field.outcome() instanceof Outcome.Pull<GroupState>(var value, var why)) {
            inOrder(now).forEach((group) -> {
                var cause = SyncHistory.cause(integration, ties);
                fixed.ifPresent((version) -> cause.put("fixed", version.words(group.id())));
                this.groups.adoptState(group.id(), value,
                        fixed.map((version) -> version.until(group.id())).orElse(List.of()), SyncHistory.ACTOR, cause);
            });
        }
        fixed.ifPresent((version) -> this.fixes.keep(version, ties, pulled, SyncHistory.ACTOR,
                SyncHistory.cause(integration, ties)));
    }

    /**
     * One issue has one assignee, and so have its groups, but for those that keep their
     * own, and those that somebody gave to another meanwhile: that comes next.
     */
    private void adoptAssignee(Comparison done, PeopleMap people, Integration integration, Ties ties,
            Map<Long, Tie> now) {
        var account = Agreements.account(done);
        var takers = new TreeMap<Long, Assignee>();
        for (var tie : ties.links()) {
            Assignees.taken(tie, done.assignee(), account, people)
                .filter((who) -> now.containsKey(tie.id()) && same(tie.group(), now.get(tie.id()).group()))
                .ifPresent((who) -> takers.put(tie.group().id(), who));
        }
        takers.forEach((group, who) -> this.groups.adoptAssignee(group, who.user(), SyncHistory.ACTOR,
                SyncHistory.cause(integration, ties)));
    }

    private static boolean same(Tie.Group seen, Tie.Group now) {
        return seen.id() == now.id() && seen.assignee().equals(now.assignee());
    }

    /** Those that are still linked. */
    private static List<Tie.Group> inOrder(Map<Long, Tie> now) {
        return now.values()
            .stream()
            .map(Tie::group)
            .distinct()
            .sorted((one, other) -> Long.compare(one.id(), other.id()))
            .toList();
    }

}
