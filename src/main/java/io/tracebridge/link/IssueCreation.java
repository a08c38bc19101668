package io.tracebridge.link;

import java.util.Map;

import io.tracebridge.integration.Integrations;
import io.tracebridge.tracker.TrackerException;
import org.springframework.stereotype.Service;

/**
 * Makes the one issue that a link stands for, whatever dies in between: the link is
 * reserved before the first call, and one worker at a time has it.
 */
@Service
public class IssueCreation {

    private final Integrations integrations;

    private final Links links;

    private final Leases leases;

    private final IssueAttempts attempts;

    private final LinkHistory history;

    IssueCreation(Integrations integrations, Links links, Leases leases, IssueAttempts attempts, LinkHistory history) {
        this.integrations = integrations;
        this.links = links;
        this.leases = leases;
        this.attempts = attempts;
        this.history = history;
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
            return link.state().settled() ? created(link, request)
                    : this.attempts.make(integration, link, request, lease);
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
