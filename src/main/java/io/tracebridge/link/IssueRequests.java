package io.tracebridge.link;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.tracebridge.integration.Integrations;
import io.tracebridge.link.IssueRequest.State;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.project.Project;
import io.tracebridge.triage.Activities;
import io.tracebridge.triage.GroupLookup;
import io.tracebridge.triage.GroupRef;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Issues that persons want: asked for, completed, cancelled, forgotten. Each step and the
 * engine's part in it are committed together, and each is in the group's activity.
 */
@Service
public class IssueRequests {

    private static final int MOST_LISTED = 100;

    private final IssueRequestRows requests;

    private final Integrations integrations;

    private final UsableIntegrations usable;

    private final GroupLookup groups;

    private final Activities activities;

    private final RequestProcess process;

    private final RequestProperties properties;

    IssueRequests(IssueRequestRows requests, Integrations integrations, UsableIntegrations usable, GroupLookup groups,
            Activities activities, RequestProcess process, RequestProperties properties) {
        this.requests = requests;
        this.integrations = integrations;
        this.usable = usable;
        this.groups = groups;
        this.activities = activities;
        this.process = process;
        this.properties = properties;
    }

    /**
     * @param title null or blank to be asked for it
     * @param owner the tracker's account id; null for nobody
     * @param fields over the integration's own; null for none
     * @return empty if there is no such group
     * @throws InvalidInputException naming the part that cannot be taken
     * @throws RequestRefused if the group was merged into another, or somebody deletes
     * the integration at this moment
     */
    @Transactional
    public Optional<UUID> request(Project project, String fingerprint, String integration, String title, String owner,
            Map<String, String> fields, String actor) {
        return request(project, fingerprint, integration, UUID.randomUUID(), new IssueDetails(title, owner, fields),
                actor);
    }

    /**
     * As the other, under an id that the caller made up; asked again with it, changes
     * nothing and answers the same.
     * @throws RequestRefused also if the id is that of another group's or integration's
     * request
     */
    @Transactional
    public Optional<UUID> request(Project project, String fingerprint, String integration, UUID id,
            IssueDetails details, String actor) {
        details.check();
        var usable = this.usable.get(project, integration);
        return this.groups.find(project.id(), fingerprint).map((group) -> {
            requireOwnStanding(this.groups.lock(group.id()));
            this.usable.hold(usable);
            if (this.requests.add(id, usable.id(), group.id(), actor, details, this.properties.expireAfter())) {
                record(group.id(), actor, "issue-requested", id, usable.id());
                this.process.start(id, usable.id(), group.id(), project.name());
            }
            else if (!this.requests.isFor(id, usable.id(), group.id())) {
                throw new RequestRefused("Another request has this id; ask again with a new one.");
            }
            return id;
        });
    }

    private static void requireOwnStanding(GroupRef group) {
        group.mergedInto().ifPresent((root) -> {
            throw new RequestRefused(
                    "This group was merged into " + root + "; ask for the issue there, or part the groups again.");
        });
    }

    public Optional<IssueRequest> find(long projectId, String fingerprint, UUID id) {
        return this.requests.find(projectId, fingerprint, id);
    }

    /** Open ones first, then the newest; at most 100. */
    public List<IssueRequest> list(long projectId, String fingerprint) {
        return this.requests.list(projectId, fingerprint, MOST_LISTED);
    }

    /**
     * Completes the details; the process goes on with them.
     * @param owner null for the one that the request named
     * @param fields absent ones stay as the request brought them
     * @return false if there is no such request
     * @throws MissingFields naming all that the tracker requires and nobody gave
     * @throws RequestRefused if it was answered before, or has ended
     */
    @Transactional
    public boolean submit(Project project, String fingerprint, UUID id, String title, String owner,
            Map<String, String> fields, String actor) {
        var found = this.requests.lock(project.id(), fingerprint, id);
        found.ifPresent((request) -> {
            request.requireOpen();
            var merged = new HashMap<>(request.given().fields());
            merged.putAll(new IssueDetails(null, null, fields).fields());
            var details = new IssueDetails(title, (owner != null) ? owner : request.given().owner(), merged);
            details.check();
            if (details.title().isEmpty()) {
                throw new InvalidInputException("title", "must not be empty");
            }
            var missing = request.draft().map((form) -> RequestDrafting.missing(form, merged)).orElse(List.of());
            if (!missing.isEmpty()) {
                throw new MissingFields(missing);
            }
            this.requests.submitted(id, details);
            record(request.groupId(), actor, "issue-details-submitted", id, request.integrationId());
            this.process.answer(id, Map.of("title", details.title(), "owner", details.owner(), "fields",
                    details.fields(), "cancelled", false));
        });
        return found.isPresent();
    }

    /**
     * @return false if there is no such request
     * @throws RequestRefused if it was answered before, or has ended
     */
    @Transactional
    public boolean cancel(Project project, String fingerprint, UUID id, String actor) {
        var found = this.requests.lock(project.id(), fingerprint, id);
        found.ifPresent((request) -> {
            request.requireOpen();
            this.requests.end(id, State.CANCELLED);
            record(request.groupId(), actor, "request-cancelled", id, request.integrationId());
            this.process.answer(id, Map.of("cancelled", true));
        });
        return found.isPresent();
    }

    /**
     * The process stopped waiting. Details that were submitted at the last moment are not
     * lost: another instance takes them over.
     */
    @Transactional
    public void expire(UUID id, long processInstanceKey) {
        this.requests.find(id).ifPresent((request) -> {
            if (this.requests.end(id, State.EXPIRED)) {
                record(request.groupId(), "process", "request-expired", id, request.integrationId());
            }
            else if (this.requests.release(id, processInstanceKey)) {
                var project = this.integrations.find(request.integrationId()).orElseThrow().project();
                this.process.start(id, request.integrationId(), request.groupId(), project);
            }
        });
    }

    /**
     * The process is through: notes whether there is an issue, or it was given up. While
     * neither is so, another instance has taken over, and the request stays open.
     */
    @Transactional
    public void close(UUID id) {
        this.requests.close(id);
    }

    private void record(long groupId, String actor, String kind, UUID request, long integrationId) {
        this.activities.record(groupId, actor, kind, Map.of(), Map.of(),
                Map.of("request", request.toString(), "integration", integrationId));
    }

}
