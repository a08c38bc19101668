package io.tracebridge.intake;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import io.tracebridge.intake.IncomingReport.GroupKey;
import io.tracebridge.intake.IncomingReport.Key;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.stereotype.Component;

/** The reports' own rows. */
@Component
class ReportRows {

    private final JdbcTemplate jdbc;

    private final Json json;

    ReportRows(JdbcTemplate jdbc, Json json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Receipts of those that are stored already. */
    Map<Key, Receipt> alreadyStored(Collection<Key> keys) {
        var receipts = new HashMap<Key, Receipt>();
        this.jdbc.query("""
                select r.project_id, r.uuid, r.rxid, r.id, g.fingerprint
                from unnest(?::bigint[], ?::uuid[]) as k(project_id, uuid)
                join report r on r.project_id = k.project_id and r.uuid = k.uuid
                join error_group g on g.id = r.group_id""", (statement) -> {
            statement.setArray(1, array(statement.getConnection(), "bigint", keys.stream().map(Key::projectId)));
            statement.setArray(2, array(statement.getConnection(), "uuid", keys.stream().map(Key::uuid)));
        }, (row) -> {
            receipts.put(new Key(row.getLong("project_id"), row.getObject("uuid", UUID.class)), new Receipt(
                    row.getObject("rxid", UUID.class), row.getLong("id"), row.getString("fingerprint"), false));
        });
        return receipts;
    }

    /**
     * Inserts reports in one statement.
     * @return their ids by receipt id, ascending in the order given
     * @throws ConcurrencyFailureException if another process stored one of them just now
     */
    Map<UUID, Long> insert(List<IncomingReport> reports, Map<GroupKey, Long> groupIds) {
        var rows = this.json
            .write(reports.stream().map((report) -> row(report, groupIds.get(report.group()))).toList());
        ResultSetExtractor<Map<UUID, Long>> ids = (result) -> {
            var byRxid = new HashMap<UUID, Long>();
            while (result.next()) {
                byRxid.put(result.getObject("rxid", UUID.class), result.getLong("id"));
            }
            return byRxid;
        };
        // Bodies travel as an array of bytes beside the JSON, which would blow them up.
        var inserted = this.jdbc.query(
                """
                        insert into report (rxid, project_id, group_id, uuid, occurred_at, received_at, classifiers, frames,
                          attributes, body)
                        select rxid, project_id, group_id, uuid, occurred_at, received_at, classifiers, frames, attributes, body
                        from rows from (
                          json_to_recordset(?::json) as (rxid uuid, project_id bigint, group_id bigint, uuid uuid,
                            occurred_at timestamptz, received_at timestamptz, classifiers text[], frames text[], attributes jsonb),
                          unnest(?::bytea[])) with ordinality
                          as r(rxid, project_id, group_id, uuid, occurred_at, received_at, classifiers, frames, attributes, body, n)
                        order by n
                        on conflict (project_id, uuid) do nothing
                        returning id, rxid""",
                (statement) -> {
                    statement.setString(1, rows);
                    statement.setArray(2, statement.getConnection()
                        .createArrayOf("bytea", reports.stream().map(IncomingReport::body).toArray(byte[][]::new)));
                }, ids);
        if (inserted.size() != reports.size()) {
            throw new ConcurrencyFailureException("another process stored the same report at the same time");
        }
        return inserted;
    }

    private static Map<String, Object> row(IncomingReport report, long groupId) {
        var row = new LinkedHashMap<String, Object>();
        row.put("rxid", report.rxid());
        row.put("project_id", report.projectId());
        row.put("group_id", groupId);
        row.put("uuid", report.uuid());
        row.put("occurred_at", report.occurredAt().toString());
        row.put("received_at", report.receivedAt().toString());
        row.put("classifiers", report.classifiers());
        row.put("frames", report.frames());
        row.put("attributes", report.attributes());
        return row;
    }

    private static Array array(Connection connection, String type, Stream<?> values) throws SQLException {
        return connection.createArrayOf(type, values.toArray());
    }

}
