package io.tracebridge.link;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.tracebridge.integration.Integration;
import io.tracebridge.integration.Integrations;
import io.tracebridge.integration.Trackers;
import io.tracebridge.issue.IssueDraft;
import io.tracebridge.link.IssueCreation.Created;
import io.tracebridge.link.IssueCreation.Request;
import io.tracebridge.tracker.Tracker;
import io.tracebridge.tracker.TrackerClient;
import io.tracebridge.tracker.TrackerClient.CreatedIssue;
import io.tracebridge.tracker.TrackerException;
import org.springframework.stereotype.Component;

/**
 * One try to have the tracker make the issue of a reserved link: the call is noted before
 * it is sent, and whoever comes after a call of unknown outcome looks for the marker
 * first.
 */
@Component
class IssueAttempts {

    /** Trackers stamp issues by their own clock. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(2);

    private final Integrations integrations;

    private final Trackers trackers;

    private final Drafts drafts;

    private final Links links;

    private final LinkHistory history;

    private final Regressions regressions;

    private final LinkMeters meters;

    private final Clock clock;

    IssueAttempts(Integrations integrations, Trackers trackers, Drafts drafts, Links links, LinkHistory history,
            Regressions regressions, LinkMeters meters, Clock clock) {
        this.integrations = integrations;
        this.trackers = trackers;
        this.drafts = drafts;
        this.links = links;
        this.history = history;
        this.regressions = regressions;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * Creates the issue, or finds what an earlier try created.
     * @param link as it is under the lease
     * @throws NotYet while the tracker's search may not show an earlier try yet, and when
     * the tracker refuses our credential
     * @throws IssueRejected when a person has to change something
     * @throws TrackerException for all that a later try may mend
     */
    Created make(Integration integration, Link link, Request request, Leases.Lease lease) {
        var tracker = this.trackers.get(integration.tracker());
        IssueDraft draft = null;
        try {
            var client = this.trackers.connect(integration);
            if (link.firstAttempt().isPresent()) {
                var found = client.findByMarker(link.marker(), link.firstAttempt().get().minus(CLOCK_SKEW));
                if (found.isPresent()) {
                    var again = linked(integration, client, link, request,
                            new CreatedIssue(found.get().ref(), List.of()), found.get().title());
                    this.meters.foundAgain(integration, request.reportId());
                    return again;
                }
                requireSearchable(tracker, link);
            }
            draft = this.drafts.write(integration, tracker, request, this.regressions.predecessor(link.id()));
            lease.require();
            var issue = send(client, draft, link);
            var created = linked(integration, client, link, request, issue, draft.title());
            this.meters.created(integration, request.reportId());
            return created;
        }
        catch (TrackerException.CredentialRefused ex) {
            this.integrations.pause(integration.id(), ex.getMessage());
            throw NotYet.paused(integration, ex.getMessage());
        }
        catch (TrackerException.Rejected ex) {
            var rejected = this.history.rejected(link, request,
                    Rejections.of(ex, integration, link.id(), request, draft));
            this.meters.refused(integration);
            throw rejected;
        }
    }

    private CreatedIssue send(TrackerClient client, IssueDraft draft, Link link) {
        this.links.attempting(link.id(), Instant.now(this.clock));
        try {
            return client.create(draft, link.marker());
        }
        catch (TrackerException.CredentialRefused | TrackerException.Rejected | TrackerException.RateLimited ex) {
            this.links.refused(link);
            throw ex;
        }
    }

    private Created linked(Integration integration, TrackerClient client, Link link, Request request,
            CreatedIssue issue, String title) {
        var created = this.history.linked(link, request, issue.ref(), title, issue.warnings());
        this.regressions.announce(integration, client, link.id(), request.groupId(), issue.ref());
        return created;
    }

    private void requireSearchable(Tracker tracker, Link link) {
        var searchableAt = link.lastAttempt().orElseThrow().plus(tracker.searchDelay());
        var now = Instant.now(this.clock);
        if (now.isBefore(searchableAt)) {
            throw new NotYet("an earlier try may have created the issue, and " + tracker.name()
                    + " may not show it in its search yet", Duration.between(now, searchableAt));
        }
    }

}
