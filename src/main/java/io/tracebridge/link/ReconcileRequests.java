package io.tracebridge.link;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.tracebridge.integration.Integration;
import io.tracebridge.integration.Integrations;
import io.tracebridge.integration.SyncSettings;
import io.tracebridge.outbox.Outbox;
import io.tracebridge.project.InvalidInputException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Starts runs that compare all issues of an integration: one at a time for each. The run
 * is what counts; a message that is doubled or late finds it done.
 */
@Service
public class ReconcileRequests {

    /** Message that starts a run; its correlation key is the integration. */
    static final String REQUESTED = "reconcile-requested";

    /** It waits while an earlier run of the integration is ending. */
    private static final Duration MESSAGE_LIFE = Duration.ofHours(24);

    /** A night's run that began late does not keep the next night's from beginning. */
    private static final Duration BETWEEN_NIGHTS = Duration.ofHours(20);

    private final JdbcClient jdbc;

    private final ReconcileRuns runs;

    private final Integrations integrations;

    private final Outbox outbox;

    private final Clock clock;

    ReconcileRequests(JdbcClient jdbc, ReconcileRuns runs, Integrations integrations, Outbox outbox, Clock clock) {
        this.jdbc = jdbc;
        this.runs = runs;
        this.integrations = integrations;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Starts a run. One of the same kind that is under way is answered again, and the
     * engine reminded of it; one of the other kind ends.
     * @param repair whether synchronisation is to put right what differs
     * @return the run's id
     * @throws InvalidInputException if the integration is not in use, or repairs nothing
     * @throws RequestRefused if somebody deletes it at this moment
     */
    @Transactional
    public long request(Integration integration, boolean repair, String actor) {
        requireUsable(integration);
        if (repair && !synchronises(integration.sync())) {
            throw new InvalidInputException("repair",
                    "cannot be true: this integration neither pushes nor pulls, so nothing would be put right; switch on sync.push or sync.pull, or ask for a report");
        }
        this.jdbc.sql("select 1 from integration where id = ? for no key update")
            .param(integration.id())
            .query(Integer.class)
            .optional()
            .orElseThrow(() -> UsableIntegrations.deleted(integration));
        var running = this.runs.running(integration.id());
        running.filter((run) -> run.repair() != repair).ifPresent((run) -> this.runs.end(run.id(), "cancelled"));
        var id = running.filter((run) -> run.repair() == repair)
            .map(ReconcileRuns.Run::id)
            .orElseGet(() -> this.runs.start(integration.id(), repair, actor));
        say(integration.id(), id);
        return id;
    }

    /**
     * Starts the night's runs. A run that is under way goes on instead. What drifted is
     * noted, and put right where the integration pushes or pulls.
     */
    @Transactional
    public Nightly startNightly() {
        var due = this.jdbc.sql("""
                update integration set reconciled_at = now() where id in (
                  select i.id from integration i where i.state = 'enabled' and i.paused_at is null
                    and (i.reconciled_at is null or i.reconciled_at < now() - make_interval(secs => ?))
                    and exists (select 1 from link l where l.integration_id = i.id and l.state = 'linked')
                  order by i.id for no key update skip locked)
                returning id""").param((double) BETWEEN_NIGHTS.toSeconds()).query(Long.class).list();
        for (var id : due) {
            say(id, this.runs.running(id).map(ReconcileRuns.Run::id).orElseGet(() -> nightly(id)));
        }
        return new Nightly(due.size());
    }

    private long nightly(long id) {
        return this.runs.start(id, synchronises(this.integrations.find(id).orElseThrow().sync()), "process");
    }

    private void say(long integration, long run) {
        var now = Instant.now(this.clock);
        this.outbox.add(List.of(Outbox.Entry.message(REQUESTED, Long.toString(integration), run + "-" + now,
                MESSAGE_LIFE, Map.of("integrationId", integration, "runId", run), now)));
    }

    private static boolean synchronises(SyncSettings sync) {
        return sync.push() || sync.pull();
    }

    private static void requireUsable(Integration integration) {
        integration.pause().ifPresent((pause) -> {
            throw new InvalidInputException("integration",
                    "is paused (" + pause.reason() + "); save it again, then ask again");
        });
        if (!integration.usable()) {
            throw new InvalidInputException("integration", "is switched off; enable it, then ask again");
        }
    }

    /**
     * @param runs how many integrations are looked at tonight
     */
    public record Nightly(int runs) {
    }

}
