package io.tracebridge.notify;

import java.time.Instant;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The mention targets of all projects that the program itself switched off. */
@Component
public class SwitchedOff {

    private final JdbcClient jdbc;

    SwitchedOff(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public List<Row> list() {
        return this.jdbc.sql("""
                select p.name as project, t.name, t.kind, t.off_reason, t.off_at
                from mention_target t join project p on p.id = t.project_id
                where t.off_at is not null order by p.name, t.name""")
            .query((row, n) -> new Row(row.getString("project"), row.getString("name"), row.getString("kind"),
                    row.getString("off_reason"), row.getTimestamp("off_at").toInstant()))
            .list();
    }

    /**
     * @param reason in words; saving the target switches it on again
     */
    public record Row(String project, String name, String kind, String reason, Instant since) {
    }

}
