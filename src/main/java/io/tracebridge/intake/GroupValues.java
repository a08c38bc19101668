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
        var counts = new TreeMap<Long, HeavyHitters>();
        var keys = new HashMap<Long, Integer>();
        load(reports.stream().map(Stored::groupId).distinct().toList(), counts, keys);
        for (var stored : reports) {
            var group = counts.computeIfAbsent(stored.groupId(), (id) -> new HeavyHitters());
            var defined = attributes.get(stored.report().projectId());
            stored.report().attributes().forEach((name, value) -> {
                if (defined.contains(name)) {
                    group.add(name, value, stored.report().weight());
                }
            });
        }
        save(counts.entrySet()
            .stream()
            .map((entry) -> Map.of("group_id", entry.getKey(), "counts", entry.getValue().counts(), "grown",
                    entry.getValue().size() != keys.getOrDefault(entry.getKey(), 0)))
            .toList());
    }

    /**
     * @param keys takes how many keys groups have, which is one for each value
     */
    private void load(Collection<Long> groupIds, Map<Long, HeavyHitters> counts, Map<Long, Integer> keys) {
        this.jdbc.sql("""
                select group_id, counts, cardinality(keys) as keys from group_values where group_id = any(?)""")
            .param(groupIds.toArray(Long[]::new))
            .query((row) -> {
                counts.put(row.getLong("group_id"), new HeavyHitters(this.json.read(row.getString("counts"), COUNTS)));
                keys.put(row.getLong("group_id"), row.getInt("keys"));
            });
    }

    /**
     * Groups are searched by the keys of their values, which are made anew only where the
     * number of values has grown: that of an attribute never shrinks, and a value that
     * takes another's place changes no key.
     */
    private void save(List<Map<String, Object>> rows) {
        this.jdbc.sql("""
                insert into group_values as v (group_id, counts, keys)
                select group_id, counts, case when grown then value_keys(counts) else '{}' end
                from json_to_recordset(?::json) as g(group_id bigint, counts jsonb, grown boolean)
                on conflict (group_id) do update set counts = excluded.counts,
                  keys = case when excluded.keys = '{}' then v.keys else excluded.keys end""")
            .param(this.json.write(rows))
            .update();
    }

}
