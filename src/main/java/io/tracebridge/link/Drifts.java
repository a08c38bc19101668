package io.tracebridge.link;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a run found: progress, differences and, for a repair, the marks, together. */
@Component
public class Drifts {

    private final JdbcClient jdbc;

    private final ReconcileRuns runs;

    private final DirtyLinks marks;

    Drifts(JdbcClient jdbc, ReconcileRuns runs, DirtyLinks marks) {
        this.jdbc = jdbc;
        this.runs = runs;
        this.marks = marks;
    }

    /**
     * @param lead the issue's leading link
     * @return false if the run was cancelled meanwhile; nothing is kept then
     */
    @Transactional
    boolean keep(ReconcileRuns.Run run, long lead, List<Drift> found) {
        if (!this.runs.advance(run.id(), lead)) {
            return false;
        }
        for (var drift : found) {
            this.jdbc
                .sql("insert into drift (run_id, link_id, kind, ours, theirs, handed_over) values (?, ?, ?, ?, ?, ?)")
                .params(run.id(), lead, drift.kind().id(), drift.ours(), drift.theirs(),
                        run.repair() && drift.kind().repairable())
                .update();
        }
        if (run.repair() && found.stream().anyMatch((drift) -> drift.kind().repairable())) {
            this.marks.mark(List.of(lead));
        }
        return true;
    }

    /**
     * By link and kind.
     * @param afterLink the last row of the page before; 0 and empty for the first page
     */
    public List<Row> list(long runId, long afterLink, String afterKind, int limit) {
        return this.jdbc.sql("""
                select d.*, g.fingerprint, l.issue_key, l.issue_url from drift d join link l on l.id = d.link_id
                join error_group m on m.id = l.group_id join error_group g on g.id = m.root_id
                where d.run_id = ? and (d.link_id, d.kind) > (?, ?) order by d.link_id, d.kind limit ?""")
            .params(runId, afterLink, afterKind, limit)
            .query((row, n) -> new Row(row.getLong("link_id"), row.getString("fingerprint"), row.getString("issue_key"),
                    row.getString("issue_url"), row.getString("kind"), row.getString("ours"), row.getString("theirs"),
                    row.getBoolean("handed_over")))
            .list();
    }

    /**
     * @param link the issue's leading link
     * @param fingerprint of the group that it belongs to
     * @param issue its key as it is now
     * @param kind {@code state}, {@code assignee}, {@code moved}, {@code gone} or
     * {@code unreadable}
     * @param handedOver whether the run had synchronisation put it right
     */
    public record Row(long link, String fingerprint, String issue, String url, String kind, String ours, String theirs,
            boolean handedOver) {
    }

}
