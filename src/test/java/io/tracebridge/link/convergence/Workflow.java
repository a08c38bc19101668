package io.tracebridge.link.convergence;

import java.util.List;
import java.util.Map;

import io.tracebridge.sync.GroupState;
import io.tracebridge.tracker.Issue;

/** The statuses of a tracker, by key, and what each means. */
enum Workflow {

    /** Several statuses for one state, and one for each. */
    RICH(List.of("todo", "backlog", "doing", "review", "done", "shipped", "wontfix"),
            Map.of("todo", GroupState.OPEN, "backlog", GroupState.OPEN, "doing", GroupState.IN_PROGRESS, "review",
                    GroupState.IN_PROGRESS, "done", GroupState.RESOLVED, "shipped", GroupState.RESOLVED, "wontfix",
                    GroupState.MUTED)),

    /** Nothing for work in progress. */
    LOSSY(List.of("open", "closed:completed", "closed:not_planned"),
            Map.of("open", GroupState.OPEN, "closed:completed", GroupState.RESOLVED, "closed:not_planned",
                    GroupState.MUTED)),

    /** Nothing but open and closed. */
    POOR(List.of("open", "closed"), Map.of("open", GroupState.OPEN, "closed", GroupState.RESOLVED));

    private final List<String> keys;

    private final Map<String, GroupState> meanings;

    Workflow(List<String> keys, Map<String, GroupState> meanings) {
        this.keys = keys;
        this.meanings = meanings;
    }

    List<String> keys() {
        return this.keys;
    }

    String first() {
        return this.keys.getFirst();
    }

    GroupState meaning(String key) {
        return this.meanings.get(key);
    }

    /** Whether an issue with this status is as near to the state as this tracker can. */
    boolean shows(String key, GroupState state) {
        var nearest = switch (state) {
            case OPEN -> List.of(GroupState.OPEN, GroupState.IN_PROGRESS);
            case IN_PROGRESS -> List.of(GroupState.IN_PROGRESS, GroupState.OPEN);
            case RESOLVED -> List.of(GroupState.RESOLVED, GroupState.MUTED);
            case MUTED -> List.of(GroupState.MUTED, GroupState.RESOLVED);
        };
        var best = nearest.stream().filter(this.meanings::containsValue).findFirst().orElseThrow();
        return meaning(key) == best;
    }

    static Issue.Status status(String key) {
        var parts = key.split(":");
        return new Issue.Status(parts[0], key, "", (parts.length > 1) ? parts[1] : "");
    }

}
