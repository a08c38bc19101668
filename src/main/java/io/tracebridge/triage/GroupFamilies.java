package io.tracebridge.triage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Rows of groups that are merged or parted. A root's counters are totals of its family; a
 * member's are its own.
 */
@Component
class GroupFamilies {

    private final JdbcClient jdbc;

    GroupFamilies(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The groups with these fingerprints and all that are merged into them, by
     * fingerprint, locked until the transaction ends: in the order of fingerprints, as
     * the intake locks them.
     */
    Map<String, Row> lock(long projectId, Collection<String> fingerprints) {
        select(projectId, fingerprints);
        // Again, to see what was merged while the first look waited for its locks.
        return select(projectId, fingerprints).stream()
            .collect(Collectors.toMap(Row::fingerprint, Function.identity()));
    }

    private List<Row> select(long projectId, Collection<String> fingerprints) {
        return this.jdbc
            .sql("""
                    select g.id, g.fingerprint, g.assignee, g.merged_into,
                      (select r.fingerprint from error_group r where r.id = g.merged_into) as root
                    from error_group g
                    where g.id in (select f.id from error_group f where f.project_id = :project and f.fingerprint = any(:names))
                      or g.root_id in (select f.id from error_group f where f.project_id = :project and f.fingerprint = any(:names))
                    order by g.fingerprint for update of g""")
            .param("project", projectId)
            .param("names", fingerprints.toArray(String[]::new))
            .query(GroupFamilies::row)
            .list();
    }

    /** Roots that join another one; those merged into them come along. */
    void join(long root, Collection<Long> roots) {
        var joining = roots.toArray(Long[]::new);
        this.jdbc.sql("""
                update error_group g set report_count = g.report_count + j.reports,
                  first_seen = least(g.first_seen, j.first_seen), last_seen = greatest(g.last_seen, j.last_seen),
                  classifiers = case when j.last_seen > g.last_seen then latest.classifiers else g.classifiers end,
                  frames = case when j.last_seen > g.last_seen then latest.frames else g.frames end,
                  tags = array(select distinct tag from error_group t, unnest(t.tags) tag
                    where t.id = g.id or t.id = any(:joining) order by tag)
                from (select sum(report_count) as reports, min(first_seen) as first_seen, max(last_seen) as last_seen
                    from error_group where id = any(:joining)) j,
                  (select classifiers, frames from error_group where id = any(:joining)
                    order by last_seen desc limit 1) latest
                where g.id = :root""").param("joining", joining).param("root", root).update();
        var withMembers = this.jdbc.sql("""
                update error_group g set report_count = g.report_count - m.reports
                from (select root_id, sum(report_count) as reports from error_group
                  where root_id = any(?) and id <> root_id group by root_id) m
                where g.id = m.root_id returning g.id""").param(joining).query(Long.class).list();
        this.jdbc.sql("update error_group set merged_into = :root where root_id = any(:joining)")
            .param("root", root)
            .param("joining", joining)
            .update();
        withMembers.forEach(this::refresh);
    }

    /** The member is a root again, with all that is its own. */
    void part(long root, long member) {
        this.jdbc.sql("update error_group set merged_into = null where id = ?").param(member).update();
        this.jdbc.sql("""
                update error_group set report_count = report_count
                  - (select m.report_count from error_group m where m.id = ?) where id = ?""")
            .params(member, root)
            .update();
        refresh(root);
    }

    /**
     * Takes from the reports what cannot be subtracted: first and last seen, and how the
     * latest report looked. Without reports all stays as it is.
     */
    private void refresh(long groupId) {
        this.jdbc
            .sql("""
                    with own as (select r.id, r.occurred_at, r.classifiers, r.frames
                      from error_group g join report r on r.group_id = g.id where g.id = :id or g.root_id = :id)
                    update error_group g set first_seen = (select min(occurred_at) from own), last_seen = latest.occurred_at,
                      classifiers = latest.classifiers, frames = latest.frames
                    from (select * from own order by occurred_at desc, id desc limit 1) latest
                    where g.id = :id""")
            .param("id", groupId)
            .update();
    }

    private static Row row(ResultSet row, int n) throws SQLException {
        return new Row(row.getLong("id"), row.getString("fingerprint"), Optional.ofNullable(row.getString("assignee")),
                Optional.ofNullable(row.getObject("merged_into", Long.class)),
                Optional.ofNullable(row.getString("root")));
    }

    /**
     * @param mergedInto id of its root; empty for a root
     * @param root fingerprint of its root; empty for a root
     */
    record Row(long id, String fingerprint, Optional<String> assignee, Optional<Long> mergedInto,
            Optional<String> root) {

        boolean isIn(Row other) {
            return this.mergedInto.filter((id) -> id == other.id()).isPresent();
        }

    }

}
