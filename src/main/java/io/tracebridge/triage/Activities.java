package io.tracebridge.triage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What happened to a group: who or what did it, before and after, and the cause. Written
 * in the caller's transaction.
 */
@Component
public class Activities {

    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {
    };

    private final JdbcClient jdbc;

    private final ObjectMapper json;

    Activities(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * What happens to a merged group is its root's to tell.
     * @param actor {@code user:<name>}, {@code rule}, {@code process}, {@code webhook} or
     * {@code report}
     * @param before what changed, as it was; empty for something new
     * @param cause ids that lead further: integration, decision, process instance
     */
    public void record(long groupId, String actor, String kind, Map<String, ?> before, Map<String, ?> after,
            Map<String, ?> cause) {
        this.jdbc.sql("""
                insert into activity (group_id, actor, kind, before, after, cause)
                select root_id, ?, ?, ?::jsonb, ?::jsonb, ?::jsonb from error_group where id = ?""")
            .params(actor, kind, write(before), write(after), write(cause), groupId)
            .update();
    }

    /** For being merged itself: the one thing that the merged group tells. */
    void recordOfMember(long groupId, String actor, String kind, Map<String, ?> before, Map<String, ?> after) {
        this.jdbc.sql("""
                insert into activity (group_id, actor, kind, before, after) values (?, ?, ?, ?::jsonb, ?::jsonb)""")
            .params(groupId, actor, kind, write(before), write(after))
            .update();
    }

    /** Newest first. */
    List<Activity> list(long groupId, int limit) {
        return this.jdbc.sql("select * from activity where group_id = ? order by id desc limit ?")
            .params(groupId, limit)
            .query(this::activity)
            .list();
    }

    /**
     * Newest first, with the place that the next page begins after.
     * @param before place of the last activity of the page before; null for the first
     * page
     */
    public List<Placed> page(long groupId, Long before, int limit) {
        return this.jdbc.sql("""
                select * from activity where group_id = :group and (:before::bigint is null or id < :before)
                order by id desc limit :limit""")
            .param("group", groupId)
            .param("before", before)
            .param("limit", limit)
            .query((row, n) -> new Placed(row.getLong("id"), activity(row, n)))
            .list();
    }

    private Activity activity(ResultSet row, int n) throws SQLException {
        return new Activity(row.getTimestamp("at").toInstant(), row.getString("actor"), row.getString("kind"),
                read(row.getString("before")), read(row.getString("after")), read(row.getString("cause")));
    }

    private String write(Map<String, ?> value) {
        try {
            return this.json.writeValueAsString(value);
        }
        catch (JsonProcessingException ex) {
            throw new IllegalArgumentException("activities are plain maps", ex);
        }
    }

    private Map<String, Object> read(String stored) {
        try {
            return (stored != null) ? this.json.readValue(stored, MAP) : Map.of();
        }
        catch (JsonProcessingException ex) {
            throw new IllegalStateException("a stored activity is not a JSON object", ex);
        }
    }

    public record Activity(Instant at, String actor, String kind, Map<String, Object> before, Map<String, Object> after,
            Map<String, Object> cause) {
    }

    public record Placed(long place, Activity activity) {
    }

}
