package io.tracebridge.link;

import java.util.Optional;

import io.tracebridge.tracker.IssueRef;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks up what links lead to. */
@Component
public class LinkedIssues {

    private final JdbcClient jdbc;

    LinkedIssues(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty while there is no issue, and after it was unlinked. */
    public Optional<LinkedIssue> find(long linkId) {
        return this.jdbc
            .sql("""
                    select id, integration_id, issue_id, issue_key, issue_url, coalesce(issue_title, issue_key) as title from link
                    where id = ? and state = 'linked'""")
            .param(linkId)
            .query((row, n) -> new LinkedIssue(row.getLong("id"), row.getLong("integration_id"),
                    new IssueRef(row.getString("issue_id"), row.getString("issue_key"), row.getString("issue_url")),
                    row.getString("title")))
            .optional();
    }

}
