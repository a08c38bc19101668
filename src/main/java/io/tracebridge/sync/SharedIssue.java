package io.tracebridge.sync;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What an issue that several groups are linked to must say, so that it is true of all of
 * them: work that is left for one group is left for the issue.
 */
public final class SharedIssue {

    private SharedIssue() {
    }

    /**
     * In progress while one group is; else open while one is; else muted if all are; else
     * resolved.
     * @param groups at least one; in any order
     */
    public static GroupState state(Collection<GroupState> groups) {
        if (groups.isEmpty()) {
            throw new IllegalArgumentException("an issue without groups has no state");
        }
        if (groups.contains(GroupState.IN_PROGRESS)) {
            return GroupState.IN_PROGRESS;
        }
        if (groups.contains(GroupState.OPEN)) {
            return GroupState.OPEN;
        }
        return groups.contains(GroupState.RESOLVED) ? GroupState.RESOLVED : GroupState.MUTED;
    }

    /**
     * The assignee that somebody set since both sides last agreed; while nobody did, the
     * agreed one.
     * @param agreed empty for nobody
     * @param groups the groups' assignees, the leading link's group first: where several
     * differ from the agreed one, the first of those wins
     */
    public static Optional<String> assignee(Optional<String> agreed, List<Optional<String>> groups) {
        return groups.stream().filter((assignee) -> !assignee.equals(agreed)).findFirst().orElse(agreed);
    }

}
