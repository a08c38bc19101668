package io.tracebridge.intake;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import com.fasterxml.jackson.core.type.TypeReference;
import io.tracebridge.intake.ReportStore.Stored;
import io.tracebridge.report.HeavyHitters;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How often which value of a defined attribute was seen in a group. */
@Component
class GroupValues {

    private static final TypeReference<Map<String, Map<String, Long>>> COUNTS = new TypeReference<>() {
    };

    private final JdbcClient jdbc;

    private final Json json;

    GroupValues(JdbcClient jdbc, Json json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * Adds new reports to the counts of their groups, whose locks the caller holds.
     * @param attributes the names each project has defined
     */
    void count(List<Stored> reports, Map<Long, Set<String>> attributes) {
        var counts = load(reports.stream().map(Stored::groupId).distinct().toList());
        for (var stored : reports) {
            var group = counts.computeIfAbsent(stored.groupId(), (id) -> new HeavyHitters());
            var defined = attributes.get(stored.report().projectId());
            stored.report().attributes().forEach((name, value) -> {
                if (defined.contains(name)) {
                    group.add(name, value, stored.report().weight());
                }
            });
        }
        save(counts);
    }

    private Map<Long, HeavyHitters> load(Collection<Long> groupIds) {
        var counts = new TreeMap<Long, HeavyHitters>();
        this.jdbc.sql("select group_id, counts from group_values where group_id = any(?)")
            .param(groupIds.toArray(Long[]::new))
            .query((row) -> {
                counts.put(row.getLong("group_id"), new HeavyHitters(this.json.read(row.getString("counts"), COUNTS)));
            });
        return counts;
    }

    private void save(Map<Long, HeavyHitters> counts) {
        var rows = new HashMap<Long, Map<String, Map<String, Long>>>();
        counts.forEach((groupId, group) -> rows.put(groupId, group.counts()));
        this.jdbc.sql("""
                insert into group_values (group_id, counts) select key::bigint, value::jsonb from json_each(?::json)
                on conflict (group_id) do update set counts = excluded.counts""").param(this.json.write(rows)).update();
    }

}
