package io.tracebridge.link;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How people call what the engine knows by ids. */
@Component
public class WorkNames {

    /** As many digits of a fingerprint as pages show. */
    private static final int PREFIX = 7;

    private final JdbcClient jdbc;

    WorkNames(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Such as {@code SHOP-12, group 1a2b3c4, integration "Jira" of project shop}; what is
     * not known, or not there any more, is left out.
     * @param integrationIds without the link's own
     * @param group null for the link's
     * @param link null for none
     */
    public String of(Collection<Long> integrationIds, Long group, Long link) {
        return this.jdbc.sql("""
                select l.issue_key, g.fingerprint, p.name as project,
                  (select string_agg('"' || i.name || '"', ', ' order by i.name) from integration i
                   where i.id = any(:integrations) or i.id = l.integration_id) as integrations
                from (select cast(:link as bigint) as link, cast(:group as bigint) as member) q
                  left join link l on l.id = q.link
                  left join error_group m on m.id = coalesce(q.member, l.group_id)
                  left join error_group g on g.id = m.root_id
                  left join project p on p.id = coalesce(g.project_id,
                    (select min(i.project_id) from integration i where i.id = any(:integrations)))""")
            .param("integrations", integrationIds.toArray(Long[]::new))
            .param("group", group)
            .param("link", link)
            .query((row, n) -> words(row))
            .single();
    }

    private static String words(ResultSet row) throws SQLException {
        var words = new ArrayList<String>();
        if (row.getString("issue_key") != null) {
            words.add(row.getString("issue_key"));
        }
        if (row.getString("fingerprint") != null) {
            words.add("group " + row.getString("fingerprint").substring(0, PREFIX));
        }
        if (row.getString("integrations") != null) {
            words.add("integration " + row.getString("integrations"));
        }
        return words.isEmpty() ? "" : String.join(", ", words) + " of project " + row.getString("project");
    }

}
