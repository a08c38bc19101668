package io.tracebridge.triage;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** All projects, and where somebody is needed. */
@Component
public class ProjectOverview {

    private final JdbcClient jdbc;

    ProjectOverview(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By name. */
    public List<Row> list() {
        return this.jdbc
            .sql("""
                    select p.name, p.description,
                      (select count(*) from error_group g
                       where g.project_id = p.id and g.merged_into is null and g.state = 'open') as open,
                      (select g.last_seen from error_group g where g.project_id = p.id order by last_seen desc limit 1) as last
                    from project p order by lower(p.name)""")
            .query((row, n) -> new Row(row.getString("name"), row.getString("description"), row.getLong("open"),
                    Optional.ofNullable(row.getTimestamp("last")).map(Timestamp::toInstant).orElse(null)))
            .list();
    }

    /** Empty before the first. */
    public Optional<Instant> lastReportAt(long projectId) {
        return this.jdbc.sql("select last_seen from error_group where project_id = ? order by last_seen desc limit 1")
            .param(projectId)
            .query(Timestamp.class)
            .optional()
            .map(Timestamp::toInstant);
    }

    /**
     * @param lastReportAt null before the first
     */
    public record Row(String name, String description, long openGroups, Instant lastReportAt) {
    }

}
