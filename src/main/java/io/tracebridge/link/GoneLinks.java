package io.tracebridge.link;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.tracebridge.integration.Integration;
import io.tracebridge.integration.Integrations;
import io.tracebridge.outbox.Outbox;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.project.Project;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.triage.Activities;
import io.tracebridge.triage.GroupLookup;
import io.tracebridge.triage.GroupRef;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a person decides about a link whose issue is no longer in the tracker. */
@Service
public class GoneLinks {

    /** Process that makes the issue; outbox rows of this kind start it. */
    private static final String PROCESS = "create-issue";

    private final GroupLookup lookup;

    private final FoundLinks found;

    private final Links links;

    private final Linking linking;

    private final Integrations integrations;

    private final Activities activities;

    private final Outbox outbox;

    private final Clock clock;

    GoneLinks(GroupLookup lookup, FoundLinks found, Links links, Linking linking, Integrations integrations,
            Activities activities, Outbox outbox, Clock clock) {
        this.lookup = lookup;
        this.found = found;
        this.links = links;
        this.linking = linking;
        this.integrations = integrations;
        this.activities = activities;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Links another issue of the same integration in the gone one's place, or the same
     * one if it is back: both or neither. By {@link Linking#link}'s rules.
     * @return empty if the group has no such link
     * @throws InvalidInputException also when the link is not gone
     */
    public Optional<Linking.Linked> relink(Project project, GroupRef group, long linkId, String issue, String actor) {
        group.requireOwnStanding();
        return gone(group, linkId).map((link) -> {
            var integration = this.integrations.find(link.integrationId()).map(Integration::name).orElse(null);
            return this.linking.relink(project, group, linkId, integration, issue, actor);
        });
    }

    /**
     * Has a new issue made in the gone one's place, worded by the integration.
     * @return false if the group has no such link
     * @throws InvalidInputException when the group is merged, or the link is not gone
     * @throws RequestRefused when that was asked before
     */
    @Transactional
    public boolean recreate(GroupRef group, long linkId, String actor) {
        this.lookup.lock(group.id()).requireOwnStanding();
        var gone = gone(group, linkId);
        gone.ifPresent((link) -> start(group, linkId, link, actor));
        return gone.isPresent();
    }

    private void start(GroupRef group, long linkId, FoundLinks.Held link, String actor) {
        var scope = Replacements.scope(linkId);
        this.links.find(link.integrationId(), group.id(), scope).map(Link::state).ifPresent((state) -> {
            throw new RequestRefused((state == Link.State.GIVEN_UP)
                    ? "Somebody gave up on the issue that was to take its place; remove that link, then ask again."
                    : "An issue in its place is being made already.");
        });
        this.activities.record(group.id(), actor, "issue-recreation-requested",
                Map.of("issue", link.issue().map(IssueRef::key).orElse("")), Map.of(),
                Map.of("link", linkId, "integration", link.integrationId()));
        this.outbox.add(List.of(new Outbox.Entry(PROCESS,
                Map.of("integrationId", link.integrationId(), "groupId", group.id(), "scope", scope),
                Instant.now(this.clock))));
    }

    private Optional<FoundLinks.Held> gone(GroupRef group, long linkId) {
        var held = this.found.held(group.id(), linkId);
        held.filter((link) -> link.state() != Link.State.GONE).ifPresent((link) -> {
            throw new InvalidInputException("id",
                    "is a link whose issue is not gone; link another issue beside it, or unlink it first");
        });
        return held;
    }

}
