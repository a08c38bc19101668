package io.tracebridge.integration;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Integrations as stored. */
@Component
public class Integrations {

    private static final String SELECT = """
            select i.*, p.name as project from integration i join project p on p.id = i.project_id
            """;

    private final JdbcClient jdbc;

    private final IntegrationColumns columns;

    Integrations(JdbcClient jdbc, IntegrationColumns columns) {
        this.jdbc = jdbc;
        this.columns = columns;
    }

    public List<Integration> list(long projectId) {
        return this.jdbc.sql(SELECT + "where i.project_id = ? order by i.name")
            .param(projectId)
            .query(this.columns::integration)
            .list();
    }

    public Optional<Integration> find(long projectId, String name) {
        return this.jdbc.sql(SELECT + "where i.project_id = ? and i.name = ?")
            .params(projectId, name)
            .query(this.columns::integration)
            .optional();
    }

    public Optional<Integration> find(long id) {
        return this.jdbc.sql(SELECT + "where i.id = ?").param(id).query(this.columns::integration).optional();
    }

    /**
     * Keeps everybody from deleting it until the transaction ends. Changes go on.
     * @return as it is now; empty if it was deleted
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Integration> hold(long id) {
        return this.jdbc.sql(SELECT + "where i.id = ? for key share of i")
            .param(id)
            .query(this.columns::integration)
            .optional();
    }

    /**
     * The automations that may want a report of these projects, paused ones included:
     * their issues wait.
     */
    public List<Armed> armed(Collection<Long> projectIds) {
        return this.jdbc.sql("""
                select id, project_id, automation from integration
                where project_id = any(?) and state <> 'disabled' and (automation ->> 'enabled')::boolean
                order by id""")
            .param(projectIds.toArray(Long[]::new))
            .query((row, n) -> new Armed(row.getLong("id"), row.getLong("project_id"),
                    this.columns.read(row.getString("automation"), Automation.class)))
            .list();
    }

    /**
     * Stops the program from using it until an admin saves it again; the first reason
     * stays.
     */
    public void pause(long id, String reason) {
        this.jdbc.sql("""
                update integration set paused_reason = ?, paused_at = now() where id = ? and paused_at is null""")
            .params(reason, id)
            .update();
    }

    /**
     * Switches it on, off or to waiting, and leaves the rest as saved. Switching on ends
     * a pause, and asks the tracker at once.
     */
    public void changeState(long id, Integration.State state) {
        this.jdbc.sql("""
                update integration set state = :state,
                  paused_reason = case when :on then null else paused_reason end,
                  paused_at = case when :on then null else paused_at end,
                  poll_due_at = case when :on then now() else poll_due_at end,
                  poll_failures = case when :on then 0 else poll_failures end,
                  poll_error = case when :on then null else poll_error end
                where id = :id""")
            .param("state", this.columns.word(state))
            .param("on", state == Integration.State.ENABLED)
            .param("id", id)
            .update();
    }

    /**
     * Lets the program use it again, unless another reason came up meanwhile.
     * @return false if it was not paused for this reason
     */
    boolean resume(long id, Integration.Pause pause) {
        return this.jdbc.sql("""
                update integration set paused_reason = null, paused_at = null where id = ? and paused_reason = ?
                  and paused_at = ?""").params(id, pause.reason(), Timestamp.from(pause.since())).update() == 1;
    }

    public boolean delete(long projectId, String name) {
        return this.jdbc.sql("delete from integration where project_id = ? and name = ?")
            .params(projectId, name)
            .update() == 1;
    }

    /** When it was saved last. */
    public Instant changedAt(long id) {
        return this.jdbc.sql("select updated_at from integration where id = ?")
            .param(id)
            .query((row, n) -> row.getTimestamp("updated_at").toInstant())
            .optional()
            .orElse(Instant.EPOCH);
    }

    /**
     * Writes a checked integration; saving also ends a pause. What the tracker was asked
     * for last is forgotten when it may be another one.
     * @param seen null, or what {@link #changedAt} must still be if there is one
     * @return whether it was so
     */
    boolean write(long projectId, IntegrationSpec spec, Map<String, String> credential, Instant seen) {
        var expected = (seen != null) ? Timestamp.from(seen) : null;
        return this.jdbc
            .sql("""
                    insert into integration (project_id, name, tracker, state, connection, credential, payload, sync, automation)
                    values (?, ?, ?, ?, ?::jsonb, ?, ?::jsonb, ?::jsonb, ?::jsonb)
                    on conflict (project_id, name) do update set tracker = excluded.tracker, state = excluded.state,
                      connection = excluded.connection, credential = excluded.credential, payload = excluded.payload,
                      sync = excluded.sync, automation = excluded.automation,
                      paused_reason = null, paused_at = null, updated_at = now(),
                      poll_cursor = case when integration.tracker = excluded.tracker
                        and integration.connection = excluded.connection then integration.poll_cursor end,
                      poll_answer = null, poll_answer_at = null, poll_answer_settled = false,
                      poll_due_at = now(), poll_failures = 0, poll_error = null
                    where ?::timestamptz is null or integration.updated_at = ?::timestamptz""")
            .params(projectId, spec.name(), spec.tracker(), this.columns.word(spec.state()),
                    this.columns.write(spec.connection()), this.columns.seal(credential, projectId, spec.name()),
                    this.columns.write(spec.payload()), this.columns.write(spec.sync()),
                    this.columns.write(spec.automation()), expected, expected)
            .update() == 1;
    }

    /** An automation that is switched on. */
    public record Armed(long integrationId, long projectId, Automation automation) {
    }

}
