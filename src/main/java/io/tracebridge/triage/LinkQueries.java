package io.tracebridge.triage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The links of a group and of those merged into it, as triagers see them. */
@Component
public class LinkQueries {

    private final JdbcClient jdbc;

    LinkQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Oldest first, without those that were unlinked. */
    public List<LinkRow> list(long groupId) {
        return this.jdbc.sql("""
                select l.*, i.name as integration, i.tracker, array(
                    select distinct r.fingerprint from link o
                    join error_group m on m.id = o.group_id join error_group r on r.id = m.root_id
                    where o.integration_id = l.integration_id and o.issue_id = l.issue_id and o.state = 'linked'
                      and l.state = 'linked' and m.root_id <> g.root_id
                    order by r.fingerprint limit 20) as shared_with
                from error_group g join error_group f on f.root_id = g.root_id
                join link l on l.group_id = f.id join integration i on i.id = l.integration_id
                where g.id = ? and l.state <> 'unlinked' order by l.id""")
            .param(groupId)
            .query(LinkQueries::link)
            .list();
    }

    private static LinkRow link(ResultSet row, int n) throws SQLException {
        return new LinkRow(row.getLong("id"), row.getString("integration"), row.getString("tracker"),
                row.getString("state"), row.getString("origin"), row.getString("issue_key"), row.getString("issue_url"),
                row.getString("issue_title"), row.getString("issue_status"), row.getString("issue_assignee"),
                instant(row, "issue_seen_at"), instant(row, "linked_at"), row.getTimestamp("dirty_since") != null,
                strings(row, "shared_with"), strings(row, "warnings"), row.getString("rejection"),
                row.getObject("regression_of", Long.class));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant).orElse(null);
    }

    private static List<String> strings(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    /**
     * A link; what is not known yet is null.
     *
     * @param origin {@code created} by us or {@code found}: it existed before
     * @param issueStatus its name, as last seen at {@code issueSeenAt}
     * @param dirty whether the two sides are about to be brought in step
     * @param sharedWith fingerprints of other groups that are linked to the same issue;
     * at most 20
     * @param rejection what the tracker refused, as JSON; null while it refused nothing
     * @param regressionOf the link whose closed issue came back as this one; null for
     * none
     */
    public record LinkRow(long id, String integration, String tracker, String state, String origin, String issue,
            String url, String title, String issueStatus, String issueAssignee, Instant issueSeenAt, Instant linkedAt,
            boolean dirty, List<String> sharedWith, List<String> warnings, String rejection, Long regressionOf) {
    }

}
