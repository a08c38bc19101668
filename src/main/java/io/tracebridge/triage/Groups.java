package io.tracebridge.triage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tracebridge.issue.GroupSummary;
import io.tracebridge.report.HeavyHitters;
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

    /**
     * What an issue may say of the group: values of defined attributes only. Of a merged
     * group it says what its root does.
     */
    public GroupSummary summary(long groupId) {
        return this.jdbc.sql("""
                select r.*, p.name as project
                from error_group g join error_group r on r.id = g.root_id join project p on p.id = r.project_id
                where g.id = ?""").param(groupId).query((row, n) -> summary(row)).single();
    }

    /** The group of the project that was seen last; empty while there is none. */
    public Optional<GroupSummary> latest(long projectId) {
        return this.jdbc
            .sql("""
                    select id from error_group where project_id = ? and root_id = id order by last_seen desc, id desc limit 1""")
            .param(projectId)
            .query(Long.class)
            .optional()
            .map(this::summary);
    }

    /**
     * How often which value was seen in the group and all that are merged into it; what
     * is merged itself has its own counts only.
     * @return value to count, by defined attribute
     */
    public Map<String, Map<String, Long>> values(long groupId) {
        var counts = HeavyHitters.sum(this.jdbc.sql("""
                select v.counts from error_group g join group_values v on v.group_id = g.id
                where g.id = :id or g.root_id = :id""")
            .param("id", groupId)
            .query((row, n) -> counts(row.getString("counts")))
            .list());
        return this.jdbc.sql("""
                select a.name from attribute a join error_group g on g.project_id = a.project_id where g.id = ?""")
            .param(groupId)
            .query(String.class)
            .list()
            .stream()
            .collect(Collectors.toMap((name) -> name, (name) -> counts.getOrDefault(name, Map.of())));
    }

    private GroupSummary summary(ResultSet row) throws SQLException {
        var fingerprint = row.getString("fingerprint");
        var project = row.getString("project");
        return new GroupSummary(project, fingerprint, strings(row, "classifiers"), strings(row, "frames"),
                values(row.getLong("id")), row.getLong("report_count"), row.getTimestamp("first_seen").toInstant(),
                row.getTimestamp("last_seen").toInstant(), page(project, fingerprint));
    }

    private String page(String project, String fingerprint) {
        return UriComponentsBuilder.fromUriString(this.url)
            .pathSegment("projects", project, "groups", fingerprint)
            .toUriString();
    }

    private Map<String, Map<String, Long>> counts(String stored) {
        try {
            return this.json.readValue(stored, COUNTS);
        }
        catch (JsonProcessingException ex) {
            throw new IllegalStateException("stored value counts do not read as such", ex);
        }
    }

    private static List<String> strings(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

}
