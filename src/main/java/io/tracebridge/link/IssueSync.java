package io.tracebridge.link;

import java.time.Duration;
import java.util.Map;

import io.tracebridge.integration.Integration;
import io.tracebridge.integration.Integrations;
import io.tracebridge.integration.Trackers;
import io.tracebridge.sync.Side;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.TrackerException;
import org.springframework.stereotype.Service;

/**
 * Brings an issue and all groups that are linked to it in step, by what both sides are
 * now: whatever was missed, doubled or late before, one run makes good. A run that died
 * before its end is repeated, and finds done what it did.
 */
@Service
public class IssueSync {

    /** How long a tracker's copy may need to catch up. */
    private static final Duration LAG = Duration.ofSeconds(10);

    private final Integrations integrations;

    private final Trackers trackers;

    private final Leases leases;

    private final TieRows rows;

    private final TieUpdates updates;

    private final Comparisons comparisons;

    private final TrackerWrites writes;

    private final FixVersions fixes;

    private final SyncJournal journal;

    private final BackLinks backLinks;

    IssueSync(Integrations integrations, Trackers trackers, Leases leases, TieRows rows, TieUpdates updates,
            Comparisons comparisons, TrackerWrites writes, FixVersions fixes, SyncJournal journal,
            BackLinks backLinks) {
        this.integrations = integrations;
        this.trackers = trackers;
        this.leases = leases;
        this.rows = rows;
        this.updates = updates;
        this.comparisons = comparisons;
        this.writes = writes;
        this.fixes = fixes;
        this.journal = journal;
        this.backLinks = backLinks;
    }

    /**
     * @param linkId any link of the issue
     * @throws SyncConflict when a person has to decide; all else is done then
     * @throws NotYet when another worker has the issue, or the integration is paused,
     * also just now because of its credential
     * @throws TrackerException for all that a later try may mend
     */
    public Result sync(long linkId) {
        return resolve(linkId, Map.of());
    }

    /**
     * The same, with a person's word on what is disputed. What is no longer disputed is
     * merged as ever.
     * @param choices field to the side whose value holds, as it is now
     */
    public Result resolve(long linkId, Map<String, Side> choices) {
        var ties = this.rows.find(linkId).filter(this::due).orElse(null);
        if (ties == null) {
            return Result.of(Synced.NOTHING);
        }
        var integration = this.integrations.find(ties.integrationId()).orElse(null);
        if (integration == null) {
            return Result.of(Synced.NOTHING);
        }
        if (!integration.sync().push() && !integration.sync().pull()) {
            this.updates.clean(ties.ids());
            return Result.of(Synced.NOTHING);
        }
        NotYet.unlessUsable(integration);
        try (var lease = this.leases.ofIssue(ties.lead().id())) {
            var synced = this.rows.find(linkId)
                .filter(this::due)
                .map((current) -> bring(integration, current, choices, lease))
                .orElse(Synced.NOTHING);
            synced.dispute().ifPresent((dispute) -> {
                throw new SyncConflict(dispute);
            });
            return Result.of(synced);
        }
    }

    /** A link back is owed until it was tried, whatever became of the mark. */
    private boolean due(Ties ties) {
        return ties.due() || this.backLinks.owed(ties);
    }

    /** Whoever comes without a mark leaves one, so that waiting has an end. */
    private void requireNews(Ties ties, Issue issue) {
        if (this.comparisons.stale(ties, issue)) {
            this.updates.mark(ties.ids());
            throw new NotYet("the tracker shows the issue as it was before its last change", LAG);
        }
    }

    private Synced bring(Integration integration, Ties ties, Map<String, Side> choices, Leases.Lease lease) {
        try {
            var client = this.trackers.connect(integration);
            var issue = client.get(ties.issue());
            requireNews(ties, issue);
            var due = this.comparisons.compare(integration, ties, issue, choices);
            var done = this.writes.carryOut(integration, client, due, lease::require);
            var fixed = this.fixes.read(integration, client, ties, done);
            lease.require();
            var synced = this.journal.record(integration, ties,
                    fixed.map((version) -> done.because(version.words())).orElse(done), fixed);
            this.backLinks.write(integration, client, ties, issue.ref());
            return synced;
        }
        catch (TrackerException.IssueGone ex) {
            return this.journal.gone(integration, ties, ex.getMessage());
        }
        catch (TrackerException.CredentialRefused ex) {
            this.integrations.pause(integration.id(), ex.getMessage());
            throw NotYet.paused(integration, ex.getMessage());
        }
    }

    /**
     * What became of each field, in words for whoever looks into the process:
     * {@code in-step}, {@code pushed}, {@code pulled}, {@code skipped},
     * {@code regression}, {@code gone}, or {@code none} when there was nothing to look
     * at.
     *
     * @param again whether something changed meanwhile; its own message is on its way
     */
    public record Result(String state, String assignee, boolean again) {

        static Result of(Synced synced) {
            return new Result(synced.state(), synced.assignee(), synced.again());
        }

    }

}
