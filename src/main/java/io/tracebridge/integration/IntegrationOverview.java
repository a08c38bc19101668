package io.tracebridge.integration;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The integrations of all projects, and how each fares. */
@Component
public class IntegrationOverview {

    private final JdbcClient jdbc;

    private final IntegrationStatus status;

    IntegrationOverview(JdbcClient jdbc, IntegrationStatus status) {
        this.jdbc = jdbc;
        this.status = status;
    }

    /** By project and name. */
    public List<Row> list() {
        var rows = this.jdbc.sql("""
                select i.*, p.name as project, i.waits_until > now() as waiting from integration i
                join project p on p.id = i.project_id order by p.name, i.name""")
            .query(IntegrationOverview::row)
            .list();
        var statuses = this.status.of(rows.stream().map(Row::id).toList());
        return rows.stream().map((row) -> row.with(statuses.get(row.id()))).toList();
    }

    private static Row row(ResultSet row, int n) throws SQLException {
        return new Row(row.getLong("id"), row.getString("project"), row.getString("name"), row.getString("tracker"),
                row.getString("state"), row.getString("paused_reason"), instant(row, "paused_at"),
                row.getBoolean("waiting"), row.getString("poll_error"), row.getInt("poll_failures"),
                instant(row, "last_webhook_at"), instant(row, "webhook_gap_since"), null);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant).orElse(null);
    }

    /**
     * Null for what is not or never was.
     *
     * @param state {@code enabled}, {@code disabled} or {@code stopped}
     * @param waiting whether its tracker's rate limit holds it up now
     * @param webhookGapSince since when polling finds changes that no webhook told of
     */
    public record Row(long id, String project, String name, String tracker, String state, String pausedReason,
            Instant pausedAt, boolean waiting, String pollError, int pollFailures, Instant lastWebhookAt,
            Instant webhookGapSince, IntegrationStatus.Status status) {

        /**
         * Whether an admin should look: paused, or in use while the last call or poll
         * failed.
         */
        public boolean inTrouble() {
            return this.pausedAt != null || (this.state.equals("enabled")
                    && (this.pollError != null || this.webhookGapSince != null || lastCallFailed()));
        }

        public boolean lastCallFailed() {
            return this.status.lastFailureAt() != null && (this.status.lastSuccessAt() == null
                    || this.status.lastFailureAt().isAfter(this.status.lastSuccessAt()));
        }

        private Row with(IntegrationStatus.Status known) {
            return new Row(this.id, this.project, this.name, this.tracker, this.state, this.pausedReason, this.pausedAt,
                    this.waiting, this.pollError, this.pollFailures, this.lastWebhookAt, this.webhookGapSince,
                    (known != null) ? known : new IntegrationStatus.Status(null, null, null, null, 0, 0));
        }

    }

}
