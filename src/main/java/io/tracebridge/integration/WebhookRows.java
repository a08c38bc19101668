package io.tracebridge.integration;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;

import io.tracebridge.integration.WebhookSecrets.Kind;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * An integration's webhook as stored; encrypted on the way in, decrypted on the way out.
 */
@Component
class WebhookRows {

    private final JdbcClient jdbc;

    private final WebhookSecrets secrets;

    WebhookRows(JdbcClient jdbc, WebhookSecrets secrets) {
        this.jdbc = jdbc;
        this.secrets = secrets;
    }

    /** Nothing for an integration that was deleted. */
    Stored get(long integration) {
        return this.jdbc.sql("select * from integration where id = ?")
            .param(integration)
            .query(this::stored)
            .optional()
            .orElse(Stored.NOTHING);
    }

    /**
     * From now on deliveries come to another address, of which the tracker is still to be
     * told.
     * @return what the row is known by until somebody else writes it
     */
    byte[] write(long integration, WebhookSecrets.Pair pair) {
        var address = this.secrets.seal(Kind.ADDRESS, integration, pair.address());
        this.jdbc.sql("update integration set hook_secret = ?, signing_secret = ?, hook_set_at = null where id = ?")
            .params(address, signing(integration, pair), integration)
            .update();
        return address;
    }

    /**
     * The tracker knows.
     * @param hookId the tracker's id of it; null for one that people set up
     * @return false if somebody else has set it up meanwhile
     */
    boolean told(long integration, byte[] written, String hookId) {
        return this.jdbc.sql("""
                update integration set hook_set_at = now(), hook_id = ?, hook_checked_at = null,
                  webhook_gap_since = null where id = ? and hook_secret = ?""")
            .params(hookId, integration, written)
            .update() == 1;
    }

    /** The tracker was not told: all is as it was, unless somebody else changed it. */
    void putBack(long integration, byte[] written, Stored before) {
        var pair = before.pair();
        this.jdbc.sql("""
                update integration set hook_secret = ?, signing_secret = ?, hook_set_at = ?
                where id = ? and hook_secret = ?""")
            .params(pair.map((old) -> this.secrets.seal(Kind.ADDRESS, integration, old.address())).orElse(null),
                    pair.map((old) -> signing(integration, old)).orElse(null),
                    before.toldAt().map(Timestamp::from).orElse(null), integration, written)
            .update();
    }

    /** Nobody gets in any more. The tracker's id stays until it is gone there too. */
    void close(long integration) {
        this.jdbc.sql("""
                update integration set hook_secret = null, signing_secret = null, hook_set_at = null,
                  hook_checked_at = null, last_webhook_at = null, webhook_gap_since = null where id = ?""")
            .param(integration)
            .update();
    }

    void goneAtTracker(long integration, String hookId) {
        this.jdbc.sql("update integration set hook_id = null where id = ? and hook_id = ?")
            .params(integration, hookId)
            .update();
    }

    private byte[] signing(long integration, WebhookSecrets.Pair pair) {
        return pair.signing().isEmpty() ? null : this.secrets.seal(Kind.SIGNATURE, integration, pair.signing());
    }

    private Stored stored(ResultSet row, int n) throws SQLException {
        var id = row.getLong("id");
        var signing = this.secrets.open(Kind.SIGNATURE, id, row.getBytes("signing_secret")).orElse("");
        var address = this.secrets.open(Kind.ADDRESS, id, row.getBytes("hook_secret"));
        return new Stored(address.map((secret) -> new WebhookSecrets.Pair(secret, signing)),
                Optional.ofNullable(row.getString("hook_id")), time(row, "hook_set_at"), time(row, "last_webhook_at"),
                time(row, "webhook_gap_since"));
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }

    /**
     * @param hookId of the webhook that we set up
     * @param toldAt since when the tracker knows the secrets; empty while it is being
     * told
     */
    record Stored(Optional<WebhookSecrets.Pair> pair, Optional<String> hookId, Optional<Instant> toldAt,
            Optional<Instant> lastDelivery, Optional<Instant> gapSince) {

        private static final Stored NOTHING = new Stored(Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty());

        /**
         * The tracker may or may not have heard of these: whoever tries again uses them.
         */
        Optional<WebhookSecrets.Pair> half() {
            return this.pair.filter((secrets) -> this.toldAt.isEmpty());
        }

    }

}
