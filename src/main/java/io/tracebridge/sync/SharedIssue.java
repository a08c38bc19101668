package io.tracebridge.sync;

import java.util.Collection;

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

}
