package io.tracebridge.triage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads reports as the intake stored them. */
@Component
public class StoredReports {

    private static final TypeReference<Map<String, String>> ATTRIBUTES = new TypeReference<>() {
    };

    /** {@code fingerprint} is that of the group people see. */
    private static final String SELECT = """
            select r.id, r.project_id, r.group_id, g.root_id, root.fingerprint, r.occurred_at, r.received_at, r.attributes
            from report r join error_group g on g.id = r.group_id join error_group root on root.id = g.root_id
            """;

    private final JdbcClient jdbc;

    private final ObjectMapper json;

    StoredReports(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    Optional<StoredReport> find(long id) {
        return this.jdbc.sql(SELECT + "where r.id = ?").param(id).query(this::report).optional();
    }

    /** In the order of their arrival; those that are gone meanwhile are left out. */
    public List<StoredReport> list(Collection<Long> ids) {
        return this.jdbc.sql(SELECT + "where r.id = any(?) order by r.id")
            .param(ids.toArray(Long[]::new))
            .query(this::report)
            .list();
    }

    /**
     * The latest reports of a project, in the order of their arrival.
     * @param newest no id beyond it
     */
    public List<Long> latest(long projectId, Instant since, Instant until, long newest, int limit) {
        return this.jdbc.sql("""
                select id from (
                  select id from report
                  where project_id = ? and received_at >= ? and received_at < ? and id <= ?
                  order by received_at desc, id desc limit ?) as latest
                order by id""")
            .params(projectId, Timestamp.from(since), Timestamp.from(until), newest, limit)
            .query(Long.class)
            .list();
    }

    private StoredReport report(ResultSet row, int n) throws SQLException {
        return new StoredReport(row.getLong("id"), row.getLong("project_id"), row.getLong("group_id"),
                row.getLong("root_id"), row.getString("fingerprint"), row.getTimestamp("occurred_at").toInstant(),
                row.getTimestamp("received_at").toInstant(), attributes(row.getString("attributes")));
    }

    private Map<String, String> attributes(String stored) {
        try {
            return this.json.readValue(stored, ATTRIBUTES);
        }
        catch (JsonProcessingException ex) {
            throw new IllegalStateException("stored attributes do not read as name-value pairs", ex);
        }
    }

}
