package io.tracebridge.tracker.github;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracebridge.issue.IssueDraft;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.Marker;
import io.tracebridge.tracker.TrackerClient;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.tracker.http.TrackerApi;
import io.tracebridge.tracker.http.TrackerRequest;

/** One repository's issues. */
final class GitHubClient implements TrackerClient {

    private static final int PAGE_SIZE = 100;

    private static final int MOST_PAGES = 10;

    private final TrackerApi api;

    private final Repository repository;

    GitHubClient(TrackerApi api, Repository repository) {
        this.api = api;
        this.repository = repository;
    }

    @Override
    public List<Check> check() {
        return new GitHubChecks(this.api, this.repository).run();
    }

    @Override
    public CreatedIssue create(IssueDraft draft, Marker marker) {
        var sent = GitHubDraft.of(draft, marker);
        var created = this.api.call(this.repository.createIssue().json(sent.json())).json();
        return new CreatedIssue(GitHubIssue.read(created).ref(), sent.dropped(created));
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
            .query("per_page", String.valueOf(PAGE_SIZE));
        var next = GitHubAccount.login(this.api).map((login) -> request.query("creator", login)).orElse(request);
        for (var page = 0; page < MOST_PAGES; page++) {
            var response = this.api.call(next);
            for (var candidate : response.json()) {
                if (GitHubIssue.createdAt(candidate).isBefore(since)) {
                    return Optional.empty();
                }
                if (GitHubDraft.carries(candidate.path("body").asText(""), marker)) {
                    return Optional.of(GitHubIssue.read(candidate));
                }
            }
            var link = response.link("next");
            if (link.isEmpty()) {
                return Optional.empty();
            }
            next = TrackerRequest.follow(link.get());
        }
        throw new TrackerException.Unavailable("More than " + MOST_PAGES * PAGE_SIZE + " issues were created in "
                + this.repository + " since " + since + ": too many to tell whether ours is among them.",
                Optional.empty());
    }

    @Override
    public Issue get(IssueRef ref) {
        var json = read(ref);
        if (json.has("pull_request")) {
            throw new TrackerException.Rejected(Reason.INVALID_FIELD,
                    ref.key() + " in " + this.repository + " is a pull request, not an issue.", Map.of());
        }
        if (!GitHubIssue.repository(json).map(this::isOurs).orElse(true)) {
            throw new TrackerException.IssueGone("The issue " + ref.key() + " was transferred to "
                    + json.path("html_url").asText() + ": link it there.");
        }
        return GitHubIssue.read(json);
    }

    /**
     * A token that lost its repository gets 404 for every issue: none of them is gone.
     */
    private JsonNode read(IssueRef ref) {
        try {
            return this.api.call(this.repository.issue(ref.id())).json();
        }
        catch (TrackerException.Rejected ex) {
            if (ex.reason() != Reason.PROJECT_MISSING) {
                throw ex;
            }
            var found = this.api.call(this.repository.get()).json();
            if (!found.path("has_issues").asBoolean(true)) {
                throw ex;
            }
            throw new TrackerException.IssueGone("There is no issue " + ref.key() + " in " + this.repository
                    + " any more: it was deleted, or transferred out of the token's sight.");
        }
    }

    /** A renamed repository answers under its new name, to which reads are redirected. */
    private boolean isOurs(String fullName) {
        return this.repository.is(fullName)
                || fullName.equalsIgnoreCase(this.api.call(this.repository.get()).json().path("full_name").asText());
    }

}
