package io.tracebridge.link;

import java.util.List;
import java.util.Optional;

import io.tracebridge.issue.PlainText;
import io.tracebridge.link.Link.State;
import io.tracebridge.sync.GroupState;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.IssueRef;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Rows of links that people make and end. A group's links are those of its whole family:
 * its own and those of the groups merged into it.
 */
@Component
class FoundLinks {

    /** Code points of a tracker's words; longer ones are cut. */
    private static final int LONGEST_TEXT = 500;

    private final JdbcClient jdbc;

    private final Links links;

    FoundLinks(JdbcClient jdbc, Links links) {
        this.jdbc = jdbc;
        this.links = links;
    }

    /** The link that ties the family to the issue, whoever made it. */
    Optional<Long> find(long groupId, long integrationId, String issueId) {
        return this.jdbc.sql("""
                select min(l.id) from link l join error_group g on g.id = l.group_id
                where g.root_id = ? and l.integration_id = ? and l.issue_id = ? and l.state = 'linked'""")
            .params(groupId, integrationId, issueId)
            .query(Long.class)
            .optional();
    }

    /** A link to an issue that had been gone is taken up again. */
    long add(long groupId, long integrationId, Issue issue, List<String> warnings) {
        return this.jdbc
            .sql("""
                    insert into link (integration_id, group_id, scope, marker, state, origin, issue_id, issue_key, issue_url,
                      issue_title, issue_status, issue_assignee, issue_seen_at, linked_at, warnings)
                    values (?, ?, ?, ?, 'linked', 'found', ?, ?, ?, ?, ?, ?, now(), now(), ?)
                    on conflict (integration_id, group_id, scope) do update set state = 'linked',
                      issue_key = excluded.issue_key, issue_url = excluded.issue_url, issue_title = excluded.issue_title,
                      issue_status = excluded.issue_status, issue_assignee = excluded.issue_assignee,
                      issue_seen_at = now(), linked_at = now(), warnings = excluded.warnings, agreed_at = null,
                      agreed_state = null, agreed_status = null, agreed_assignee = null, agreed_account = null,
                      dirty_since = null, conflict = null
                    returning id""")
            .params(integrationId, groupId, "found:" + issue.ref().id(), this.links.newMarker().value(),
                    issue.ref().id(), issue.ref().key(), issue.ref().url(), shown(issue.title()),
                    shown(issue.status().name()), issue.assignee().map((who) -> shown(who.name())).orElse(null),
                    warnings.toArray(String[]::new))
            .query(Long.class)
            .single();
    }

    /**
     * Notes on which values both sides stand from here on; a side that differs later has
     * changed.
     * @param assignee our user; empty for nobody
     */
    void agree(long id, GroupState state, Optional<String> assignee, Issue issue) {
        this.jdbc.sql("""
                update link set agreed_at = now(), agreed_state = ?, agreed_status = ?, agreed_assignee = ?,
                  agreed_account = ? where id = ?""")
            .params(state.id(), issue.status().key(), assignee.orElse(null),
                    issue.assignee().map(Issue.Account::id).orElse(null), id)
            .update();
    }

    /**
     * Keeps everybody else from changing the links to an issue until the transaction
     * ends: in the order of their ids, as everybody locks links.
     */
    void lock(long integrationId, String issueId) {
        this.jdbc.sql("select id from link where integration_id = ? and issue_id = ? order by id for no key update")
            .params(integrationId, issueId)
            .query(Long.class)
            .list();
    }

    /** A link of the family that was not ended before. */
    Optional<Held> held(long groupId, long id) {
        return this.jdbc.sql("""
                select l.* from link l join error_group g on g.id = l.group_id
                where l.id = ? and g.root_id = ? and l.state <> 'unlinked'""").params(id, groupId).query((row, n) -> {
            var issue = Optional.ofNullable(row.getString("issue_id"));
            return new Held(row.getLong("integration_id"), State.of(row.getString("state")),
                    issue.isPresent()
                            ? Optional
                                .of(new IssueRef(issue.get(), row.getString("issue_key"), row.getString("issue_url")))
                            : Optional.empty());
        }).optional();
    }

    /**
     * Ends a link and makes room for a new one in its place.
     * @return false if somebody works on its issue after all
     */
    boolean unlink(long id) {
        return this.jdbc.sql("""
                update link set state = 'unlinked', unlinked_at = now(), scope = scope || '#' || id, agreed_at = null,
                  agreed_state = null, agreed_status = null, agreed_assignee = null, agreed_account = null,
                  dirty_since = null, conflict = null
                where id = ? and state in ('linked', 'gone', 'given-up', 'superseded')""").param(id).update() == 1;
    }

    /** Links that still lead to the issue, of whichever group. */
    List<Long> others(long integrationId, String issueId) {
        return this.jdbc
            .sql("select id from link where integration_id = ? and issue_id = ? and state = 'linked' order by id")
            .params(integrationId, issueId)
            .query(Long.class)
            .list();
    }

    static String shown(String text) {
        return PlainText.cut(PlainText.oneLine(text), LONGEST_TEXT);
    }

    /**
     * @param issue empty when none came of it
     */
    record Held(long integrationId, State state, Optional<IssueRef> issue) {
    }

}
