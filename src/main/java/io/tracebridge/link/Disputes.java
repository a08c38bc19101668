package io.tracebridge.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

import io.tracebridge.integration.Integration;
import io.tracebridge.integration.Trackers;
import io.tracebridge.sync.Assignee;
import io.tracebridge.sync.GroupState;
import io.tracebridge.sync.Outcome;
import io.tracebridge.triage.Groups;
import org.springframework.stereotype.Component;

/** Words what a person has to decide. */
@Component
class Disputes {

    private final Groups groups;

    private final Trackers trackers;

    Disputes(Groups groups, Trackers trackers) {
        this.groups = groups;
        this.trackers = trackers;
    }

    Dispute of(Integration integration, Ties ties, Comparison done) {
        var rows = new ArrayList<Dispute.Row>();
        var reasons = new TreeSet<String>();
        if (done.state().outcome() instanceof Outcome.Conflict<GroupState>(var base, var ours, var theirs, var why)) {
            rows.add(new Dispute.Row("state", "State", base.id(), ours.id(),
                    theirs.id() + " (" + done.issue().status().name() + ")"));
            reasons.add(why);
        }
        if (done.assignee().outcome() instanceof Outcome.Conflict<Assignee>(var base, var ours, var theirs, var why)) {
            rows.add(new Dispute.Row("assignee", "Assignee", base.words(), ours.words(),
                    done.issue().assignee().map((account) -> account.name()).orElse(theirs.words())));
            reasons.add(why);
        }
        var ref = done.issue().ref();
        return new Dispute(ties.lead().id(), integration.project(), integration.name(),
                this.trackers.get(integration.tracker()).name(), this.groups.summary(ties.lead().group().id()).url(),
                ref.key(), ref.url(), String.join("; ", reasons), List.copyOf(rows));
    }

    /** Whether the same was disputed before. */
    static boolean same(String field, Dispute now, Optional<Dispute> before) {
        return before.isPresent() && row(field, before.get()).equals(row(field, now));
    }

    private static Optional<Dispute.Row> row(String field, Dispute dispute) {
        return dispute.conflicts().stream().filter((row) -> row.field().equals(field)).findFirst();
    }

}
