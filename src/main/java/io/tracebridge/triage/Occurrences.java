package io.tracebridge.triage;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * When the errors of a group and of all that are merged into it happened, by the senders'
 * clocks, in hours or days of UTC. A report that stands for several errors counts as so
 * many.
 */
@Component
public class Occurrences {

    /** More buckets than this say nothing to anybody: a year in hours. */
    static final int MAX_BUCKETS = 366 * 24;

    private final JdbcClient jdbc;

    Occurrences(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One group's course, without gaps.
     * @param from in the first bucket
     * @param to after the last bucket's start
     * @param unit hours or days
     */
    public List<Bucket> timeline(long rootId, Instant from, Instant to, ChronoUnit unit) {
        var starts = starts(from, to, unit);
        var counts = count(List.of(rootId), starts, unit).getOrDefault(rootId, Map.of());
        return starts.stream().map((start) -> new Bucket(start, counts.getOrDefault(start, 0L))).toList();
    }

    /**
     * The same for many groups in one round trip.
     * @return for each of the groups, all with the same buckets
     */
    public Map<Long, List<Bucket>> sparklines(Collection<Long> rootIds, Instant from, Instant to, ChronoUnit unit) {
        var starts = starts(from, to, unit);
        var counts = count(rootIds, starts, unit);
        var lines = new HashMap<Long, List<Bucket>>();
        rootIds.forEach((id) -> lines.put(id,
                starts.stream()
                    .map((start) -> new Bucket(start, counts.getOrDefault(id, Map.of()).getOrDefault(start, 0L)))
                    .toList()));
        return lines;
    }

    private Map<Long, Map<Instant, Long>> count(Collection<Long> rootIds, List<Instant> starts, ChronoUnit unit) {
        var counts = new HashMap<Long, Map<Instant, Long>>();
        if (rootIds.isEmpty() || starts.isEmpty()) {
            return counts;
        }
        this.jdbc.sql("""
                select g.root_id, date_trunc(:unit, o.hour, 'UTC') as start, sum(o.reports) as reports
                from error_group g join group_occurrence o on o.group_id = g.id
                where g.root_id = any(:roots) and o.hour >= :from and o.hour < :to
                group by 1, 2""")
            .param("unit", (unit == ChronoUnit.DAYS) ? "day" : "hour")
            .param("roots", rootIds.toArray(Long[]::new))
            .param("from", Timestamp.from(starts.getFirst()))
            .param("to", Timestamp.from(starts.getLast().plus(1, unit)))
            .query((row) -> {
                counts.computeIfAbsent(row.getLong("root_id"), (id) -> new HashMap<>())
                    .put(row.getTimestamp("start").toInstant(), row.getLong("reports"));
            });
        return counts;
    }

    private static List<Instant> starts(Instant from, Instant to, ChronoUnit unit) {
        if (unit != ChronoUnit.HOURS && unit != ChronoUnit.DAYS) {
            throw new IllegalArgumentException("hours or days, not " + unit);
        }
        var first = from.truncatedTo(unit);
        if (unit.between(first, to) >= MAX_BUCKETS) {
            throw new IllegalArgumentException("more than " + MAX_BUCKETS + " " + unit);
        }
        return Stream.iterate(first, (start) -> start.isBefore(to), (start) -> start.plus(1, unit)).toList();
    }

    /**
     * @param start of the hour or day
     */
    public record Bucket(Instant start, long reports) {
    }

}
