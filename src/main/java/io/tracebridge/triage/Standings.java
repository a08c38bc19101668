package io.tracebridge.triage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tracebridge.sync.GroupState;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Where groups stand, as stored; read and written under the group's row lock, in the
 * caller's transaction.
 */
@Component
class Standings {

    private final JdbcClient jdbc;

    private final ObjectMapper json;

    private final ObjectProvider<GroupFollower> followers;

    Standings(JdbcClient jdbc, ObjectMapper json, ObjectProvider<GroupFollower> followers) {
        this.jdbc = jdbc;
        this.json = json;
        this.followers = followers;
    }

    /** The root of the group, locked. */
    Held hold(long groupId) {
        var root = this.jdbc
            .sql("select id from error_group where id = (select root_id from error_group where id = ?) for update")
            .param(groupId)
            .query(Long.class)
            .single();
        var held = read(root);
        // Merged while this waited for the lock.
        return held.mergedInto().isPresent() ? hold(root) : held;
    }

    /** The very group, locked; it may be a merged one. */
    Optional<Held> hold(long projectId, String fingerprint) {
        return this.jdbc.sql("select id from error_group where project_id = ? and fingerprint = ? for update")
            .params(projectId, fingerprint)
            .query(Long.class)
            .optional()
            .map(this::read);
    }

    /** By a statement of its own, which sees what others committed before the lock. */
    private Held read(long id) {
        return this.jdbc
            .sql("""
                    select g.*, (select r.fingerprint from error_group r where r.id = g.merged_into) as merged_into_fingerprint,
                      exists (select 1 from link l join error_group m on m.id = l.group_id
                        where m.root_id = g.id and l.state = 'linked') as linked
                    from error_group g where g.id = ?""")
            .param(id)
            .query(this::held)
            .single();
    }

    private Held held(ResultSet row, int n) throws SQLException {
        return new Held(row.getLong("id"), Optional.ofNullable(row.getString("merged_into_fingerprint")),
                new Standing(GroupState.of(row.getString("state")).orElseThrow(), until(row.getString("until")),
                        Optional.ofNullable(row.getString("assignee")),
                        List.of((String[]) row.getArray("tags").getArray()), row.getBoolean("linked")));
    }

    /** Conditions as stored; null for none. */
    List<Until> until(String stored) {
        try {
            return (stored != null) ? UntilJson.read(this.json.readTree(stored)) : List.of();
        }
        catch (JsonProcessingException ex) {
            throw new IllegalStateException("stored until-conditions do not read as such", ex);
        }
    }

    /** Writes the row, and tells those that follow groups if it concerns them. */
    void write(Held before, Standing after) {
        this.jdbc.sql("""
                update error_group set state = :state, until = :until::jsonb, assignee = :assignee, tags = :tags,
                  reopened_by_report = reopened_by_report and :state in ('open', 'in-progress'),
                  state_changed_at = case when state <> :state then now() else state_changed_at end,
                  assignee_changed_at = case when assignee is distinct from :assignee::text then now()
                    else assignee_changed_at end
                where id = :id""")
            .param("state", after.state().id())
            .param("until", after.until().isEmpty() ? null : json(UntilJson.plain(after.until())))
            .param("assignee", after.assignee().orElse(null))
            .param("tags", after.tags().toArray(String[]::new))
            .param("id", before.id())
            .update();
        if (before.standing().state() != after.state() || !before.standing().assignee().equals(after.assignee())) {
            tell(List.of(before.id()));
        }
    }

    /** Tells those that follow groups. */
    void tell(List<Long> roots) {
        this.followers.forEach((follower) -> follower.changed(roots));
    }

    /** A person said what the group's state is: it is no longer a report's doing. */
    void decidedByHand(long id) {
        this.jdbc.sql("update error_group set reopened_by_report = false where id = ? and reopened_by_report")
            .param(id)
            .update();
    }

    /** Counts a reopening, and lets automations count the group's reports anew. */
    void countReopening(long id, SeenReport by, Until violated) {
        this.jdbc
            .sql("""
                    update error_group set reopen_count = reopen_count + 1, reopened_at = ?::timestamptz, violated = ?::jsonb,
                      reopened_by_report = true
                    where id = ?""")
            .params(by.occurredAt().toString(), json(violated.plain()), id)
            .update();
        for (var memory : List.of("trigger_state", "trigger_combination")) {
            this.jdbc.sql("delete from " + memory + " where group_id in (select id from error_group where root_id = ?)")
                .param(id)
                .update();
        }
    }

    private String json(Object plain) {
        try {
            return this.json.writeValueAsString(plain);
        }
        catch (JsonProcessingException ex) {
            throw new IllegalArgumentException("conditions are plain maps", ex);
        }
    }

    /**
     * A group whose row is locked.
     *
     * @param mergedInto fingerprint of its root; empty for a root
     */
    record Held(long id, Optional<String> mergedInto, Standing standing) {
    }

}
