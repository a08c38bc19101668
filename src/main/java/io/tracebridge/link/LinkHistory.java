package io.tracebridge.link;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.tracebridge.link.IssueCreation.Created;
import io.tracebridge.link.IssueCreation.Request;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.triage.Activities;
import io.tracebridge.triage.Decisions;
import io.tracebridge.triage.LinkedGroups;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Every outcome of an issue creation: the link's state, the group's state and the
 * activity row, together or not at all.
 */
@Component
class LinkHistory {

    private final Links links;

    private final LinkedGroups groups;

    private final Activities activities;

    private final Decisions decisions;

    private final DirtyLinks dirty;

    private final Replacements replacements;

    LinkHistory(Links links, LinkedGroups groups, Activities activities, Decisions decisions, DirtyLinks dirty,
            Replacements replacements) {
        this.links = links;
        this.groups = groups;
        this.activities = activities;
        this.decisions = decisions;
        this.dirty = dirty;
        this.replacements = replacements;
    }

    @Transactional
    public Created linked(Link link, Request request, IssueRef issue, String title, List<String> warnings) {
        var linked = this.links.linked(link.id(), issue, title, warnings);
        // Told even of an integration that was deleted meanwhile: here alone people find
        // the issue.
        this.activities.record(request.groupId(), "process", "issue-linked", Map.of(),
                Map.of("issue", issue.key(), "url", issue.url(), "warnings", warnings), cause(link, request));
        if (linked) {
            this.groups.linked(request.groupId(), "process", cause(link, request));
            this.replacements.made(request.groupId(), request.scope(), link.id(), "process");
            // Its status and assignee are the tracker's to choose: whoever synchronises
            // reads them.
            this.dirty.markNew(List.of(link.id()));
        }
        return created(link.id(), Optional.of(issue), request);
    }

    @Transactional
    public IssueRejected rejected(Link link, Request request, Rejection rejection) {
        this.links.rejected(link.id(), rejection);
        this.activities.record(request.groupId(), "process", "issue-rejected", Map.of(),
                Map.of("reason", rejection.reason(), "message", rejection.message()), cause(link, request));
        return new IssueRejected(rejection);
    }

    @Transactional
    public void givenUp(Link link, Request request, String why) {
        if (link.state().settled()) {
            return;
        }
        this.links.givenUp(link.id());
        this.activities.record(request.groupId(), "process", "issue-given-up", Map.of(),
                Map.of("why", (why != null) ? why : ""), cause(link, request));
    }

    Created created(long linkId, Optional<IssueRef> issue, Request request) {
        var mentions = issue.isPresent() && request.decisionId() != null
                && !this.decisions.mentions(request.decisionId()).isEmpty();
        return new Created(linkId, issue.map(IssueRef::key).orElse(null), issue.map(IssueRef::url).orElse(null),
                mentions);
    }

    private static Map<String, Object> cause(Link link, Request request) {
        var cause = new HashMap<String, Object>();
        cause.put("link", link.id());
        cause.put("integration", request.integrationId());
        if (request.decisionId() != null) {
            cause.put("decision", request.decisionId());
        }
        return cause;
    }

}
