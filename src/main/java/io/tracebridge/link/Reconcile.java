package io.tracebridge.link;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.tracebridge.integration.Integration;
import io.tracebridge.integration.Integrations;
import io.tracebridge.integration.Trackers;
import io.tracebridge.tracker.TrackerException;
import org.springframework.stereotype.Service;

/**
 * Compares the issues of an integration with their groups, part by part, and changes
 * neither: a repair hands what differs to synchronisation. Each issue is noted by itself,
 * so that a part that fails or dies goes on where it was.
 */
@Service
public class Reconcile {

    /** Issues per part. */
    static final int PART = 50;

    /** A slow tracker makes a part smaller; well below the time that a job has. */
    private static final Duration LONGEST_PART = Duration.ofSeconds(30);

    private final Integrations integrations;

    private final Trackers trackers;

    private final ReconcileRuns runs;

    private final TieRows ties;

    private final DriftFinder finder;

    private final Drifts drifts;

    private final Clock clock;

    Reconcile(Integrations integrations, Trackers trackers, ReconcileRuns runs, TieRows ties, DriftFinder finder,
            Drifts drifts, Clock clock) {
        this.integrations = integrations;
        this.trackers = trackers;
        this.runs = runs;
        this.ties = ties;
        this.finder = finder;
        this.drifts = drifts;
        this.clock = clock;
    }

    /**
     * Looks at the next issues of the run.
     * @throws NotYet while the integration is paused or stopped
     * @throws TrackerException for all that keeps us from reading any issue
     */
    public Part part(long runId) {
        var run = this.runs.find(runId).filter(ReconcileRuns.Run::running).orElse(null);
        var integration = (run != null) ? this.integrations.find(run.integrationId()).orElse(null) : null;
        if (integration == null) {
            return new Part(false);
        }
        try {
            NotYet.unlessUsable(integration);
            return compare(integration, run);
        }
        catch (TrackerException.CredentialRefused ex) {
            this.integrations.pause(integration.id(), ex.getMessage());
            this.runs.waits(runId, FoundLinks.shown(ex.getMessage()));
            throw NotYet.paused(integration, ex.getMessage());
        }
        catch (NotYet | TrackerException ex) {
            this.runs.waits(runId, FoundLinks.shown(ex.getMessage()));
            throw ex;
        }
    }

    private Part compare(Integration integration, ReconcileRuns.Run run) {
        var client = this.trackers.connect(integration);
        var until = Instant.now(this.clock).plus(LONGEST_PART);
        var leads = this.runs.next(run, PART);
        for (var lead : leads) {
            var found = this.ties.find(lead).map((current) -> this.finder.look(integration, client, current));
            if (!this.drifts.keep(run, lead, found.orElseGet(List::of))) {
                return new Part(this.runs.find(run.id()).filter(ReconcileRuns.Run::running).isPresent());
            }
            if (Instant.now(this.clock).isAfter(until)) {
                return new Part(true);
            }
        }
        if (leads.size() < PART) {
            this.runs.end(run.id(), "done");
        }
        return new Part(leads.size() == PART);
    }

    /**
     * @param left whether there are more issues to look at
     */
    public record Part(boolean left) {
    }

}
