package io.tracebridge.triage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The issues of many groups, in a few words each. */
@Component
public class LinkSummaries {

    static final Summary NONE = new Summary(List.of(), 0);

    /** With an issue for every report a group may have thousands. */
    private static final int SHOWN = 3;

    private final JdbcClient jdbc;

    LinkSummaries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * By id of the root; the newest links of it and of what is merged into it, without
     * those that lead nowhere any more.
     */
    Map<Long, Summary> of(Collection<Long> rootIds) {
        var shown = new HashMap<Long, List<Issue>>();
        var totals = new HashMap<Long, Long>();
        if (rootIds.isEmpty()) {
            return Map.of();
        }
        this.jdbc
            .sql("""
                    select n.*, i.name as integration, i.tracker from (
                      select g.root_id, l.integration_id, l.id, l.state, l.issue_key, l.issue_url, l.issue_title, l.issue_status,
                        row_number() over same as n, count(*) over (partition by g.root_id) as total
                      from error_group g join link l on l.group_id = g.id
                      where g.root_id = any(?) and l.state not in ('unlinked', 'gone', 'superseded', 'given-up')
                      window same as (partition by g.root_id order by l.id desc)) n
                    join integration i on i.id = n.integration_id
                    where n.n <= ? order by n.id desc""")
            .params(rootIds.toArray(Long[]::new), SHOWN)
            .query((row) -> {
                var root = row.getLong("root_id");
                totals.put(root, row.getLong("total"));
                shown.computeIfAbsent(root, (id) -> new ArrayList<>())
                    .add(new Issue(row.getString("integration"), row.getString("tracker"), row.getString("state"),
                            row.getString("issue_key"), row.getString("issue_url"), row.getString("issue_title"),
                            row.getString("issue_status")));
            });
        var summaries = new HashMap<Long, Summary>();
        shown.forEach((root, issues) -> summaries.put(root,
                new Summary(List.copyOf(issues), totals.get(root) - issues.size())));
        return summaries;
    }

    /**
     * @param issues newest first
     * @param more how many there are beside
     */
    public record Summary(List<Issue> issues, long more) {
    }

    /**
     * @param state the link's: {@code reserved} while the issue is being made,
     * {@code rejected} while it waits for a person
     * @param key null before there is an issue, as what follows
     * @param status its name at the tracker, as last seen
     */
    public record Issue(String integration, String tracker, String state, String key, String url, String title,
            String status) {
    }

}
