package io.tracebridge.intake;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

import io.tracebridge.intake.IncomingReport.GroupKey;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The groups' own rows: counters, first and last seen, how the latest report looked. */
@Component
class GroupRows {

    private final JdbcClient jdbc;

    private final Json json;

    GroupRows(JdbcClient jdbc, Json json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * Counts reports into their groups, creating those that are new, and locks the rows
     * until the transaction ends. A merged group counts in its root, too. All rows, roots
     * included, are taken in the order of project and fingerprint, so that two
     * transactions wait for each other and never both at once.
     * @throws ConcurrencyFailureException if a group was merged or parted meanwhile and
     * the batch should be tried again
     */
    Map<GroupKey, Row> count(Collection<IncomingReport> reports) {
        var byGroup = new HashMap<GroupKey, Change>();
        reports.forEach((report) -> byGroup.merge(report.group(), Change.of(report), Change::and));
        var rows = new HashMap<GroupKey, Row>();
        this.jdbc
            .sql("""
                    with incoming as materialized (
                      select i.*, m.merged_into as root
                      from json_to_recordset(?::json) as i(project_id bigint, fingerprint text, classifiers text[],
                        frames text[], report_count bigint, first_seen timestamptz, last_seen timestamptz)
                      left join error_group m on m.project_id = i.project_id and m.fingerprint = i.fingerprint
                        and m.merged_into is not null
                    ), counted as (
                      select project_id, fingerprint, classifiers, frames, report_count, first_seen, last_seen from incoming
                      union all
                      select r.project_id, r.fingerprint, i.classifiers, i.frames, i.report_count, i.first_seen, i.last_seen
                      from incoming i join error_group r on r.id = i.root
                    ), summed as (
                      select distinct on (project_id, fingerprint) project_id, fingerprint, classifiers, frames,
                        sum(report_count) over same as report_count, min(first_seen) over same as first_seen,
                        max(last_seen) over same as last_seen
                      from counted window same as (partition by project_id, fingerprint)
                      order by project_id, fingerprint, counted.last_seen desc
                    ), saved as (
                      insert into error_group as g (project_id, fingerprint, classifiers, frames, report_count, first_seen, last_seen)
                      select project_id, fingerprint, classifiers, frames, report_count, first_seen, last_seen
                      from summed order by project_id, fingerprint
                      on conflict (project_id, fingerprint) do update set
                        report_count = g.report_count + excluded.report_count,
                        first_seen = least(g.first_seen, excluded.first_seen),
                        last_seen = greatest(g.last_seen, excluded.last_seen),
                        classifiers = case when excluded.last_seen >= g.last_seen then excluded.classifiers else g.classifiers end,
                        frames = case when excluded.last_seen >= g.last_seen then excluded.frames else g.frames end
                      returning g.id, g.project_id, g.fingerprint, g.root_id, g.xmax = 0 as created,
                         g.until is not null or g.merged_into is not null as may_reopen)
                    select s.*, s.root_id <> coalesce(i.root, s.id) as moved
                    from saved s join incoming i on i.project_id = s.project_id and i.fingerprint = s.fingerprint""")
            .param(this.json.write(byGroup.values().stream().map(GroupRows::row).toList()))
            .query((row) -> {
                if (row.getBoolean("moved")) {
                    throw new ConcurrencyFailureException("a group was merged or parted at the same time");
                }
                rows.put(new GroupKey(row.getLong("project_id"), row.getString("fingerprint")),
                        new Row(row.getLong("id"), row.getLong("root_id"), row.getBoolean("created"),
                                row.getBoolean("may_reopen")));
            });
        return rows;
    }

    private static Map<String, Object> row(Change change) {
        return Map.of("project_id", change.latest().projectId(), "fingerprint", change.latest().fingerprint(),
                "classifiers", change.latest().classifiers(), "frames", change.latest().frames(), "report_count",
                change.weight(), "first_seen", change.firstSeen().toString(), "last_seen",
                change.latest().occurredAt().toString());
    }

    /**
     * @param rootId the group it is merged into; its own where it is not
     * @param created whether this transaction made the group
     * @param mayReopen whether it has until-conditions, or is merged into a group that
     * may have some
     */
    record Row(long id, long rootId, boolean created, boolean mayReopen) {
    }

    /** What a batch adds to one group. */
    private record Change(IncomingReport latest, Instant firstSeen, long weight) {

        private static final Comparator<IncomingReport> BY_TIME = Comparator.comparing(IncomingReport::occurredAt);

        static Change of(IncomingReport report) {
            return new Change(report, report.occurredAt(), report.weight());
        }

        Change and(Change later) {
            return new Change((BY_TIME.compare(this.latest, later.latest) > 0) ? this.latest : later.latest,
                    this.firstSeen.isBefore(later.firstSeen) ? this.firstSeen : later.firstSeen,
                    this.weight + later.weight);
        }

    }

}
