package io.tracebridge.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.tracebridge.integration.Integration;
import io.tracebridge.sync.Outcome;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.TrackerClient;
import io.tracebridge.tracker.TrackerException;
import org.springframework.stereotype.Component;

/**
 * Says how an issue and its groups differ, by what synchronisation would do about it.
 * Reads only.
 */
@Component
class DriftFinder {

    private final Comparisons comparisons;

    DriftFinder(Comparisons comparisons) {
        this.comparisons = comparisons;
    }

    /**
     * @return empty where the sides are in step, or were left apart by agreement
     * @throws TrackerException when no issue could be read at this moment
     */
    List<Drift> look(Integration integration, TrackerClient client, Ties ties) {
        try {
            return differences(integration, ties, client.get(ties.issue()));
        }
        catch (TrackerException.IssueGone ex) {
            return List.of(drift(Drift.Kind.GONE, ties.issue().key(), ex.getMessage()));
        }
        catch (TrackerException.Rejected | TrackerException.Conflict ex) {
            return List.of(drift(Drift.Kind.UNREADABLE, ties.issue().key(), ex.getMessage()));
        }
    }

    private List<Drift> differences(Integration integration, Ties ties, Issue issue) {
        var found = new ArrayList<Drift>();
        if (moved(ties.issue(), issue.ref())) {
            found.add(drift(Drift.Kind.MOVED, ties.issue().key(), issue.ref().key() + " " + issue.ref().url()));
        }
        var compared = this.comparisons.compare(integration, ties, issue, Map.of());
        if (due(compared.state())) {
            var sides = compared.state().sides();
            found.add(drift(Drift.Kind.STATE, sides.ours().id(),
                    sides.theirs().id() + " (" + issue.status().name() + ")"));
        }
        if (due(compared.assignee())) {
            found.add(drift(Drift.Kind.ASSIGNEE, compared.assignee().sides().ours().words(),
                    issue.assignee().map(Issue.Account::name).orElse("nobody")));
        }
        return found;
    }

    /**
     * A direction that is off, and what both sides came to by themselves, is no drift.
     */
    private static boolean due(Decided<?> field) {
        return switch (field.outcome()) {
            case Outcome.Push<?> push -> true;
            case Outcome.Pull<?> pull -> true;
            case Outcome.Conflict<?> conflict -> true;
            case Outcome.Regression<?> regression -> true;
            case Outcome.InStep<?> inStep -> false;
            case Outcome.Agreed<?> agreed -> false;
            case Outcome.Skipped<?> skipped -> false;
        };
    }

    private static boolean moved(IssueRef before, IssueRef now) {
        return !before.id().equals(now.id()) || !before.key().equals(now.key());
    }

    private static Drift drift(Drift.Kind kind, String ours, String theirs) {
        return new Drift(kind, FoundLinks.shown(ours), FoundLinks.shown(theirs));
    }

}
