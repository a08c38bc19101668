package io.tracebridge.link;

import java.time.Instant;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The reconcile runs of all projects that are not through yet. */
@Component
public class RunsUnderWay {

    private final JdbcClient jdbc;

    RunsUnderWay(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public List<Run> list() {
        return this.jdbc.sql("""
                select r.id, p.name as project, i.name as integration, r.repair, r.total, r.done, r.error, r.started_at
                from reconcile_run r join integration i on i.id = r.integration_id
                  join project p on p.id = i.project_id
                where r.state = 'running' order by r.started_at, r.id""")
            .query((row, n) -> new Run(row.getLong("id"), row.getString("project"), row.getString("integration"),
                    row.getBoolean("repair"), row.getLong("total"), row.getLong("done"), row.getString("error"),
                    row.getTimestamp("started_at").toInstant()))
            .list();
    }

    /**
     * @param done issues looked at, of the total
     * @param error why it does not go on just now; null while it does
     */
    public record Run(long id, String project, String integration, boolean repair, long total, long done, String error,
            Instant startedAt) {
    }

}
