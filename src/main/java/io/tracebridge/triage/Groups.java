package io.tracebridge.triage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tracebridge.issue.GroupSummary;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/** What is known of a group, as issues say it. */
@Component
public class Groups {

    private static final TypeReference<Map<String, Map<String, Long>>> COUNTS = new TypeReference<>() {
    };

    private final JdbcClient jdbc;

    private final ObjectMapper json;

    private final String url;

    /**
     * @param url where people reach this program, without a slash at the end
     */
    Groups(JdbcClient jdbc, ObjectMapper json, @Value("${tracebridge.url}") String url) {
        this.jdbc = jdbc;
        this.json = json;
        this.url = url;
    }

    /** What an issue may say of the group: values of defined attributes only. */
    public GroupSummary summary(long groupId) {
        return this.jdbc.sql("""
                select g.*, p.name as project, v.counts,
                  array(select name from attribute a where a.project_id = g.project_id) as defined
                from error_group g join project p on p.id = g.project_id
                left join group_values v on v.group_id = g.id where g.id = ?""")
            .param(groupId)
            .query((row, n) -> summary(row))
            .single();
    }

    private GroupSummary summary(ResultSet row) throws SQLException {
        var defined = Set.of((String[]) row.getArray("defined").getArray());
        var counts = counts(row.getString("counts"));
        var fingerprint = row.getString("fingerprint");
        var project = row.getString("project");
        return new GroupSummary(project, fingerprint, strings(row, "classifiers"), strings(row, "frames"),
                defined.stream()
                    .collect(Collectors.toMap((name) -> name, (name) -> counts.getOrDefault(name, Map.of()))),
                row.getLong("report_count"), row.getTimestamp("first_seen").toInstant(),
                row.getTimestamp("last_seen").toInstant(), page(project, fingerprint));
    }

    private String page(String project, String fingerprint) {
        return UriComponentsBuilder.fromUriString(this.url)
            .pathSegment("projects", project, "groups", fingerprint)
            .toUriString();
    }

    private Map<String, Map<String, Long>> counts(String stored) {
        try {
            return (stored != null) ? this.json.readValue(stored, COUNTS) : Map.of();
        }
        catch (JsonProcessingException ex) {
            throw new IllegalStateException("stored value counts do not read as such", ex);
        }
    }

    private static List<String> strings(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

}
