package io.tracebridge.triage;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.tracebridge.sync.GroupState;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The one door through which a group's state and assignee change, whoever changes them:
 * the row, its activity and the mark on its links together, in the caller's transaction.
 * A merged group is never changed; its root is.
 */
@Service
public class GroupChanges {

    private final JdbcClient jdbc;

    private final Activities activities;

    private final ObjectProvider<GroupFollower> followers;

    GroupChanges(JdbcClient jdbc, Activities activities, ObjectProvider<GroupFollower> followers) {
        this.jdbc = jdbc;
        this.activities = activities;
        this.followers = followers;
    }

    /** An issue was linked: an open group is being worked on from now on. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void linked(long groupId, String actor, Map<String, ?> cause) {
        move(groupId, GroupState.OPEN, GroupState.IN_PROGRESS, actor, cause);
    }

    /**
     * An issue was unlinked: a group in progress that nobody and no issue is left for is
     * open again.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void unlinked(long groupId, String actor, Map<String, ?> cause) {
        if (idle(groupId)) {
            move(groupId, GroupState.IN_PROGRESS, GroupState.OPEN, actor, cause);
        }
    }

    /**
     * Others were merged into the group: their issues are its own from now on, and so is
     * their assignee if it has none.
     * @param assignee of the first that has one; empty for none
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void merged(long root, Optional<String> assignee, String actor, Map<String, ?> cause) {
        assignee.filter((name) -> current(root).assignee().isEmpty())
            .ifPresent((name) -> assign(root, Optional.empty(), Optional.of(name), actor, cause));
        if (!idle(root)) {
            shift(root, GroupState.OPEN, GroupState.IN_PROGRESS, actor, cause);
        }
        this.followers.forEach((follower) -> follower.changed(List.of(root)));
    }

    /**
     * A merged group stands by itself again, in the state it had; the one it was merged
     * into lost its issues.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void parted(long root, long member, String actor, Map<String, ?> cause) {
        if (idle(root)) {
            shift(root, GroupState.IN_PROGRESS, GroupState.OPEN, actor, cause);
        }
        this.followers.forEach((follower) -> follower.changed(List.of(root, member)));
    }

    private boolean idle(long groupId) {
        return this.jdbc.sql("""
                select g.assignee is null and not exists (select 1 from link l join error_group m on m.id = l.group_id
                  where m.root_id = g.id and l.state = 'linked')
                from error_group g where g.id = (select root_id from error_group where id = ?) for update""")
            .param(groupId)
            .query(Boolean.class)
            .single();
    }

    /**
     * The tracker's side won: the group takes its state. Until-conditions end with the
     * state that had them.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void adoptState(long groupId, GroupState state, String actor, Map<String, ?> cause) {
        var before = this.jdbc.sql(
                "select r.state from error_group r join error_group g on g.root_id = r.id where g.id = ? for update of r")
            .param(groupId)
            .query(String.class)
            .single();
        if (!before.equals(state.id())) {
            move(groupId, GroupState.of(before).orElseThrow(), state, actor, cause);
        }
    }

    /**
     * The tracker's side won: the group takes its assignee. The state stays: it is
     * synchronised by itself.
     * @param assignee empty for nobody
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void adoptAssignee(long groupId, Optional<String> assignee, String actor, Map<String, ?> cause) {
        var before = current(groupId);
        if (!before.assignee().equals(assignee)) {
            assign(before.id(), before.assignee(), assignee, actor, cause);
            this.followers.forEach((follower) -> follower.changed(List.of(before.id())));
        }
    }

    private Assigned current(long groupId) {
        return this.jdbc.sql(
                "select r.id, r.assignee from error_group r join error_group g on g.root_id = r.id where g.id = ? for update of r")
            .param(groupId)
            .query((row, n) -> new Assigned(row.getLong("id"), Optional.ofNullable(row.getString("assignee"))))
            .single();
    }

    private void assign(long root, Optional<String> before, Optional<String> after, String actor,
            Map<String, ?> cause) {
        this.jdbc.sql("update error_group set assignee = ?, assignee_changed_at = now() where id = ?")
            .params(after.orElse(null), root)
            .update();
        this.activities.record(root, actor, "assignee-changed", Map.of("assignee", before.orElse("")),
                Map.of("assignee", after.orElse("")), cause);
    }

    private record Assigned(long id, Optional<String> assignee) {
    }

    private void move(long groupId, GroupState from, GroupState to, String actor, Map<String, ?> cause) {
        shift(groupId, from, to, actor, cause)
            .ifPresent((root) -> this.followers.forEach((follower) -> follower.changed(List.of(root))));
    }

    /**
     * Tells no follower.
     * @return the root, if it was in the state to leave
     */
    private Optional<Long> shift(long groupId, GroupState from, GroupState to, String actor, Map<String, ?> cause) {
        var moved = this.jdbc.sql("""
                update error_group set state = ?, state_changed_at = now(), until = null
                where id = (select root_id from error_group where id = ?) and state = ? returning id""")
            .params(to.id(), groupId, from.id())
            .query(Long.class)
            .optional();
        moved.ifPresent((root) -> this.activities.record(root, actor, "state-changed", Map.of("state", from.id()),
                Map.of("state", to.id()), cause));
        return moved;
    }

}
