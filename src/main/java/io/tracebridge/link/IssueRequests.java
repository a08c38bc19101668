package io.tracebridge.link;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.tracebridge.integration.Integrations;
import io.tracebridge.link.IssueRequest.State;
import io.tracebridge.outbox.Outbox;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.project.Project;
import io.tracebridge.triage.Activities;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Issues that persons want: asked for, completed, cancelled, forgotten. Each step and the
 * engine's part in it are committed together, and each is in the group's activity.
 */
@Service
public class IssueRequests {

    /** Process that makes the issue; outbox rows of this kind start it. */
    private static final String PROCESS = "create-issue-manually";

    /** Message that ends the waiting; its correlation key is the request. */
    private static final String SUBMITTED = "issue-details-submitted";

    /** How long it waits for a process that is not that far yet. */
    private static final Duration MESSAGE_LIFE = Duration.ofHours(1);

    private static final int MOST_LISTED = 100;

    private final IssueRequestRows requests;

    private final Integrations integrations;

    private final UsableIntegrations usable;

    private final Activities activities;

    private final Outbox outbox;

    private final RequestProperties properties;

    private final JdbcClient jdbc;

    private final Clock clock;

    IssueRequests(IssueRequestRows requests, Integrations integrations, UsableIntegrations usable,
            Activities activities, Outbox outbox, RequestProperties properties, JdbcClient jdbc, Clock clock) {
        this.requests = requests;
        this.integrations = integrations;
        this.usable = usable;
        this.activities = activities;
        this.outbox = outbox;
        this.properties = properties;
        this.jdbc = jdbc;
        this.clock = clock;
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
        return group(project.id(), fingerprint).map((group) -> {
            if (!group.rootFingerprint().equals(fingerprint)) {
                throw new RequestRefused("This group was merged into " + group.rootFingerprint()
                        + "; ask for the issue there, or part the groups again.");
            }
            this.usable.hold(usable);
            if (this.requests.add(id, usable.id(), group.id(), actor, details, this.properties.expireAfter())) {
                record(group.id(), actor, "issue-requested", id, usable.id());
                start(id, usable.id(), group.id(), project.name());
            }
            else if (!this.requests.isFor(id, usable.id(), group.id())) {
                throw new RequestRefused("Another request has this id; ask again with a new one.");
            }
            return id;
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
            requireOpen(request);
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
            answer(id, Map.of("title", details.title(), "owner", details.owner(), "fields", details.fields(),
                    "cancelled", false));
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
            requireOpen(request);
            this.requests.end(id, State.CANCELLED);
            record(request.groupId(), actor, "request-cancelled", id, request.integrationId());
            answer(id, Map.of("cancelled", true));
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
                start(id, request.integrationId(), request.groupId(), project);
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

    private static void requireOpen(IssueRequest request) {
        if (!request.open()) {
            throw new RequestRefused(switch (request.state()) {
                case DRAFTING, WAITING, SUBMITTED -> "The details were submitted already; the issue is being created.";
                case CREATED -> "The issue was created already.";
                case GIVEN_UP -> "The issue was given up; ask for another one.";
                case EXPIRED -> "The request expired; ask for the issue again.";
                case CANCELLED -> "The request was cancelled; ask for the issue again.";
            });
        }
        if (request.late()) {
            throw new RequestRefused("The request expired; ask for the issue again.");
        }
    }

    /** Locked, so that it is not merged at the same time. */
    private Optional<Group> group(long projectId, String fingerprint) {
        return this.jdbc.sql("""
                select g.id, r.fingerprint as root from error_group g join error_group r on r.id = g.root_id
                where g.project_id = ? and g.fingerprint = ? for share of g""")
            .params(projectId, fingerprint)
            .query((row, n) -> new Group(row.getLong("id"), row.getString("root")))
            .optional();
    }

    private void record(long groupId, String actor, String kind, UUID request, long integrationId) {
        var root = this.jdbc.sql("select root_id from error_group where id = ?")
            .param(groupId)
            .query(Long.class)
            .single();
        this.activities.record(root, actor, kind, Map.of(), Map.of(),
                Map.of("request", request.toString(), "integration", integrationId));
    }

    /** Has the engine work on it; whichever instance comes first does. */
    void start(UUID id, long integrationId, long groupId, String project) {
        this.outbox
            .add(List.of(new Outbox.Entry(PROCESS,
                    Map.of("requestId", id.toString(), "integrationId", integrationId, "groupId", groupId, "project",
                            project, "expiresAfter", this.properties.expireAfter().toString()),
                    Instant.now(this.clock))));
    }

    private void answer(UUID id, Map<String, ?> variables) {
        this.outbox.add(List.of(Outbox.Entry.message(SUBMITTED, id.toString(), id.toString(), MESSAGE_LIFE, variables,
                Instant.now(this.clock))));
    }

    private record Group(long id, String rootFingerprint) {
    }

}
