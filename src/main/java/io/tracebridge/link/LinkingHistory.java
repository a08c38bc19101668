package io.tracebridge.link;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.tracebridge.integration.Integration;
import io.tracebridge.link.FoundLinks.Held;
import io.tracebridge.link.Linking.Linked;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.triage.Activities;
import io.tracebridge.triage.LinkedGroups;
import io.tracebridge.triage.GroupLookup;
import io.tracebridge.triage.GroupRef;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Linking and unlinking by hand: the link, the group's state and assignee and the
 * activity row, together or not at all.
 */
@Component
class LinkingHistory {

    private final GroupLookup lookup;

    private final FoundLinks links;

    private final UsableIntegrations usable;

    private final FirstAgreement agreement;

    private final Replacements replacements;

    private final LinkedGroups groups;

    private final Activities activities;

    private final DirtyLinks dirty;

    private final LinkMeters meters;

    LinkingHistory(GroupLookup lookup, FoundLinks links, UsableIntegrations usable, FirstAgreement agreement,
            Replacements replacements, LinkedGroups groups, Activities activities, DirtyLinks dirty,
            LinkMeters meters) {
        this.lookup = lookup;
        this.links = links;
        this.usable = usable;
        this.agreement = agreement;
        this.replacements = replacements;
        this.groups = groups;
        this.activities = activities;
        this.dirty = dirty;
        this.meters = meters;
    }

    @Transactional
    public Linked linked(GroupRef group, Integration found, Located located, String actor) {
        this.lookup.lock(group.id()).requireOwnStanding();
        var integration = this.usable.hold(found);
        Linking.requireOn(integration);
        var issue = located.issue();
        var known = this.links.find(group.id(), integration.id(), issue.ref().id());
        if (known.isPresent()) {
            return new Linked(known.get(), false);
        }
        var warnings = FirstAgreement.warnings(integration.sync(), issue);
        var link = this.links.add(group.id(), integration.id(), issue, warnings);
        var cause = Map.of("link", link, "integration", integration.id());
        this.activities.record(group.id(), actor, "issue-linked", Map.of(),
                Map.of("issue", issue.ref().key(), "url", issue.ref().url(), "title", FoundLinks.shown(issue.title()),
                        "status", FoundLinks.shown(issue.status().name()), "warnings", warnings),
                cause);
        this.agreement.reach(group.id(), link, integration.sync(), located, actor, cause);
        if (integration.sync().push()) {
            // The issue is to hear of its group, even if nothing else is due.
            this.dirty.markNew(List.of(link));
        }
        this.meters.linkedByHand(integration);
        return new Linked(link, true);
    }

    /** The gone link ends only if the other one is there. */
    @Transactional
    public Linked relinked(GroupRef group, long goneLink, Integration integration, Located located, String actor) {
        var linked = linked(group, integration, located, actor);
        this.replacements.taken(group.id(), goneLink, linked.linkId(), actor);
        return linked;
    }

    @Transactional
    public boolean unlinked(GroupRef group, long linkId, String actor) {
        this.lookup.lock(group.id()).requireOwnStanding();
        var link = this.links.held(group.id(), linkId);
        if (link.isEmpty()) {
            return false;
        }
        requireSettled(link.get());
        link.get().issue().ifPresent((issue) -> this.links.lock(link.get().integrationId(), issue.id()));
        if (!this.links.unlink(linkId)) {
            throw beingCreated();
        }
        var cause = Map.of("link", linkId, "integration", link.get().integrationId());
        this.activities.record(group.id(), actor, "issue-unlinked", before(link.get()), Map.of(), cause);
        this.groups.unlinked(group.id(), actor, cause);
        link.get().issue().ifPresent((issue) -> {
            this.dirty.ended(linkId);
            this.dirty.mark(this.links.others(link.get().integrationId(), issue.id()));
        });
        return true;
    }

    private static void requireSettled(Held link) {
        switch (link.state()) {
            case RESERVED -> throw beingCreated();
            case REJECTED -> throw new InvalidInputException("id",
                    "is an issue that the tracker refused, and a task waits for somebody to correct it; "
                            + "give up there, then remove it here");
            case LINKED, GONE, GIVEN_UP, UNLINKED, SUPERSEDED -> {
            }
        }
    }

    private static InvalidInputException beingCreated() {
        return new InvalidInputException("id", "is an issue that is being created; try again when it is there");
    }

    private static Map<String, String> before(Held link) {
        return Optional.of(link)
            .flatMap(Held::issue)
            .map((issue) -> Map.of("issue", issue.key(), "url", issue.url()))
            .orElse(Map.of());
    }

}
