package io.tracebridge.triage;

import java.util.List;

import io.tracebridge.issue.PlainText;
import io.tracebridge.project.Attribute;
import io.tracebridge.project.TypeGuess;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Attributes that reports carry and nobody has defined yet. */
@Component
public class SeenAttributes {

    /** Code points. */
    private static final int LONGEST_EXAMPLE = 100;

    private static final int MOST = 200;

    /**
     * Looks at the latest reports of the groups seen last, since those are found without
     * reading the rest; {@code size} is that of the packed values, so that not even a
     * thousand huge reports take long.
     */
    private static final String SQL = """
            with recent as (
              select r.id, r.attributes, pg_column_size(r.attributes) as size
              from (select id from error_group where project_id = ? order by last_seen desc limit 200) g
              cross join lateral (select id, attributes from report where group_id = g.id order by id desc limit 20) r
              order by r.id desc limit 1000
            ), sample as materialized (
              select id, attributes from (select *, sum(size) over (order by id desc) as read from recent) r
              where read <= 4000000
            ), undefined as (
              select a.key as name, left(a.value, 200) as value from sample s, jsonb_each_text(s.attributes) a
              where a.value is not null
                and not exists (select 1 from attribute d where d.project_id = ? and d.name = a.key)
            )
            select name, count(*) as reports, (array_agg(distinct value))[1:20] as values,
              (select count(*) from sample) as sampled
            from undefined group by name order by reports desc, name limit ?""";

    private final JdbcClient jdbc;

    SeenAttributes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those that most reports carry first; at most 200. */
    public List<Seen> undefined(long projectId) {
        return this.jdbc.sql(SQL).params(projectId, projectId, MOST).query((row, n) -> {
            var values = List.of((String[]) row.getArray("values").getArray());
            return new Seen(row.getString("name"), row.getLong("reports"), row.getLong("sampled"),
                    PlainText.cut(PlainText.oneLine(values.getFirst()), LONGEST_EXAMPLE), TypeGuess.of(values));
        }).list();
    }

    /**
     * @param reports how many of the reports looked at carry it
     * @param sampled how many were looked at; at most 1000
     * @param example one of its values, cut and free of characters that deceive
     * @param type what its values look like
     */
    public record Seen(String name, long reports, long sampled, String example, Attribute.Type type) {
    }

}
