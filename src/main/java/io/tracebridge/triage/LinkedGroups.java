package io.tracebridge.triage;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.tracebridge.sync.GroupState;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a link does to its group: that it is there, or no longer, and what the group takes
 * over from the issue. A merged group is never changed; its root is. In the transaction
 * that changes the link.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class LinkedGroups {

    private final Standings standings;

    private final StandingChanges changes;

    LinkedGroups(Standings standings, StandingChanges changes) {
        this.standings = standings;
        this.changes = changes;
    }

    /** An issue was linked: an open group is being worked on from now on. */
    public void linked(long groupId, String actor, Map<String, ?> cause) {
        var held = this.standings.hold(groupId);
        this.changes.save(held, held.standing().link(), actor, cause);
    }

    /**
     * An issue was unlinked: a group in progress that nobody and no issue is left for is
     * open again.
     */
    public void unlinked(long groupId, String actor, Map<String, ?> cause) {
        var held = this.standings.hold(groupId);
        this.changes.save(held, held.standing().unlink(), actor, cause);
    }

    /**
     * The tracker's side won: the group takes its state. Until-conditions end with the
     * state that had them.
     */
    public void adoptState(long groupId, GroupState state, String actor, Map<String, ?> cause) {
        adoptState(groupId, state, List.of(), actor, cause);
    }

    /**
     * The same, with conditions that come from the tracker, too.
     * @param until empty unless the state is resolved or muted
     */
    public void adoptState(long groupId, GroupState state, List<Until> until, String actor, Map<String, ?> cause) {
        var held = this.standings.hold(groupId);
        if (held.standing().state() != state) {
            this.changes.save(held, held.standing().set(state, until), actor, cause);
        }
    }

    /**
     * The tracker changed the conditions that it gave a resolved group. A person's own
     * conditions stay.
     * @param before what the tracker gave it; empty for none
     * @return whether the group has them now
     */
    public boolean adoptUntil(long groupId, List<Until> before, List<Until> until, String actor, Map<String, ?> cause) {
        var held = this.standings.hold(groupId);
        var standing = held.standing();
        var tracker = standing.until().isEmpty() || standing.until().equals(before);
        if (standing.state() != GroupState.RESOLVED || !tracker) {
            return false;
        }
        this.changes.save(held, standing.set(standing.state(), until), actor, cause);
        return true;
    }

    /**
     * The tracker's side won: the group takes its assignee. The state stays: it is
     * synchronised by itself.
     * @param assignee empty for nobody
     */
    public void adoptAssignee(long groupId, Optional<String> assignee, String actor, Map<String, ?> cause) {
        var held = this.standings.hold(groupId);
        this.changes.save(held, held.standing().adopt(assignee), actor, cause);
    }

}
