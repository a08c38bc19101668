package io.tracebridge.link;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Runs that compare all issues of an integration, as stored. */
@Component
public class ReconcileRuns {

    private static final String SELECT = """
            select r.*, (select count(*) from drift d where d.run_id = r.id) as drifts from reconcile_run r
            """;

    private final JdbcClient jdbc;

    ReconcileRuns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Newest first. */
    public List<Run> latest(long integrationId, int limit) {
        return this.jdbc.sql(SELECT + "where r.integration_id = ? order by r.id desc limit ?")
            .params(integrationId, limit)
            .query(ReconcileRuns::run)
            .list();
    }

    public Optional<Run> find(long integrationId, long id) {
        return find(id).filter((run) -> run.integrationId() == integrationId);
    }

    Optional<Run> find(long id) {
        return this.jdbc.sql(SELECT + "where r.id = ?").param(id).query(ReconcileRuns::run).optional();
    }

    Optional<Run> running(long integrationId) {
        return this.jdbc.sql(SELECT + "where r.integration_id = ? and r.state = 'running' order by r.id desc limit 1")
            .param(integrationId)
            .query(ReconcileRuns::run)
            .optional();
    }

    long start(long integrationId, boolean repair, String actor) {
        return this.jdbc.sql("""
                insert into reconcile_run (integration_id, repair, requested_by, total)
                select :integration, :repair, :actor, count(distinct issue_id) from link
                where integration_id = :integration and state = 'linked' returning id""")
            .param("integration", integrationId)
            .param("repair", repair)
            .param("actor", actor)
            .query(Long.class)
            .single();
    }

    /** The next issues to look at: each one's leading link, by id. */
    List<Long> next(Run run, int limit) {
        return this.jdbc.sql("""
                select min(id) as lead from link where integration_id = ? and state = 'linked'
                group by issue_id having min(id) > ? order by lead limit ?""")
            .params(run.integrationId(), run.lastLinkId(), limit)
            .query(Long.class)
            .list();
    }

    /**
     * One more issue was looked at.
     * @return false if the run was cancelled meanwhile
     */
    boolean advance(long id, long link) {
        return this.jdbc.sql("""
                update reconcile_run set done = done + 1, last_link_id = ?, error = null
                where id = ? and state = 'running' and last_link_id < ?""").params(link, id, link).update() == 1;
    }

    /** Says why it does not go on just now. */
    void waits(long id, String why) {
        this.jdbc.sql("update reconcile_run set error = ? where id = ? and state = 'running'").params(why, id).update();
    }

    /**
     * @param state {@code done} or {@code cancelled}
     */
    void end(long id, String state) {
        this.jdbc
            .sql("""
                    update reconcile_run set state = ?, ended_at = now(), error = null where id = ? and state = 'running'""")
            .params(state, id)
            .update();
    }

    private static Run run(ResultSet row, int n) throws SQLException {
        return new Run(row.getLong("id"), row.getLong("integration_id"), row.getBoolean("repair"),
                row.getString("requested_by"), row.getString("state"), row.getInt("total"), row.getInt("done"),
                row.getLong("last_link_id"), row.getInt("drifts"), row.getString("error"),
                row.getTimestamp("started_at").toInstant(),
                Optional.ofNullable(row.getTimestamp("ended_at")).map(Timestamp::toInstant).orElse(null));
    }

    /**
     * @param total issues to look at, as counted when it started
     * @param lastLinkId where it goes on
     * @param drifts differences found so far
     * @param error why it does not go on just now; null while it does
     * @param endedAt null while it runs
     */
    public record Run(long id, long integrationId, boolean repair, String requestedBy, String state, int total,
            int done, long lastLinkId, int drifts, String error, Instant startedAt, Instant endedAt) {

        boolean running() {
            return this.state.equals("running");
        }

    }

}
