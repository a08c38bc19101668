package io.tracebridge.link;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import io.tracebridge.integration.Integration;
import io.tracebridge.sync.Assignee;
import io.tracebridge.sync.GroupState;
import io.tracebridge.sync.Outcome;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.triage.Activities;
import org.springframework.stereotype.Component;

/**
 * What people read of a synchronisation: the changes of its links, and what its groups
 * tell. In the transaction of {@link SyncJournal}, which does what is told here.
 */
@Component
class SyncHistory {

    static final String ACTOR = "tracker";

    private final LinkChanges changes;

    private final Activities activities;

    private final LinkMeters meters;

    SyncHistory(LinkChanges changes, Activities activities, LinkMeters meters) {
        this.changes = changes;
        this.activities = activities;
        this.meters = meters;
    }

    /** Ids that lead from an activity to what caused it; the caller may add to them. */
    static Map<String, Object> cause(Integration integration, Ties ties) {
        var cause = new HashMap<String, Object>();
        cause.put("link", ties.lead().id());
        cause.put("integration", integration.id());
        cause.put("issue", Objects.toString(ties.issue().key(), ""));
        return cause;
    }

    /**
     * @param dispute what a person has to decide; null for nothing
     */
    void state(Decided<GroupState> field, Integration integration, Ties ties, Dispute dispute) {
        keep(new Field<>("state", field, GroupState::id), integration, ties, dispute);
    }

    /**
     * @param dispute what a person has to decide; null for nothing
     */
    void assignee(Decided<Assignee> field, Integration integration, Ties ties, Dispute dispute) {
        keep(new Field<>("assignee", field, Assignee::words), integration, ties, dispute);
    }

    void moved(Ties ties, IssueRef now) {
        var before = ties.issue();
        if (!before.id().equals(now.id()) || !before.key().equals(now.key())) {
            this.changes.add(ties.ids(), "issue", "pulled", before.key(), now.key(), "the issue was moved");
        }
    }

    /**
     * @param links those that led to it until now
     * @param words the tracker's
     */
    void gone(Integration integration, Ties ties, Collection<Tie> links, String words) {
        var key = ties.issue().key();
        this.changes.add(links.stream().map(Tie::id).toList(), "issue", "pulled", key, null, words);
        links.stream()
            .map((tie) -> tie.group().id())
            .distinct()
            .forEach((group) -> this.activities.record(group, ACTOR, "issue-gone", Map.of("issue", key),
                    Map.of("message", words), cause(integration, ties)));
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

    private record Field<V>(String name, Decided<V> decided, Function<V, String> words) {
    }

}
