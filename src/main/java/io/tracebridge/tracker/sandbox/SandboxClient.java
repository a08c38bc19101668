package io.tracebridge.tracker.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.tracebridge.issue.Document;
import io.tracebridge.issue.IssueDraft;
import io.tracebridge.issue.render.GfmRenderer;
import io.tracebridge.issue.render.Limit;
import io.tracebridge.sync.GroupState;
import io.tracebridge.tracker.Catalog;
import io.tracebridge.tracker.Changes;
import io.tracebridge.tracker.Changes.Cursor;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.Marker;
import io.tracebridge.tracker.TrackerClient;
import io.tracebridge.tracker.TrackerException.IssueGone;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.tracker.sandbox.SandboxIssues.Place;

/** One project's sandbox. */
final class SandboxClient implements TrackerClient {

    static final Limit TEXT_LIMIT = Limit.characters(65_536);

    private static final int LONGEST_NAME = 256;

    private static final int PAGE = 100;

    /** A change may be committed this much later than it is dated. */
    private static final Duration LATE = Duration.ofSeconds(10);

    private static final Pattern KEY = Pattern.compile("[^/?#]+-[1-9][0-9]{0,8}");

    private final SandboxIssues issues;

    private final String project;

    private final GfmRenderer renderer = new GfmRenderer();

    SandboxClient(SandboxIssues issues, String project) {
        this.issues = issues;
        this.project = project;
    }

    @Override
    public List<Check> check() {
        return List.of(new Check("sandbox", true, "The built-in tracker keeps issues of " + this.project + "."));
    }

    @Override
    public CreatedIssue create(IssueDraft draft, Marker marker) {
        var description = this.renderer.render(draft.description(), TEXT_LIMIT);
        return new CreatedIssue(this.issues.create(this.project, draft, description, marker).ref(), List.of());
    }

    @Override
    public Optional<Issue> findByMarker(Marker marker, Instant since) {
        return this.issues.findByMarker(this.project, marker);
    }

    @Override
    public Issue get(IssueRef ref) {
        return there(this.issues.find(this.project, ref.key()), ref.key());
    }

    @Override
    public Issue locate(String keyOrUrl) {
        var text = keyOrUrl.strip().replaceFirst("[?#].*", "");
        var key = text.substring(text.lastIndexOf('/') + 1).toUpperCase(Locale.ROOT);
        if (!KEY.matcher(key).matches()) {
            throw unnamed(keyOrUrl);
        }
        var issue = there(this.issues.find(this.project, key), key);
        if (text.contains("/") && !text.equals(issue.ref().url())) {
            throw unnamed(keyOrUrl);
        }
        return issue;
    }

    private Rejected unnamed(String text) {
        return new Rejected(Reason.INVALID_FIELD,
                "'%s' names no issue of this sandbox; its issues are named by their key, such as %s-1, or their address."
                    .formatted(text.strip(), this.project.toUpperCase(Locale.ROOT)),
                Map.of());
    }

    @Override
    public Issue setStatus(IssueRef ref, String status, Map<String, String> fields) {
        var state = GroupState.of(status)
            .orElseThrow(() -> new Rejected(Reason.TRANSITION_UNAVAILABLE,
                    "The sandbox has no status '%s'; it has %s.".formatted(status,
                            Arrays.stream(GroupState.values()).map(GroupState::id).collect(Collectors.joining(", "))),
                    Map.of()));
        var now = get(ref);
        return now.status().id().equals(status) ? now
                : there(this.issues.bring(this.project, ref.key(), state), ref.key());
    }

    /** Anybody whose name is not blank and not longer than the API takes it. */
    @Override
    public Issue setAssignee(IssueRef ref, Optional<String> account) {
        account.filter((name) -> name.isBlank() || name.length() > LONGEST_NAME).ifPresent((name) -> {
            throw new Rejected(Reason.INVALID_FIELD,
                    "An assignee of the sandbox is any name of at most " + LONGEST_NAME + " characters.", Map.of());
        });
        return there(this.issues.assign(this.project, ref.key(), account), ref.key());
    }

    @Override
    public void comment(IssueRef ref, Document text) {
        there(this.issues.comment(this.project, ref.key(), this.renderer.render(text, TEXT_LIMIT)), ref.key());
    }

    @Override
    public Catalog catalog() {
        return new SandboxCatalog(this.issues, this.project);
    }

    @Override
    public Changes changesSince(Cursor cursor) {
        var found = this.issues.changedBehind(this.project, place(cursor), PAGE);
        var more = found.size() == PAGE;
        var next = found.isEmpty() ? cursor
                : more ? cursor(found.getLast().place()) : Cursor.at(found.getLast().place().updatedAt().minus(LATE));
        return new Changes(found.stream().map((changed) -> changed.issue().ref()).toList(), next, more);
    }

    private static Place place(Cursor cursor) {
        var parts = cursor.value().split(" ");
        return new Place(Instant.parse(parts[0]), (parts.length > 1) ? Long.parseLong(parts[1]) : 0);
    }

    private static Cursor cursor(Place place) {
        return new Cursor(place.updatedAt() + " " + place.id());
    }

    private static Issue there(Optional<Issue> issue, String key) {
        return issue.orElseThrow(() -> new IssueGone("the sandbox has no issue " + key));
    }

}
