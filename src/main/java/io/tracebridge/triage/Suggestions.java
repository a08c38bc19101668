package io.tracebridge.triage;

import java.util.List;
import java.util.TreeSet;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Names that a triager is likely to type next. */
@Component
public class Suggestions {

    private static final int MOST = 100;

    private final JdbcClient jdbc;

    Suggestions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * People who sign in here, and assignees and tags of the groups seen last: found
     * without reading the rest.
     */
    public Names names(long projectId) {
        var assignees = new TreeSet<String>(String.CASE_INSENSITIVE_ORDER);
        var tags = new TreeSet<String>(String.CASE_INSENSITIVE_ORDER);
        this.jdbc
            .sql("""
                    with recent as materialized (
                      select assignee, tags from error_group where project_id = :project and merged_into is null
                      order by last_seen desc, id desc limit 2000)
                    (select distinct 'assignee' as kind, assignee as name from recent where assignee is not null limit :most)
                    union (select 'assignee', username from app_user order by username limit :most)
                    union (select 'tag', tag from recent, unnest(tags) tag group by tag order by count(*) desc limit :most)""")
            .param("project", projectId)
            .param("most", MOST)
            .query((row) -> {
                (row.getString("kind").equals("tag") ? tags : assignees).add(row.getString("name"));
            });
        return new Names(List.copyOf(assignees), List.copyOf(tags));
    }

    /** Each in alphabetical order. */
    public record Names(List<String> assignees, List<String> tags) {
    }

}
