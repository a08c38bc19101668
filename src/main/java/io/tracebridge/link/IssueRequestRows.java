package io.tracebridge.link;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tracebridge.link.IssueRequest.State;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Request rows. Times are the database's, as those of links. A request whose link exists
 * was completed, by whichever door: Tasklist tells nobody but the process.
 */
@Component
class IssueRequestRows {

    private static final String SELECT = """
            select r.*, i.name as integration, r.expires_at < now() as late,
              case when r.state in ('drafting', 'waiting') and l.id is not null then 'submitted' else r.state end as now,
              l.id as link, l.state as link_state, l.issue_key, l.issue_url, l.issue_title, l.rejection
            from issue_request r join integration i on i.id = r.integration_id
              left join link l on l.integration_id = r.integration_id and l.group_id = r.group_id
                and l.scope = 'manual:' || r.id
            """;

    /** Those of a group's family, by the fingerprint of any member. */
    private static final String OF_GROUP = """
            where r.group_id in (select m.id from error_group m join error_group g on g.root_id = m.root_id
              where g.project_id = ? and g.fingerprint = ?)""";

    private final JdbcClient jdbc;

    private final ObjectMapper json;

    IssueRequestRows(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * @return false when there is a request of this id, which stays as it is
     */
    boolean add(UUID id, long integrationId, long groupId, String actor, IssueDetails given, Duration expireAfter) {
        return this.jdbc.sql("""
                insert into issue_request (id, integration_id, group_id, requested_by, given, expires_at)
                values (?, ?, ?, ?, ?::jsonb, now() + make_interval(secs => ?)) on conflict do nothing""")
            .params(id, integrationId, groupId, actor, write(given), (double) expireAfter.toSeconds())
            .update() == 1;
    }

    boolean isFor(UUID id, long integrationId, long groupId) {
        return find(id).filter((request) -> request.integrationId() == integrationId && request.groupId() == groupId)
            .isPresent();
    }

    Optional<IssueRequest> find(UUID id) {
        return this.jdbc.sql(SELECT + "where r.id = ?").param(id).query(this::request).optional();
    }

    Optional<IssueRequest> find(long projectId, String fingerprint, UUID id) {
        return this.jdbc.sql(SELECT + OF_GROUP + " and r.id = ?")
            .params(projectId, fingerprint, id)
            .query(this::request)
            .optional();
    }

    /** As {@link #find}, and nobody else answers it until the end of the transaction. */
    Optional<IssueRequest> lock(long projectId, String fingerprint, UUID id) {
        this.jdbc.sql("select 1 from issue_request where id = ? for update").param(id).query().listOfRows();
        return find(projectId, fingerprint, id);
    }

    /** Open ones first, then the newest. */
    List<IssueRequest> list(long projectId, String fingerprint, int limit) {
        return this.jdbc.sql(SELECT + OF_GROUP
                + " order by (r.state in ('drafting', 'waiting') and l.id is null) desc, r.created_at desc, r.id limit ?")
            .params(projectId, fingerprint, limit)
            .query(this::request)
            .list();
    }

    /**
     * Gives the request to one process instance.
     * @return false when it ended, or another instance has it
     */
    boolean claim(UUID id, long processInstanceKey) {
        return this.jdbc.sql("""
                update issue_request set process_instance_key = ?
                where id = ? and (process_instance_key is null or process_instance_key = ?)
                  and state in ('drafting', 'waiting', 'submitted')""")
            .params(processInstanceKey, id, processInstanceKey)
            .update() == 1;
    }

    /** Takes a submitted request from the instance that gave it up. */
    boolean release(UUID id, long processInstanceKey) {
        return this.jdbc.sql("""
                update issue_request set process_instance_key = null
                where id = ? and process_instance_key = ? and state = 'submitted'""")
            .params(id, processInstanceKey)
            .update() == 1;
    }

    /**
     * @return false when somebody answered meanwhile
     */
    boolean drafted(UUID id, DraftForm form, State state) {
        return this.jdbc.sql("""
                update issue_request set draft = ?::jsonb, state = ?
                where id = ? and state in ('drafting', 'waiting')""").params(write(form), state.id(), id).update() == 1;
    }

    void submitted(UUID id, IssueDetails details) {
        this.jdbc.sql("update issue_request set state = 'submitted', given = ?::jsonb where id = ?")
            .params(write(details), id)
            .update();
    }

    /**
     * @return false when it was answered or had ended before
     */
    boolean end(UUID id, State state) {
        return this.jdbc
            .sql("""
                    update issue_request set state = ?, ended_at = now() where id = ? and state in ('drafting', 'waiting')""")
            .params(state.id(), id)
            .update() == 1;
    }

    /** Whatever was said before: the link shows what became of it. */
    void close(UUID id) {
        this.jdbc.sql("""
                update issue_request r set ended_at = coalesce(r.ended_at, now()), link_id = l.id,
                  state = case when l.issue_id is not null then 'created' else 'given-up' end
                from issue_request q left join link l on l.integration_id = q.integration_id
                  and l.group_id = q.group_id and l.scope = 'manual:' || q.id
                where r.id = ? and q.id = r.id and (l.id is null or l.state not in ('reserved', 'rejected'))""")
            .param(id)
            .update();
    }

    private IssueRequest request(ResultSet row, int n) throws SQLException {
        var draft = row.getString("draft");
        var link = (row.getObject("link") != null)
                ? new IssueRequest.Link(row.getLong("link"), row.getString("link_state"), row.getString("issue_key"),
                        row.getString("issue_url"), row.getString("issue_title"), row.getString("rejection"))
                : null;
        return new IssueRequest(row.getObject("id", UUID.class), row.getLong("integration_id"),
                row.getString("integration"), row.getLong("group_id"), row.getString("requested_by"),
                State.of(row.getString("now")), read(row.getString("given"), IssueDetails.class),
                Optional.ofNullable(draft).map((form) -> read(form, DraftForm.class)), Optional.ofNullable(link),
                row.getTimestamp("created_at").toInstant(), row.getTimestamp("expires_at").toInstant(),
                row.getBoolean("late"));
    }

    private String write(Object value) {
        try {
            return this.json.writeValueAsString(value);
        }
        catch (JsonProcessingException ex) {
            throw new IllegalStateException("requests are plain records", ex);
        }
    }

    private <T> T read(String stored, Class<T> type) {
        try {
            return this.json.readValue(stored, type);
        }
        catch (JsonProcessingException ex) {
            throw new IllegalStateException("a stored request does not read as one", ex);
        }
    }

}
