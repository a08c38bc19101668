package io.tracebridge.triage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.tracebridge.sync.GroupState;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** One group whole, as triagers see it. */
@Component
public class GroupQueries {

    private static final int HISTORY = 100;

    private final JdbcClient jdbc;

    private final Groups groups;

    private final Decisions decisions;

    private final Activities activities;

    private final LinkQueries links;

    GroupQueries(JdbcClient jdbc, Groups groups, Decisions decisions, Activities activities, LinkQueries links) {
        this.jdbc = jdbc;
        this.groups = groups;
        this.decisions = decisions;
        this.activities = activities;
        this.links = links;
    }

    /** Empty for an unknown fingerprint. */
    public Optional<Long> id(long projectId, String fingerprint) {
        return this.jdbc.sql("select id from error_group where project_id = ? and fingerprint = ?")
            .params(projectId, fingerprint)
            .query(Long.class)
            .optional();
    }

    /** As much as stands above everything else of it. */
    public Optional<Head> head(long projectId, String fingerprint) {
        return this.jdbc.sql("select * from error_group where project_id = ? and fingerprint = ?")
            .params(projectId, fingerprint)
            .query(GroupQueries::row)
            .optional()
            .map((row) -> new Head(row, mergedInto(row.id()), members(row.id())));
    }

    public Optional<Detail> find(long projectId, String fingerprint) {
        return this.jdbc.sql("select * from error_group where project_id = ? and fingerprint = ?")
            .params(projectId, fingerprint)
            .query(GroupQueries::row)
            .optional()
            .map((row) -> new Detail(row, mergedInto(row.id()), members(row.id()), this.groups.values(row.id()),
                    this.links.list(row.id()), this.decisions.ofGroup(row.id(), HISTORY),
                    this.activities.list(row.id(), HISTORY)));
    }

    private String mergedInto(long groupId) {
        return this.jdbc
            .sql("select r.fingerprint from error_group g join error_group r on r.id = g.merged_into where g.id = ?")
            .param(groupId)
            .query(String.class)
            .optional()
            .orElse(null);
    }

    private List<Member> members(long groupId) {
        return this.jdbc.sql("""
                select fingerprint, report_count, first_seen, last_seen from error_group where merged_into = :id
                  and root_id = :id order by fingerprint""")
            .param("id", groupId)
            .query((row, n) -> new Member(row.getString("fingerprint"), row.getLong("report_count"),
                    row.getTimestamp("first_seen").toInstant(), row.getTimestamp("last_seen").toInstant()))
            .list();
    }

    static Row row(ResultSet row, int n) throws SQLException {
        return new Row(row.getLong("id"), row.getString("fingerprint"),
                GroupState.of(row.getString("state")).orElseThrow(), row.getString("assignee"), strings(row, "tags"),
                strings(row, "classifiers"), strings(row, "frames"), row.getLong("report_count"),
                row.getTimestamp("first_seen").toInstant(), row.getTimestamp("last_seen").toInstant(),
                new Reopenings(row.getInt("reopen_count"),
                        Optional.ofNullable(row.getTimestamp("reopened_at")).map(Timestamp::toInstant).orElse(null),
                        row.getString("violated"), row.getString("until")));
    }

    private static List<String> strings(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    public record Row(long id, String fingerprint, GroupState state, String assignee, List<String> tags,
            List<String> classifiers, List<String> frames, long reports, Instant firstSeen, Instant lastSeen,
            Reopenings reopenings) {
    }

    /**
     * @param lastAt null if it never was
     * @param violated the condition that did it last, as JSON; null if none did
     * @param until conditions that would do it next, as JSON; null for none
     */
    public record Reopenings(int count, Instant lastAt, String violated, String until) {
    }

    /**
     * A group whose reports count in the one shown, too.
     *
     * @param reports its own
     */
    public record Member(String fingerprint, long reports, Instant firstSeen, Instant lastSeen) {
    }

    /**
     * @param mergedInto fingerprint of the group that stands for this one; null for none
     */
    public record Head(Row group, String mergedInto, List<Member> members) {
    }

    /**
     * A root has the values, links and decisions of all that are merged into it.
     *
     * @param mergedInto fingerprint of the group that stands for this one; null for none
     * @param values defined attribute to value to count
     */
    public record Detail(Row group, String mergedInto, List<Member> members, Map<String, Map<String, Long>> values,
            List<LinkQueries.LinkRow> links, List<Decisions.Stored> decisions, List<Activities.Activity> activity) {
    }

}
