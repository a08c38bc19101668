package io.tracebridge.integration;

import java.time.Instant;
import java.util.Optional;

import io.tracebridge.tracker.Capability;
import io.tracebridge.tracker.TrackerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Asks a tracker to send again what it could not deliver while we were away, where it
 * does not do so by itself. It spares time, not more: polling finds the same changes.
 */
@Component
public class Redelivery {

    private static final Logger log = LoggerFactory.getLogger(Redelivery.class);

    private final JdbcClient jdbc;

    private final Integrations integrations;

    private final Trackers trackers;

    Redelivery(JdbcClient jdbc, Integrations integrations, Trackers trackers) {
        this.jdbc = jdbc;
        this.integrations = integrations;
        this.trackers = trackers;
    }

    /**
     * May be called as often as one likes; the tracker is asked every ten minutes at
     * most, and only about a webhook that we set up. Never fails for the tracker's sake.
     * Not to be called within a transaction: it calls the tracker.
     * @return how many deliveries will come again
     */
    public int ask(long integrationId) {
        return this.integrations.find(integrationId)
            .filter(Integration::usable)
            .filter(this::repeats)
            .flatMap((integration) -> claim(integrationId).map((claim) -> ask(integration, claim)))
            .orElse(0);
    }

    private boolean repeats(Integration integration) {
        return this.trackers.knows(integration.tracker())
                && this.trackers.get(integration.tracker()).capabilities().contains(Capability.REDELIVERY);
    }

    /**
     * Looks an hour further back than to the last time: that one may have failed, or
     * found more than it could ask for.
     */
    private Optional<Claim> claim(long integrationId) {
        return this.jdbc.sql("""
                update integration i set hook_checked_at = now()
                from (select id, coalesce(hook_checked_at - interval '1 hour', hook_set_at) as since from integration
                      where id = ? and hook_id is not null and hook_set_at is not null
                        and (hook_checked_at is null or hook_checked_at <= now() - interval '10 minutes')
                      for update) due
                where i.id = due.id returning i.hook_id, greatest(due.since, i.hook_set_at) as since""")
            .param(integrationId)
            .query((row, n) -> new Claim(row.getString("hook_id"), row.getTimestamp("since").toInstant()))
            .optional();
    }

    private int ask(Integration integration, Claim claim) {
        try {
            var asked = this.trackers.connect(integration).redeliverFailed(claim.hookId(), claim.since());
            if (asked > 0) {
                log.info("{} will get {} failed webhook deliveries again", integration.label(), asked);
            }
            return asked;
        }
        catch (TrackerException ex) {
            log.warn("Could not ask for the failed webhook deliveries of {}: {}", integration.label(), ex.getMessage());
            return 0;
        }
    }

    private record Claim(String hookId, Instant since) {
    }

}
