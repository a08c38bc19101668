package io.tracebridge.triage;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.tracebridge.sync.GroupState;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The triage list: groups that stand for themselves, page by page. Three round trips,
 * however many groups a page has.
 */
@Component
public class GroupList {

    /** Days, today included, whose reports are told of each group. */
    public static final int DAYS = 14;

    private final JdbcClient jdbc;

    private final LinkSummaries links;

    private final Occurrences occurrences;

    private final Clock clock;

    GroupList(JdbcClient jdbc, LinkSummaries links, Occurrences occurrences, Clock clock) {
        this.jdbc = jdbc;
        this.links = links;
        this.occurrences = occurrences;
        this.clock = clock;
    }

    /**
     * @param after where the page before ended; empty for the first page
     */
    public Page page(long projectId, GroupFilter filter, GroupSort sort, Optional<Place> after, int size) {
        var rows = rows(projectId, filter, sort, after, size + 1);
        var shown = rows.subList(0, Math.min(size, rows.size()));
        var ids = shown.stream().map(GroupQueries.Row::id).toList();
        var now = this.clock.instant();
        var days = this.occurrences.sparklines(ids, now.minus(Duration.ofDays(DAYS - 1)), now.plusMillis(1),
                ChronoUnit.DAYS);
        var issues = this.links.of(ids);
        return new Page(shown.stream()
            .map((row) -> new Entry(row, issues.getOrDefault(row.id(), LinkSummaries.NONE), days.get(row.id())))
            .toList(), (rows.size() > size) ? Optional.of(Place.of(sort, shown.getLast())) : Optional.empty());
    }

    private List<GroupQueries.Row> rows(long projectId, GroupFilter filter, GroupSort sort, Optional<Place> after,
            int limit) {
        var conditions = conditions(projectId, filter);
        after.ifPresent((place) -> conditions.put(sort.after(),
                Map.of("rank", place.rank(), "at", Timestamp.from(place.at()), "id", place.id())));
        return select("g.*", conditions, "order by " + sort.order() + " limit " + limit).query(GroupQueries::row)
            .list();
    }

    /**
     * How many groups match in each state, whatever state the filter asks for; all four
     * are there.
     */
    public Map<GroupState, Long> counts(long projectId, GroupFilter filter) {
        var counts = new EnumMap<GroupState, Long>(GroupState.class);
        for (var state : GroupState.values()) {
            counts.put(state, 0L);
        }
        select("g.state, count(*) as groups", conditions(projectId, filter.anyState()), "group by g.state")
            .query((row) -> {
                counts.put(GroupState.of(row.getString("state")).orElseThrow(), row.getLong("groups"));
            });
        return counts;
    }

    /**
     * Those of these fingerprints that are there, merged ones included; most reports
     * first.
     */
    public List<GroupQueries.Row> find(long projectId, Collection<String> fingerprints) {
        return this.jdbc.sql("""
                select * from error_group where project_id = ? and fingerprint = any(?)
                order by report_count desc, last_seen desc, id""")
            .params(projectId, fingerprints.toArray(String[]::new))
            .query(GroupQueries::row)
            .list();
    }

    private static Map<String, Map<String, Object>> conditions(long projectId, GroupFilter filter) {
        var conditions = new LinkedHashMap<String, Map<String, Object>>();
        conditions.put("g.project_id = :project and g.merged_into is null", Map.of("project", projectId));
        filter.addTo(conditions);
        return conditions;
    }

    private JdbcClient.StatementSpec select(String what, Map<String, Map<String, Object>> conditions, String then) {
        var parameters = new HashMap<String, Object>();
        conditions.values().forEach(parameters::putAll);
        return this.jdbc
            .sql("select " + what + " from error_group g where " + String.join("\nand ", conditions.keySet()) + "\n"
                    + then)
            .params(parameters);
    }

    /**
     * @param next empty on the last page
     */
    public record Page(List<Entry> entries, Optional<Place> next) {
    }

    /**
     * @param days reports of the last {@link #DAYS} days, oldest first
     */
    public record Entry(GroupQueries.Row group, LinkSummaries.Summary links, List<Occurrences.Bucket> days) {
    }

}
