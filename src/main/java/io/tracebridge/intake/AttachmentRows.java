package io.tracebridge.intake;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

import io.tracebridge.intake.ReportStore.Stored;
import io.tracebridge.intake.Target.Late;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Files that belong to reports, sent with them or later. */
@Component
class AttachmentRows {

    private static final Pattern UUID_SHAPE = Pattern
        .compile("(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private static final Pattern HEX_ID = Pattern.compile("(?i)[0-9a-f]{1,15}");

    private final JdbcTemplate jdbc;

    private final JdbcClient client;

    private final IntakeProperties limits;

    AttachmentRows(JdbcTemplate jdbc, IntakeProperties limits) {
        this.jdbc = jdbc;
        this.client = JdbcClient.create(jdbc);
        this.limits = limits;
    }

    /** Within the transaction that stores the reports. */
    void insert(List<Stored> reports) {
        var rows = reports.stream()
            .flatMap((stored) -> stored.report()
                .attachments()
                .stream()
                .map((attachment) -> new Object[] { stored.id(), attachment.name(), attachment.content() }))
            .toList();
        if (!rows.isEmpty()) {
            this.jdbc.batchUpdate("insert into attachment (report_id, name, content) values (?, ?, ?)", rows);
        }
    }

    /**
     * Adds a file to a report of this project that is stored already. All its attachments
     * together stay under the limit that one submission has.
     * @throws Refusal if there is no such report, or too much already
     */
    @Transactional
    public LateReceipt insertLate(long projectId, Late late, byte[] content) {
        var report = find(projectId, late.object()).orElseThrow(() -> Refusal
            .notFound("no report of this project has the object id given; it is the _rxid of an earlier answer"));
        var attachment = new Attachment(late.attachmentName(), content);
        long stored = this.client
            .sql("select coalesce(sum(octet_length(content)), 0) from attachment where report_id = ?")
            .param(report.id())
            .query(Long.class)
            .single();
        if (stored + content.length > this.limits.maxAttachments().toBytes()) {
            throw Refusal.tooLarge("the report's attachments together would be larger than "
                    + this.limits.maxAttachments().toBytes() + " bytes");
        }
        long id = this.client.sql("insert into attachment (report_id, name, content) values (?, ?, ?) returning id")
            .params(report.id(), attachment.name(), content)
            .query(Long.class)
            .single();
        return new LateReceipt(report.rxid(), report.id(), id, attachment.name());
    }

    /** Locked, so that two late attachments cannot both fill the last room. */
    private Optional<Receiver> find(long projectId, String object) {
        var byRxid = UUID_SHAPE.matcher(object).matches();
        if (!byRxid && !HEX_ID.matcher(object).matches()) {
            return Optional.empty();
        }
        return this.client
            .sql("select id, rxid from report where project_id = ? and " + (byRxid ? "rxid" : "id") + " = ? for update")
            .params(projectId, byRxid ? UUID.fromString(object) : HexFormat.fromHexDigitsToLong(object))
            .query((row, n) -> new Receiver(row.getLong("id"), row.getObject("rxid", UUID.class)))
            .optional();
    }

    private record Receiver(long id, UUID rxid) {
    }

    record LateReceipt(UUID rxid, long reportId, long attachmentId, String name) {
    }

}
