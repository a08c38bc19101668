package io.tracebridge.link;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

import io.tracebridge.integration.Integration;
import io.tracebridge.sync.Assignee;
import io.tracebridge.sync.GroupState;
import io.tracebridge.sync.Outcome;
import io.tracebridge.sync.PeopleMap;
import io.tracebridge.triage.Activities;
import io.tracebridge.triage.LinkedGroups;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Every outcome of a synchronisation: what the groups take over, what was agreed, the
 * history and the marks, together or not at all.
 */
@Component
class SyncJournal {

    private static final String ACTOR = "tracker";

    private final TieRows rows;

    private final LinkChanges changes;

    private final LinkedGroups groups;

    private final Activities activities;

    private final Disputes disputes;

    private final FixedUntil fixes;

    private final Regressions regressions;

    private final LinkMeters meters;

    SyncJournal(TieRows rows, LinkChanges changes, LinkedGroups groups, Activities activities, Disputes disputes,
            FixedUntil fixes, Regressions regressions, LinkMeters meters) {
        this.rows = rows;
        this.changes = changes;
        this.groups = groups;
        this.activities = activities;
        this.disputes = disputes;
        this.fixes = fixes;
        this.regressions = regressions;
        this.meters = meters;
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
        state
            .ifPresent((field) -> keep(new Field<>("state", field, (value) -> value.id()), integration, ties, dispute));
        assignee.ifPresent(
                (field) -> keep(new Field<>("assignee", field, (value) -> value.words()), integration, ties, dispute));
        moved(ties, done);
        state.ifPresent((field) -> adoptState(field, integration, ties, now, fixed));
        var people = new PeopleMap(integration.sync().people());
        assignee.ifPresent((field) -> adoptAssignee(done, people, integration, ties, now));
        for (var tie : ties.links()) {
            Agreements.next(ties, tie, done, state.isPresent(), assignee.isPresent(), people)
                .filter((agreed) -> now.containsKey(tie.id()))
                .ifPresent((agreed) -> this.rows.agree(tie.id(), agreed));
        }
        state.filter((field) -> field.outcome() instanceof Outcome.Regression)
            .ifPresent((field) -> this.regressions.begin(integration, ties));
        return marks(ties, now, done, dispute, state.isPresent() && assignee.isPresent());
    }

    /** The issue was deleted or moved out of our sight. */
    @Transactional
    public Synced gone(Integration integration, Ties ties, String words) {
        this.rows.lock(ties.ids());
        this.rows.gone(ties.ids());
        this.changes.add(ties.ids(), "issue", "pulled", ties.issue().key(), null, words);
        for (var group : ties.groups()) {
            this.activities.record(group.id(), ACTOR, "issue-gone", Map.of("issue", ties.issue().key()),
                    Map.of("message", words), cause(integration, ties));
            this.groups.unlinked(group.id(), ACTOR, cause(integration, ties));
        }
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
                this.rows.saw(tie.id(), done.issue(), done.issueState().closed(), (tie == ties.lead()) ? dispute : null,
                        clean);
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
                var cause = cause(integration, ties);
                fixed.ifPresent((version) -> cause.put("fixed", version.words(group.id())));
                this.groups.adoptState(group.id(), value,
                        fixed.map((version) -> version.until(group.id())).orElse(List.of()), ACTOR, cause);
            });
        }
        fixed.ifPresent((version) -> this.fixes.keep(version, ties, pulled, ACTOR, cause(integration, ties)));
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
        takers.forEach((group, who) -> this.groups.adoptAssignee(group, who.user(), ACTOR, cause(integration, ties)));
    }

    private static boolean same(Tie.Group seen, Tie.Group now) {
        return seen.id() == now.id() && seen.assignee().equals(now.assignee());
    }

    /** Those that are still linked, in the order in which everybody locks them. */
    private static List<Tie.Group> inOrder(Map<Long, Tie> now) {
        return now.values()
            .stream()
            .map(Tie::group)
            .distinct()
            .sorted((one, other) -> Long.compare(one.id(), other.id()))
            .toList();
    }

    private void moved(Ties ties, Comparison done) {
        var before = ties.issue();
        var after = done.issue().ref();
        if (!before.id().equals(after.id()) || !before.key().equals(after.key())) {
            this.changes.add(ties.ids(), "issue", "pulled", before.key(), after.key(), "the issue was moved");
        }
    }

    private <V> void keep(Field<V> field, Integration integration, Ties ties, Dispute dispute) {
        var sides = field.decided().sides();
        switch (field.decided().outcome()) {
            case Outcome.Push<V>(var value, var why) -> {
                add(integration, ties, field, "pushed", sides.theirs(), value, why);
                updated(ties, field, sides.theirs(), value, integration);
            }
            case Outcome.Pull<V>(var value, var why) ->
                add(integration, ties, field, "pulled", sides.ours(), value, why);
            case Outcome.Skipped<V>(var why) -> {
                add(integration, ties, field, "skipped", sides.ours(), sides.theirs(), why);
                tell(ties, "sync-skipped", field.name(), why, integration);
            }
            case Outcome.Regression<V>(var why) -> {
                add(integration, ties, field, "skipped", sides.ours(), sides.theirs(), why);
                tell(ties, "issue-superseded", field.name(), why, integration);
            }
            case Outcome.Conflict<V> conflict when dispute != null
                    && !Disputes.same(field.name(), dispute, ties.dispute()) -> {
                add(integration, ties, field, "conflict", sides.ours(), sides.theirs(), conflict.why());
                tell(ties, "sync-conflict", field.name(), conflict.why(), integration);
            }
            case Outcome.Conflict<V> known -> {
            }
            case Outcome.InStep<V>() -> {
            }
            case Outcome.Agreed<V> agreed -> {
            }
        }
    }

    private <V> void add(Integration integration, Ties ties, Field<V> field, String outcome, V before, V after,
            String why) {
        this.meters.change(integration, field.name(), outcome);
        this.changes.add(ties.ids(), field.name(), outcome, field.words().apply(before), field.words().apply(after),
                why);
    }

    private void tell(Ties ties, String kind, String field, String why, Integration integration) {
        ties.groups()
            .forEach((group) -> this.activities.record(group.id(), ACTOR, kind, Map.of(),
                    Map.of("field", field, "why", why), cause(integration, ties)));
    }

    private <V> void updated(Ties ties, Field<V> field, V before, V after, Integration integration) {
        ties.groups()
            .forEach((group) -> this.activities.record(group.id(), "process", "issue-updated",
                    Map.of(field.name(), field.words().apply(before)), Map.of(field.name(), field.words().apply(after)),
                    cause(integration, ties)));
    }

    private static Map<String, Object> cause(Integration integration, Ties ties) {
        var cause = new HashMap<String, Object>();
        cause.put("link", ties.lead().id());
        cause.put("integration", integration.id());
        cause.put("issue", Objects.toString(ties.issue().key(), ""));
        return cause;
    }

    private record Field<V>(String name, Decided<V> decided, Function<V, String> words) {
    }

}
