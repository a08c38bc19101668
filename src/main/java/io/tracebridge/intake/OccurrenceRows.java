package io.tracebridge.intake;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.tracebridge.intake.ReportStore.Stored;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How many errors a group had in which hour, by the senders' clocks. */
@Component
class OccurrenceRows {

    private final JdbcClient jdbc;

    private final Json json;

    OccurrenceRows(JdbcClient jdbc, Json json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * Adds new reports to the hours of their own groups, whose locks the caller holds;
     * the rows are taken in the order of their key.
     */
    void count(List<Stored> reports) {
        var byHour = reports.stream()
            .collect(Collectors.groupingBy(Hour::of, Collectors.summingLong((stored) -> stored.report().weight())));
        this.jdbc.sql("""
                insert into group_occurrence as o (group_id, hour, reports)
                select group_id, hour, reports
                from json_to_recordset(?::json) as h(group_id bigint, hour timestamptz, reports bigint)
                order by group_id, hour
                on conflict (group_id, hour) do update set reports = o.reports + excluded.reports""")
            .param(this.json.write(byHour.entrySet()
                .stream()
                .map((entry) -> Map.of("group_id", entry.getKey().groupId(), "hour", entry.getKey().start().toString(),
                        "reports", entry.getValue()))
                .toList()))
            .update();
    }

    private record Hour(long groupId, Instant start) {

        static Hour of(Stored stored) {
            return new Hour(stored.groupId(), stored.report().occurredAt().truncatedTo(ChronoUnit.HOURS));
        }

    }

}
