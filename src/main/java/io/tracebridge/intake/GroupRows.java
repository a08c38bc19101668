package io.tracebridge.intake;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.tracebridge.intake.IncomingReport.GroupKey;
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
     * until the transaction ends. In key order, so that two transactions wait for each
     * other and never both at once.
     */
    Map<GroupKey, Row> count(Collection<IncomingReport> reports) {
        var byGroup = new TreeMap<GroupKey, Change>();
        reports.forEach((report) -> byGroup.merge(report.group(), Change.of(report), Change::and));
        var rows = new HashMap<GroupKey, Row>();
        this.jdbc
            .sql("""
                    insert into error_group as g (project_id, fingerprint, classifiers, frames, report_count, first_seen, last_seen)
                    select project_id, fingerprint, classifiers, frames, report_count, first_seen, last_seen
                    from json_to_recordset(?::json) as r(position integer, project_id bigint, fingerprint text, classifiers text[],
                      frames text[], report_count bigint, first_seen timestamptz, last_seen timestamptz)
                    order by position
                    on conflict (project_id, fingerprint) do update set
                      report_count = g.report_count + excluded.report_count,
                      first_seen = least(g.first_seen, excluded.first_seen),
                      last_seen = greatest(g.last_seen, excluded.last_seen),
                      classifiers = case when excluded.last_seen >= g.last_seen then excluded.classifiers else g.classifiers end,
                      frames = case when excluded.last_seen >= g.last_seen then excluded.frames else g.frames end
                    returning g.id, g.project_id, g.fingerprint, g.xmax = 0 as created,
                      g.until is not null or g.merged_into is not null as may_reopen""")
            .param(this.json.write(rows(byGroup.values())))
            .query((row) -> {
                rows.put(new GroupKey(row.getLong("project_id"), row.getString("fingerprint")),
                        new Row(row.getLong("id"), row.getBoolean("created"), row.getBoolean("may_reopen")));
            });
        return rows;
    }

    private static List<Map<String, Object>> rows(Collection<Change> changes) {
        var position = new int[1];
        return changes.stream()
            .map((change) -> Map.<String, Object>of("position", position[0]++, "project_id",
                    change.latest().projectId(), "fingerprint", change.latest().fingerprint(), "classifiers",
                    change.latest().classifiers(), "frames", change.latest().frames(), "report_count", change.weight(),
                    "first_seen", change.firstSeen().toString(), "last_seen", change.latest().occurredAt().toString()))
            .toList();
    }

    /**
     * @param created whether this transaction made the group
     * @param mayReopen whether it has until-conditions, or is merged into a group that
     * may have some
     */
    record Row(long id, boolean created, boolean mayReopen) {
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
