package io.tracebridge.tracker.github;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tracebridge.issue.Document;
import io.tracebridge.issue.IssueDraft;
import io.tracebridge.issue.render.GfmRenderer;
import io.tracebridge.issue.render.Limit;
import io.tracebridge.tracker.Catalog;
import io.tracebridge.tracker.Changes;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.Marker;
import io.tracebridge.tracker.TrackerClient;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.tracker.WebhookRegistration;
import io.tracebridge.tracker.WebhookSetup;
import io.tracebridge.tracker.http.TrackerApi;
import io.tracebridge.tracker.http.TrackerRequest;

/** One repository's issues. */
final class GitHubClient implements TrackerClient {

    private static final int MOST_PAGES = 10;

    private final TrackerApi api;

    private final Repository repository;

    private final GitHubStatuses statuses;

    private final IssueFinder finder;

    private final GitHubHooks hooks;

    GitHubClient(TrackerApi api, Repository repository, GitHubStatuses statuses) {
        this.api = api;
        this.repository = repository;
        this.statuses = statuses;
        this.finder = new IssueFinder(api, repository, statuses);
        this.hooks = new GitHubHooks(api, repository);
    }

    @Override
    public List<Check> check() {
        return new GitHubChecks(this.api, this.repository).run();
    }

    @Override
    public CreatedIssue create(IssueDraft draft, Marker marker) {
        var sent = GitHubDraft.of(draft, marker);
        var created = this.api.call(this.repository.createIssue().json(sent.json())).json();
        return new CreatedIssue(GitHubIssue.ref(created), sent.dropped(created));
    }

    /**
     * Walks our own issues from the newest back to {@code since}. The list is consistent
     * where the search is not.
     */
    @Override
    public Optional<Issue> findByMarker(Marker marker, Instant since) {
        var request = this.repository.issues()
            .query("state", "all")
            .query("sort", "created")
            .query("direction", "desc")
            .query("since", since.truncatedTo(ChronoUnit.SECONDS).toString())
            .query("per_page", String.valueOf(Pages.SIZE));
        var next = GitHubAccount.login(this.api).map((login) -> request.query("creator", login)).orElse(request);
        for (var page = 0; page < MOST_PAGES; page++) {
            var response = this.api.call(next);
            for (var candidate : response.json()) {
                if (GitHubIssue.createdAt(candidate).isBefore(since)) {
                    return Optional.empty();
                }
                if (GitHubDraft.carries(candidate.path("body").asText(""), marker)) {
                    return Optional.of(GitHubIssue.read(candidate, this.statuses));
                }
            }
            var link = response.link("next");
            if (link.isEmpty()) {
                return Optional.empty();
            }
            next = TrackerRequest.follow(link.get());
        }
        throw new TrackerException.Unavailable("More than " + MOST_PAGES * Pages.SIZE + " issues were created in "
                + this.repository + " since " + since + ": too many to tell whether ours is among them.",
                Optional.empty());
    }

    @Override
    public Issue get(IssueRef ref) {
        return this.finder.find(ref).issue();
    }

    @Override
    public Issue locate(String keyOrUrl) {
        return this.finder.locate(keyOrUrl.strip()).issue();
    }

    @Override
    public Issue setStatus(IssueRef ref, String status, Map<String, String> fields) {
        var target = this.statuses.withKey(status)
            .orElseThrow(() -> new TrackerException.Rejected(Reason.TRANSITION_UNAVAILABLE,
                    "GitHub issues have no status \"" + status + "\"; there are "
                            + this.statuses.all().stream().map(Issue.Status::key).collect(Collectors.joining(", "))
                            + ".",
                    Map.of()));
        return new StatusChange(this.api, this.statuses, this.finder.find(ref), target).run().orElseGet(() -> get(ref));
    }

    @Override
    public Issue setAssignee(IssueRef ref, Optional<String> account) {
        return new Assignment(this.api, this.statuses, this.finder.find(ref)).assign(account);
    }

    /** Reads the issue first, since a comment follows no redirect. */
    @Override
    public void comment(IssueRef ref, Document text) {
        var body = new GfmRenderer().render(text, Limit.characters(GitHubDraft.BODY_LIMIT));
        var address = this.finder.find(ref).address();
        var json = JsonNodeFactory.instance.objectNode().put("body", body);
        this.api.call(address.repository().addComment(address.number()).json(json));
    }

    @Override
    public Catalog catalog() {
        return new GitHubCatalog(this.api, this.repository, this.statuses);
    }

    @Override
    public Changes changesSince(Changes.Cursor cursor) {
        return new GitHubChanges(this.api, this.repository).since(cursor);
    }

    @Override
    public WebhookRegistration setUpWebhook(WebhookSetup setup) {
        return this.hooks.setUp(setup);
    }

    @Override
    public void removeWebhook(String hookId) {
        this.hooks.remove(hookId);
    }

    @Override
    public int redeliverFailed(String hookId, Instant since) {
        return new GitHubDeliveries(this.api, this.repository, this.hooks).redeliverFailed(hookId, since);
    }

    /** The milestone, which is all that GitHub says of versions. */
    @Override
    public List<String> versions(IssueRef ref, String field) {
        if (!field.isEmpty() && !field.equals("milestone")) {
            throw new TrackerException.Rejected(Reason.INVALID_FIELD,
                    "GitHub issues keep their version in the field milestone only, not in " + field + ".",
                    Map.of(field, "is no such field"));
        }
        return Stream.of(this.finder.find(ref).json().path("milestone").path("title").asText(""))
            .filter((title) -> !title.isEmpty())
            .toList();
    }

}
