package io.tracebridge.link;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.Marker;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Link rows. Times are the database's, since copies of the program on several machines
 * share them.
 */
@Component
class Links {

    private static final int MARKER_BYTES = 10;

    private final JdbcClient jdbc;

    private final ObjectMapper json;

    private final SecureRandom random = new SecureRandom();

    Links(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * The one link for this integration, group and scope, made now if it was not there.
     * @return empty if the integration was deleted
     */
    Optional<Link> reserve(long integrationId, long groupId, String scope) {
        this.jdbc.sql("""
                insert into link (integration_id, group_id, scope, marker)
                select id, ?, ?, ? from integration where id = ? for key share
                on conflict (integration_id, group_id, scope) do nothing""")
            .params(groupId, scope, newMarker().value(), integrationId)
            .update();
        return find(integrationId, groupId, scope);
    }

    Optional<Link> find(long integrationId, long groupId, String scope) {
        return this.jdbc.sql("select * from link where integration_id = ? and group_id = ? and scope = ?")
            .params(integrationId, groupId, scope)
            .query(Links::link)
            .optional();
    }

    /**
     * Notes, before it is sent, that a create call goes out: from here on the issue may
     * exist.
     */
    void attempting(long id, Instant now) {
        this.jdbc.sql("""
                update link set attempted_at = coalesce(attempted_at, ?), last_attempt_at = ?, state = 'reserved',
                  rejection = null where id = ?""").params(Timestamp.from(now), Timestamp.from(now), id).update();
    }

    /**
     * The call that {@link #attempting} announced was certainly refused: the state before
     * it holds again.
     */
    void refused(Link before) {
        this.jdbc.sql("update link set attempted_at = ?, last_attempt_at = ?, leased_until = null where id = ?")
            .params(before.firstAttempt().map(Timestamp::from).orElse(null),
                    before.lastAttempt().map(Timestamp::from).orElse(null), before.id())
            .update();
    }

    /**
     * @return false if the link was deleted with its integration
     */
    boolean linked(long id, IssueRef issue, String title, List<String> warnings) {
        return this.jdbc.sql("""
                update link set state = 'linked', issue_id = ?, issue_key = ?, issue_url = ?, issue_title = ?,
                  warnings = ?, linked_at = now(), leased_until = null, rejection = null where id = ?""")
            .params(issue.id(), issue.key(), issue.url(), title, warnings.toArray(String[]::new), id)
            .update() == 1;
    }

    void rejected(long id, Rejection rejection) {
        this.jdbc.sql("update link set state = 'rejected', rejection = ?::jsonb where id = ?")
            .params(write(rejection), id)
            .update();
    }

    void givenUp(long id) {
        this.jdbc.sql(
                "update link set state = 'given-up', leased_until = null where id = ? and state in ('reserved', 'rejected')")
            .param(id)
            .update();
    }

    Marker newMarker() {
        var bytes = new byte[MARKER_BYTES];
        this.random.nextBytes(bytes);
        return new Marker("tracebridge" + HexFormat.of().formatHex(bytes));
    }

    private String write(Rejection rejection) {
        try {
            return this.json.writeValueAsString(rejection);
        }
        catch (JsonProcessingException ex) {
            throw new IllegalStateException("rejections are plain records", ex);
        }
    }

    private static Link link(ResultSet row, int n) throws SQLException {
        var state = Link.State.of(row.getString("state"));
        Optional<IssueRef> issue = (row.getString("issue_id") != null)
                ? Optional
                    .of(new IssueRef(row.getString("issue_id"), row.getString("issue_key"), row.getString("issue_url")))
                : Optional.empty();
        return new Link(row.getLong("id"), new Marker(row.getString("marker")), state,
                Optional.ofNullable(row.getTimestamp("attempted_at")).map(Timestamp::toInstant),
                Optional.ofNullable(row.getTimestamp("last_attempt_at")).map(Timestamp::toInstant), issue);
    }

}
