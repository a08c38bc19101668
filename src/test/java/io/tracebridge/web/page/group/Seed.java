package io.tracebridge.web.page.group;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Groups and reports as the intake stores them, without an intake. */
public final class Seed {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JdbcClient jdbc;

    private final long project;

    public Seed(JdbcClient jdbc, long project) {
        this.jdbc = jdbc;
        this.project = project;
    }

    /**
     * @param values attribute to value to count
     */
    long group(String fingerprint, String classifier, int reports, Map<String, Map<String, Integer>> values) {
        var id = this.jdbc
            .sql("""
                    insert into error_group (project_id, fingerprint, classifiers, frames, report_count, first_seen, last_seen)
                    values (?, ?, ?, ?, ?, now() - interval '9 days', now() - interval '20 minutes') returning id""")
            .params(this.project, fingerprint, new String[] { classifier }, new String[] { "Cart.total" }, reports)
            .query(Long.class)
            .single();
        this.jdbc.sql("insert into group_values (group_id, counts) values (?, ?::jsonb)")
            .params(id, json(values))
            .update();
        values.keySet()
            .forEach((name) -> this.jdbc
                .sql("insert into attribute (project_id, name, type) values (?, ?, 'string') on conflict do nothing")
                .params(this.project, name)
                .update());
        return id;
    }

    public long report(long group, Instant at, String classifier, Map<String, String> attributes, Map<String, ?> body) {
        return this.jdbc
            .sql("""
                    insert into report (rxid, project_id, group_id, uuid, occurred_at, received_at, classifiers, frames, attributes, body)
                    values (?, ?, ?, ?, ?, ?, ?, '{}', ?::jsonb, ?) returning id""")
            .params(UUID.randomUUID(), this.project, group, UUID.randomUUID(), Timestamp.from(at), Timestamp.from(at),
                    new String[] { classifier }, json(attributes), gzip(json(body)))
            .query(Long.class)
            .single();
    }

    public long attachment(long report, String name, String content) {
        return this.jdbc.sql("insert into attachment (report_id, name, content) values (?, ?, ?) returning id")
            .params(report, name, content.getBytes(StandardCharsets.UTF_8))
            .query(Long.class)
            .single();
    }

    public void occurred(long group, Instant hour, long reports) {
        this.jdbc.sql(
                "insert into group_occurrence (group_id, hour, reports) values (?, date_trunc('hour', ?::timestamptz), ?)")
            .params(group, Timestamp.from(hour), reports)
            .update();
    }

    public void activity(long group, String actor, String kind, String before, String after, String cause) {
        this.jdbc.sql(
                "insert into activity (group_id, actor, kind, before, after, cause) values (?, ?, ?, ?::jsonb, ?::jsonb, ?::jsonb)")
            .params(group, actor, kind, before, after, cause)
            .update();
    }

    public void decision(long report, long group, String integration, String outcome, Integer winner, String trace) {
        this.jdbc.sql("""
                insert into decision (report_id, group_id, integration_id, outcome, winning_rule, trace)
                select ?, ?, id, ?, ?, ?::jsonb from integration where name = ?""")
            .params(report, group, outcome, winner, trace, integration)
            .update();
    }

    void integration(String name, String automation) {
        this.jdbc
            .sql("insert into integration (project_id, name, tracker, automation) values (?, ?, 'sandbox', ?::jsonb)")
            .params(this.project, name, automation)
            .update();
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        }
        catch (JsonProcessingException ex) {
            throw new IllegalArgumentException(ex);
        }
    }

    private static byte[] gzip(String text) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        return bytes.toByteArray();
    }

}
