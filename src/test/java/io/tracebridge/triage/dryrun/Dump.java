package io.tracebridge.triage.dryrun;

import java.util.Map;
import java.util.TreeMap;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Everything a database holds, table by table, as digests that can be compared: all rows
 * with the transaction that wrote each, and where every sequence stands.
 */
public final class Dump {

    private Dump() {
    }

    public static Map<String, String> of(JdbcClient jdbc) {
        var dump = new TreeMap<String, String>();
        for (var table : names(jdbc, "select tablename from pg_tables where schemaname = 'public'")) {
            // "xmin" changes with each write, even one that changes no value.
            dump.put(table, text(jdbc, """
                    select md5(coalesce(string_agg(row, E'\\n' order by row), ''))
                    from (select t.xmin::text || ' ' || t::text as row from public."%s" t) as rows"""
                .formatted(table)));
        }
        for (var sequence : names(jdbc, "select sequencename from pg_sequences where schemaname = 'public'")) {
            dump.put(sequence, text(jdbc, "select last_value || ' ' || is_called from public.\"" + sequence + "\""));
        }
        return dump;
    }

    private static Iterable<String> names(JdbcClient jdbc, String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }

    private static String text(JdbcClient jdbc, String sql) {
        return jdbc.sql(sql).query(String.class).single();
    }

}
