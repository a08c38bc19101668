package io.tracebridge.link;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tracebridge.sync.GroupState;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.IssueRef;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads the rows behind {@link Ties}, and holds them; {@link TieUpdates} writes them.
 */
@Component
class TieRows {

    private static final String SELECT = """
            select l.*, r.id as root, r.state as group_state, r.state_changed_at, r.reopened_by_report, r.assignee, r.assignee_changed_at
            from link l join error_group g on g.id = l.group_id join error_group r on r.id = g.root_id
            where l.state = 'linked' and\s""";

    private final JdbcClient jdbc;

    private final ObjectMapper json;

    TieRows(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Empty when the link leads to no issue any more. */
    Optional<Ties> find(long link) {
        var rows = this.jdbc
            .sql(SELECT
                    + """
                            (l.integration_id, l.issue_id) = (select integration_id, issue_id from link where id = ? and state = 'linked')
                            order by l.id""")
            .param(link)
            .query(this::row)
            .list();
        return rows.stream()
            .findFirst()
            .map((lead) -> new Ties(lead.integration(), lead.issue(), lead.updatedAt(), lead.dispute(),
                    rows.stream().map(Row::tie).toList()));
    }

    /**
     * The links that are still linked, as they are now, with their groups held until the
     * transaction ends.
     */
    Map<Long, Tie> lock(Collection<Long> links) {
        // Groups first and by fingerprint, as everybody takes them; a join would lock
        // both at once.
        this.jdbc.sql("""
                select r.id from error_group r where r.id in
                  (select g.root_id from error_group g join link l on l.group_id = g.id where l.id = any(?))
                order by r.fingerprint for update""").param(links.toArray(Long[]::new)).query(Long.class).list();
        this.jdbc.sql("select id from link where id = any(?) order by id for update")
            .param(links.toArray(Long[]::new))
            .query(Long.class)
            .list();
        return this.jdbc.sql(SELECT + "l.id = any(?)")
            .param(links.toArray(Long[]::new))
            .query(this::row)
            .list()
            .stream()
            .map(Row::tie)
            .collect(Collectors.toMap(Tie::id, Function.identity()));
    }

    private Row row(ResultSet row, int n) throws SQLException {
        Optional<Tie.Agreed> agreed = (row.getTimestamp("agreed_at") != null)
                ? Optional.of(new Tie.Agreed(GroupState.of(row.getString("agreed_state")).orElseThrow(),
                        row.getString("agreed_status"), Optional.ofNullable(row.getString("agreed_assignee")),
                        Optional.ofNullable(row.getString("agreed_account"))))
                : Optional.empty();
        var group = new Tie.Group(row.getLong("root"), GroupState.of(row.getString("group_state")).orElseThrow(),
                row.getTimestamp("state_changed_at").toInstant(), row.getBoolean("reopened_by_report"),
                Optional.ofNullable(row.getString("assignee")), row.getTimestamp("assignee_changed_at").toInstant());
        var tie = new Tie(row.getLong("id"), row.getLong("dirty_serial"), time(row, "dirty_since"),
                "created".equals(row.getString("origin")), agreed,
                new Tie.Closing(time(row, "issue_closed_at"), Optional.ofNullable(row.getString("fixed_in"))), group);
        return new Row(row.getLong("integration_id"),
                new IssueRef(row.getString("issue_id"), row.getString("issue_key"), row.getString("issue_url")),
                time(row, "issue_updated_at"), read(row.getString("conflict")), tie);
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }

    private Optional<Dispute> read(String stored) {
        try {
            return (stored != null) ? Optional.of(this.json.readValue(stored, Dispute.class)) : Optional.empty();
        }
        catch (JsonProcessingException ex) {
            throw new IllegalStateException("a stored dispute does not read as one", ex);
        }
    }

    private record Row(long integration, IssueRef issue, Optional<Instant> updatedAt, Optional<Dispute> dispute,
            Tie tie) {
    }

}
