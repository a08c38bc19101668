package io.tracebridge.link.convergence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.tracebridge.sync.GroupState;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the database says, by a connection that nobody watches or interrupts. */
final class Stored {

    private final JdbcClient jdbc;

    Stored(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    JdbcClient jdbc() {
        return this.jdbc;
    }

    /** By id; the first leads. */
    List<Tied> tied(String issue) {
        return this.jdbc
            .sql("""
                    select l.id, l.group_id, l.origin, l.agreed_at, l.agreed_state, l.agreed_status, l.agreed_assignee,
                      l.agreed_account, l.issue_updated_at, l.dirty_since, g.state, g.state_changed_at, g.assignee, g.assignee_changed_at
                    from link l join error_group g on g.id = l.group_id
                    where l.issue_id = ? and l.state = 'linked' order by l.id""")
            .param(issue)
            .query(Stored::tied)
            .list();
    }

    List<Long> links(String issue) {
        return tied(issue).stream().map(Tied::link).toList();
    }

    List<Tied> links(long group) {
        return this.jdbc.sql("select issue_id from link where group_id = ? and state = 'linked' order by id")
            .param(group)
            .query(String.class)
            .list()
            .stream()
            .flatMap((issue) -> tied(issue).stream())
            .filter((tied) -> tied.group() == group)
            .toList();
    }

    List<String> drift(long run) {
        return this.jdbc.sql(
                "select kind || ': ' || coalesce(ours, '') || ' / ' || coalesce(theirs, '') from drift where run_id = ?")
            .param(run)
            .query(String.class)
            .list();
    }

    /** Marks, disputes and messages that are still to be worked on. */
    int open() {
        return this.jdbc.sql("""
                select (select count(*) from link where dirty_since is not null or conflict is not null)
                  + (select count(*) from outbox)""").query(Integer.class).single();
    }

    String openLinks() {
        return this.jdbc.sql("select * from link where dirty_since is not null or conflict is not null")
            .query()
            .listOfRows()
            .toString();
    }

    /**
     * Whether somebody unknown or not assignable once kept the sides apart, which lasts
     * until one changes, even if that group was unlinked since.
     */
    boolean leftApart(String issue, String field) {
        return this.jdbc.sql("""
                select exists (select 1 from link_change c join link l on l.id = c.link_id
                  where l.issue_id = ? and c.field = ? and c.outcome = 'skipped')""")
            .params(issue, field)
            .query(Boolean.class)
            .single();
    }

    /** Whether the issue was made for a group, even if that was unlinked since. */
    boolean created(String issue) {
        return this.jdbc.sql("select exists (select 1 from link where issue_id = ? and origin = 'created')")
            .param(issue)
            .query(Boolean.class)
            .single();
    }

    long lastActivity() {
        return this.jdbc.sql("select coalesce(max(id), 0) from activity").query(Long.class).single();
    }

    /** What the tracker's side did to groups since. */
    List<Adopted> adopted(long after) {
        return this.jdbc
            .sql("""
                    select group_id, (cause ->> 'link')::bigint as link, case kind when 'state-changed' then 'state' else 'assignee' end as field,
                      coalesce(before ->> 'state', before ->> 'assignee') as before,
                      coalesce(after ->> 'state', after ->> 'assignee') as after
                    from activity where id > ? and actor = 'tracker' and kind in ('state-changed', 'assignee-changed')
                    order by id""")
            .param(after)
            .query((row, n) -> new Adopted(row.getLong("group_id"), row.getLong("link"), row.getString("field"),
                    row.getString("before"), row.getString("after")))
            .list();
    }

    private static Tied tied(ResultSet row, int n) throws SQLException {
        Optional<Agreed> agreed = (row.getTimestamp("agreed_at") != null)
                ? Optional.of(new Agreed(row.getString("agreed_state"), row.getString("agreed_status"),
                        nobody(row.getString("agreed_assignee")), nobody(row.getString("agreed_account"))))
                : Optional.empty();
        return new Tied(row.getLong("id"), row.getLong("group_id"), "created".equals(row.getString("origin")), agreed,
                GroupState.of(row.getString("state")).orElseThrow(), row.getTimestamp("state_changed_at").toInstant(),
                Optional.ofNullable(row.getString("assignee")), row.getTimestamp("assignee_changed_at").toInstant(),
                time(row, "issue_updated_at").orElse(Instant.MIN), time(row, "dirty_since"));
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }

    private static String nobody(String name) {
        return (name != null) ? name : "nobody";
    }

    record Agreed(String state, String status, String assignee, String account) {

        String ours(String field) {
            return field.equals("state") ? this.state : this.assignee;
        }

        String theirs(String field) {
            return field.equals("state") ? this.status : this.account;
        }

    }

    /**
     * @param toldOf the issue's latest change that the program has kept
     */
    record Tied(long link, long group, boolean created, Optional<Agreed> agreed, GroupState state, Instant stateAt,
            Optional<String> assignee, Instant assigneeAt, Instant toldOf, Optional<Instant> dirtySince) {

        Instant changedAt(String field) {
            return field.equals("state") ? this.stateAt : this.assigneeAt;
        }

    }

    record Adopted(long group, long link, String field, String before, String after) {

        String replaced() {
            return this.before.isEmpty() ? "nobody" : this.before;
        }

    }

}
