package io.tracebridge.integration;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import io.micrometer.core.instrument.Tags;
import io.tracebridge.integration.WebhookSecrets.Kind;
import io.tracebridge.tracker.Signatures;
import io.tracebridge.tracker.Webhooks;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lets in who knows a webhook's address. */
@Component
public class WebhookDoor {

    private final JdbcClient jdbc;

    private final Trackers trackers;

    private final WebhookSecrets secrets;

    /** What is compared with where there is nothing, so that it takes as long. */
    private final Row decoy;

    WebhookDoor(JdbcClient jdbc, Trackers trackers, WebhookSecrets secrets) {
        this.jdbc = jdbc;
        this.trackers = trackers;
        this.secrets = secrets;
        this.decoy = new Row(0, IntegrationTags.NONE, "", false, secrets.seal(Kind.ADDRESS, 0, secrets.fresh()), null);
    }

    /**
     * @param integration its id as it came, or whatever stood in its place
     * @return empty if there is no such webhook or the secret is another; neither answer
     * nor time tells which
     */
    public Optional<InboundWebhook> open(String integration, String secret) {
        var row = find(number(integration)).orElse(this.decoy);
        var expected = this.secrets.open(Kind.ADDRESS, row.id(), row.address()).orElseGet(this.secrets::fresh);
        return Signatures.equal(hash(secret), hash(expected)) ? webhook(row) : Optional.empty();
    }

    private Optional<InboundWebhook> webhook(Row row) {
        var tracker = this.trackers.knows(row.tracker()) ? this.trackers.get(row.tracker()).webhooks()
                : Optional.<Webhooks>empty();
        var signing = this.secrets.open(Kind.SIGNATURE, row.id(), row.signing());
        // Where we made a secret nothing may pass without it, not even if it cannot be
        // read.
        return tracker.filter((webhooks) -> signing.isPresent() || webhooks.secretFrom() != Webhooks.Secret.OURS)
            .map((webhooks) -> new InboundWebhook(row.id(), row.tags(), row.listening(), webhooks, signing.orElse("")));
    }

    private Optional<Row> find(long integration) {
        return this.jdbc.sql("""
                select i.id, p.name as project, i.name, i.tracker, i.state <> 'disabled' as listening, i.hook_secret,
                  i.signing_secret
                from integration i join project p on p.id = i.project_id
                where i.id = ? and i.hook_secret is not null""")
            .param(integration)
            .query((row, n) -> new Row(row.getLong("id"),
                    IntegrationTags.of(row.getString("project"), row.getString("name"), row.getString("tracker")),
                    row.getString("tracker"), row.getBoolean("listening"), row.getBytes("hook_secret"),
                    row.getBytes("signing_secret")))
            .optional();
    }

    private static long number(String integration) {
        try {
            return Long.parseLong(integration);
        }
        catch (NumberFormatException ex) {
            return 0;
        }
    }

    /** Of one length, whatever the length of the text. */
    private static String hash(String text) {
        return Signatures.hexSha256(text.getBytes(StandardCharsets.UTF_8));
    }

    private record Row(long id, Tags tags, String tracker, boolean listening, byte[] address, byte[] signing) {
    }

}
