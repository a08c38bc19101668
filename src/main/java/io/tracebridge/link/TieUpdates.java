package io.tracebridge.link;

import java.sql.Timestamp;
import java.util.Collection;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tracebridge.tracker.Issue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Writes what became of links while they were brought in step; {@link TieRows} reads and
 * holds them.
 */
@Component
class TieUpdates {

    private final JdbcClient jdbc;

    private final ObjectMapper json;

    TieUpdates(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * @param closed whether its status means that it is done with
     * @param clean whether the sides are in step, and nobody marked the link meanwhile
     */
    void saw(long link, Issue issue, boolean closed, Dispute dispute, boolean clean) {
        this.jdbc.sql("""
                update link set issue_id = ?, issue_key = ?, issue_url = ?, issue_title = ?, issue_status = ?,
                  issue_resolution = ?, issue_closed_at = case when ? then coalesce(issue_closed_at, ?) end,
                  issue_assignee = ?, issue_seen_at = now(), issue_updated_at = greatest(issue_updated_at, ?),
                  conflict = ?::jsonb, dirty_since = case when ? then null else dirty_since end where id = ?""")
            .params(issue.ref().id(), issue.ref().key(), issue.ref().url(), issue.title(), issue.status().name(),
                    issue.status().resolution().isEmpty() ? null : issue.status().resolution(), closed,
                    Timestamp.from(issue.updatedAt()), issue.assignee().map(Issue.Account::name).orElse(null),
                    Timestamp.from(issue.updatedAt()), write(dispute), clean, link)
            .update();
    }

    void agree(long link, Tie.Agreed agreed) {
        this.jdbc.sql("""
                update link set agreed_at = now(), agreed_state = ?, agreed_status = ?, agreed_assignee = ?,
                  agreed_account = ? where id = ?""")
            .params(agreed.state().id(), agreed.status(), agreed.assignee().orElse(null), agreed.account().orElse(null),
                    link)
            .update();
    }

    /**
     * @param version as the tracker names it; empty for none
     */
    void fixedIn(Collection<Long> links, Optional<String> version) {
        this.jdbc.sql("update link set fixed_in = ? where id = any(?)")
            .params(version.orElse(null), links.toArray(Long[]::new))
            .update();
    }

    /** Another issue takes the place of theirs, which nobody looks at any more. */
    void superseded(Collection<Long> links) {
        this.jdbc.sql("update link set state = 'superseded', dirty_since = null, conflict = null where id = any(?)")
            .param(links.toArray(Long[]::new))
            .update();
    }

    /** Those that are marked stay so since then. */
    void mark(Collection<Long> links) {
        this.jdbc
            .sql("update link set dirty_since = coalesce(dirty_since, now()) where id = any(?) and state = 'linked'")
            .param(links.toArray(Long[]::new))
            .update();
    }

    /** There is nothing to bring in step. */
    void clean(Collection<Long> links) {
        this.jdbc.sql("update link set dirty_since = null, conflict = null where id = any(?)")
            .param(links.toArray(Long[]::new))
            .update();
    }

    void gone(Collection<Long> links) {
        this.jdbc.sql("update link set state = 'gone', dirty_since = null, conflict = null where id = any(?)")
            .param(links.toArray(Long[]::new))
            .update();
    }

    private String write(Dispute dispute) {
        try {
            return (dispute != null) ? this.json.writeValueAsString(dispute) : null;
        }
        catch (JsonProcessingException ex) {
            throw new IllegalStateException("disputes are plain records", ex);
        }
    }

}
