package io.tracebridge.link;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.tracebridge.integration.Integration;
import io.tracebridge.integration.Integrations;
import io.tracebridge.integration.Trackers;
import io.tracebridge.issue.IssueDraft;
import io.tracebridge.tracker.Tracker;
import io.tracebridge.tracker.TrackerClient;
import io.tracebridge.tracker.TrackerClient.CreatedIssue;
import io.tracebridge.tracker.TrackerException;
import org.springframework.stereotype.Service;

/**
 * Makes the one issue that a link stands for, whatever dies in between: the link is
 * reserved before the first call, the call is noted before it is sent, and whoever comes
 * after a call of unknown outcome looks for the marker first.
 */
@Service
public class IssueCreation {

    /** Trackers stamp issues by their own clock. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(2);

    private final Integrations integrations;

    private final Trackers trackers;

    private final Drafts drafts;

    private final Links links;

    private final Leases leases;

    private final LinkHistory history;

    private final Regressions regressions;

    private final LinkMeters meters;

    private final Clock clock;

    IssueCreation(Integrations integrations, Trackers trackers, Drafts drafts, Links links, Leases leases,
            LinkHistory history, Regressions regressions, LinkMeters meters, Clock clock) {
        this.integrations = integrations;
        this.trackers = trackers;
        this.drafts = drafts;
        this.links = links;
        this.leases = leases;
        this.history = history;
        this.regressions = regressions;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * Creates the issue, or finds what an earlier call created; asked again, answers the
     * same.
     * @throws NotYet when it is too early: another worker has the link, the integration
     * is paused or its credential refused, the tracker's search may not show an earlier
     * try yet
     * @throws IssueRejected when a person has to change something
     * @throws TrackerException for all that a later try may mend
     */
    public Created create(Request request) {
        var integration = this.integrations.find(request.integrationId()).orElseThrow(IssueCreation::deleted);
        var reserved = this.links.reserve(integration.id(), request.groupId(), request.scope())
            .orElseThrow(IssueCreation::deleted);
        if (reserved.state().settled()) {
            return created(reserved, request);
        }
        NotYet.unlessUsable(integration);
        try (var lease = this.leases.ofLink(reserved.id())) {
            var link = this.links.find(integration.id(), request.groupId(), request.scope())
                .orElseThrow(IssueCreation::deleted);
            return link.state().settled() ? created(link, request) : findOrCreate(integration, link, request, lease);
        }
    }

    /**
     * Notes that a person gave up on the issue, for all to see; the link stays so that no
     * rule tries again.
     */
    public void giveUp(Request request, String why) {
        this.links.find(request.integrationId(), request.groupId(), request.scope())
            .ifPresent((link) -> this.history.givenUp(link, request, why));
    }

    private Created findOrCreate(Integration integration, Link link, Request request, Leases.Lease lease) {
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

    private static IssueRejected deleted() {
        return new IssueRejected(Rejections.integrationDeleted());
    }

    private Created created(Link link, Request request) {
        var there = link.issue().filter((issue) -> link.state() == Link.State.LINKED);
        return this.history.created(link.id(), there, request);
    }

    /**
     * An issue that somebody or some rule wants.
     *
     * @param reportId the report that led to it; null when made by hand
     * @param decisionId the decision that led to it; null when made by hand
     * @param scope what at most one issue is made for
     * @param title a person's title instead of the rendered one; null to render
     * @param owner the tracker account to assign; null for none
     * @param fields a person's field values, over the integration's own
     */
    public record Request(long integrationId, long groupId, Long reportId, Long decisionId, String scope, String title,
            String owner, Map<String, String> fields) {

        public Request {
            fields = (fields != null) ? Map.copyOf(fields) : Map.of();
        }

    }

    /**
     * The issue that is there now.
     *
     * @param issueKey null when a person gave up on it, or has to decide what becomes of
     * an issue that is gone
     * @param mentions whether the decision mentions somebody
     */
    public record Created(long linkId, String issueKey, String issueUrl, boolean mentions) {
    }

}
