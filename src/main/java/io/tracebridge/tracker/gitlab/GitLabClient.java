package io.tracebridge.tracker.gitlab;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tracebridge.issue.Document;
import io.tracebridge.issue.IssueDraft;
import io.tracebridge.issue.render.GfmRenderer;
import io.tracebridge.issue.render.Limit;
import io.tracebridge.tracker.Catalog;
import io.tracebridge.tracker.Changes;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.Issue.Status;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.Marker;
import io.tracebridge.tracker.TrackerClient;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.tracker.WebhookRegistration;
import io.tracebridge.tracker.WebhookSetup;

/** One project's issues. */
final class GitLabClient implements TrackerClient {

    private static final int COMMENT_LIMIT = 1_000_000;

    private static final int MOST_MOVES = 5;

    private final GitLabApi api;

    private final States states;

    private final boolean confidential;

    private final Clock clock;

    GitLabClient(GitLabApi api, States states, boolean confidential, Clock clock) {
        this.api = api;
        this.states = states;
        this.confidential = confidential;
        this.clock = clock;
    }

    @Override
    public List<Check> check() {
        return new GitLabCheck(this.api, this.clock).run();
    }

    @Override
    public CreatedIssue create(IssueDraft draft, Marker marker) {
        var form = new IssueForm(this.api, draft, this.confidential);
        var created = this.api.createIssue(form.json(marker));
        return new CreatedIssue(GitLabIssue.ref(created), form.dropped(created));
    }

    @Override
    public Optional<Issue> findByMarker(Marker marker, Instant since) {
        return new History(this.api).created(marker, since).map(this::issue);
    }

    @Override
    public Issue get(IssueRef ref) {
        return issue(current(Address.of(ref)));
    }

    @Override
    public Issue locate(String keyOrUrl) {
        var json = current(new Names(this.api).address(keyOrUrl));
        // Neither webhooks nor polling tell what happens in other projects.
        if (!this.api.readProject().path("id").equals(json.path("project_id"))) {
            throw new Rejected(Reason.INVALID_FIELD,
                    "The issue is in " + json.path("web_url").asText() + ", but this integration watches the project "
                            + this.api.project() + " only: link it through an integration of its own project.",
                    Map.of());
        }
        return issue(json);
    }

    @Override
    public Issue setStatus(IssueRef ref, String status, Map<String, String> fields) {
        var target = this.states.named(status)
            .orElseThrow(
                    () -> new Rejected(Reason.TRANSITION_UNAVAILABLE,
                            "GitLab issues have no status \"" + status + "\"; there are "
                                    + String.join(", ", this.states.all().stream().map(Status::key).toList()) + ".",
                            Map.of()));
        var json = current(Address.of(ref));
        var change = this.states.change(json, target);
        if (this.states.of(json).equals(target) || change.isEmpty()) {
            return issue(json);
        }
        var changed = issue(this.api.update(address(json), change));
        if (!changed.status().equals(target)) {
            throw new Rejected(Reason.TRANSITION_UNAVAILABLE,
                    "GitLab left " + changed.ref().key() + " at \"" + changed.status().name() + "\" instead of \""
                            + target.name() + "\": the token needs at least the Planner or Reporter role for labels.",
                    Map.of());
        }
        return changed;
    }

    /**
     * GitLab leaves the assignee as it was when it is asked for one who cannot see the
     * issue.
     */
    @Override
    public Issue setAssignee(IssueRef ref, Optional<String> account) {
        var json = current(Address.of(ref));
        var before = GitLabIssue.assignee(json).map(Issue.Account::id);
        if (before.equals(account)) {
            return issue(json);
        }
        var change = JsonNodeFactory.instance.objectNode();
        change.putArray("assignee_ids").add(account.map(GitLabClient::userId).orElse(0L));
        var changed = issue(this.api.update(address(json), change));
        if (!changed.assignee().map(Issue.Account::id).equals(account)) {
            throw nobody(account.orElse("nobody"));
        }
        return changed;
    }

    /** Zero would unassign. */
    private static long userId(String account) {
        if (!account.matches("[1-9]\\d{0,17}")) {
            throw nobody(account);
        }
        return Long.parseLong(account);
    }

    private static Rejected nobody(String account) {
        var words = account + " cannot be assigned: there is no such user, or the user cannot see the issue, or the"
                + " token's role is below Planner or Reporter";
        return new Rejected(Reason.INVALID_FIELD, words + ".", Map.of("assignee_ids", words));
    }

    @Override
    public void comment(IssueRef ref, Document text) {
        var body = new GfmRenderer().render(text, Limit.characters(COMMENT_LIMIT));
        if (this.api.comment(Address.of(ref), body).status() == 202) {
            throw new Rejected(Reason.INVALID_FIELD,
                    "GitLab took the whole comment on " + ref.key() + " for quick actions and kept no text of it.",
                    Map.of());
        }
    }

    @Override
    public Catalog catalog() {
        return new GitLabCatalog(this.api, this.states);
    }

    @Override
    public Changes changesSince(Changes.Cursor cursor) {
        return new History(this.api).changed(cursor);
    }

    @Override
    public WebhookRegistration setUpWebhook(WebhookSetup setup) {
        return new GitLabHooks(this.api).setUp(setup);
    }

    @Override
    public void removeWebhook(String hookId) {
        new GitLabHooks(this.api).remove(hookId);
    }

    /** The milestone, which is all that GitLab says of versions. */
    @Override
    public List<String> versions(IssueRef ref, String field) {
        if (!field.isEmpty() && !field.equals("milestone")) {
            throw new Rejected(Reason.INVALID_FIELD,
                    "GitLab issues keep their version in the field milestone only, not in " + field + ".",
                    Map.of(field, "is no such field"));
        }
        return Stream.of(current(Address.of(ref)).path("milestone").path("title").asText(""))
            .filter((title) -> !title.isEmpty())
            .toList();
    }

    private Issue issue(JsonNode json) {
        return GitLabIssue.read(json, this.states);
    }

    private static Address address(JsonNode json) {
        return Address.of(GitLabIssue.ref(json));
    }

    /** A moved issue is closed where it was and names the global id of its copy. */
    private JsonNode current(Address address) {
        var json = this.api.issue(address);
        for (var moves = 0; moves < MOST_MOVES && json.hasNonNull("moved_to_id"); moves++) {
            var old = json.path("web_url").asText();
            var moved = this.api.whereIs(json.path("moved_to_id").asText())
                .orElseThrow(() -> new TrackerException.IssueGone(
                        "The issue " + old + " was moved to a project that the token cannot see."));
            json = this.api.issue(moved);
        }
        return json;
    }

}
