package io.tracebridge.triage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tracebridge.report.ReportThread;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * A group's reports as triagers read them: with those of all groups merged into it, and
 * one whole with its attachments.
 */
@Component
public class GroupReports {

    private static final TypeReference<Map<String, String>> ATTRIBUTES = new TypeReference<>() {
    };

    private static final TypeReference<Map<String, Object>> BODY = new TypeReference<>() {
    };

    private static final String SELECT = """
            select r.id, r.rxid, g.fingerprint, r.occurred_at, r.received_at, r.classifiers,
              coalesce(r.attributes ->> 'version', r.attributes ->> 'application.version') as version
            """;

    private static final String OF_GROUP = """
            from report r join error_group g on g.id = r.group_id
            where r.group_id in (select id from error_group where id = :group or root_id = :group)
            """;

    private final JdbcClient jdbc;

    private final ObjectMapper json;

    GroupReports(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * Newest first.
     * @param before id of the last report of the page before; null for the first page
     */
    public List<Row> page(long groupId, Long before, int limit) {
        return this.jdbc
            .sql(SELECT + OF_GROUP + "and (:before::bigint is null or r.id < :before) order by r.id desc limit :limit")
            .param("group", groupId)
            .param("before", before)
            .param("limit", limit)
            .query(GroupReports::row)
            .list();
    }

    /** Empty if the group has no such report. */
    public Optional<Whole> find(long groupId, long reportId) {
        return this.jdbc.sql(SELECT + ", r.attributes, r.body " + OF_GROUP + "and r.id = :report")
            .param("group", groupId)
            .param("report", reportId)
            .query((row, n) -> new Whole(row(row, n), read(row.getString("attributes"), ATTRIBUTES),
                    text(row.getBytes("body")), attachments(reportId)))
            .optional();
    }

    /** Empty if the group's report has no such attachment. */
    public Optional<Content> attachment(long groupId, long reportId, long attachmentId) {
        return this.jdbc
            .sql("select a.name, a.content "
                    + OF_GROUP.replaceFirst("where", "join attachment a on a.report_id = r.id where")
                    + "and r.id = :report and a.id = :attachment")
            .param("group", groupId)
            .param("report", reportId)
            .param("attachment", attachmentId)
            .query((row, n) -> new Content(row.getString("name"), row.getBytes("content")))
            .optional();
    }

    /** The faulting one first; empty for a report without any calls. */
    public List<ReportThread> threads(Whole report) {
        return ReportThread.all(read(report.body(), BODY));
    }

    private List<Attachment> attachments(long reportId) {
        return this.jdbc
            .sql("select id, name, octet_length(content) as bytes from attachment where report_id = ? order by id")
            .param(reportId)
            .query((row, n) -> new Attachment(row.getLong("id"), row.getString("name"), row.getLong("bytes")))
            .list();
    }

    private static Row row(ResultSet row, int n) throws SQLException {
        return new Row(row.getLong("id"), row.getString("rxid"), row.getString("fingerprint"),
                row.getTimestamp("occurred_at").toInstant(), row.getTimestamp("received_at").toInstant(),
                row.getString("version"), List.of((String[]) row.getArray("classifiers").getArray()));
    }

    /** The intake let nothing in that is too large to unpack. */
    private static String text(byte[] gzip) {
        try (var body = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
        catch (IOException ex) {
            throw new UncheckedIOException("a stored report does not unpack", ex);
        }
    }

    private <T> T read(String stored, TypeReference<T> type) {
        try {
            return this.json.readValue(stored, type);
        }
        catch (JsonProcessingException ex) {
            throw new IllegalStateException("a stored report does not read as one", ex);
        }
    }

    /**
     * @param rxid what its sender was told
     * @param fingerprint of its own group, which may be merged into the one asked for
     * @param version of the program that failed; null if unknown
     * @param classifiers outermost first
     */
    public record Row(long id, String rxid, String fingerprint, Instant occurredAt, Instant receivedAt, String version,
            List<String> classifiers) {
    }

    /**
     * @param body the scrubbed report as received, a JSON object
     */
    public record Whole(Row row, Map<String, String> attributes, String body, List<Attachment> attachments) {
    }

    public record Attachment(long id, String name, long bytes) {
    }

    /** A file that a stranger sent; it may be anything. */
    public record Content(String name, byte[] bytes) {
    }

}
