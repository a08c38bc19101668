package io.tracebridge.link;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

import io.tracebridge.issue.Document;
import io.tracebridge.issue.IssueDraft;
import io.tracebridge.sync.GroupState;
import io.tracebridge.tracker.BackLink;
import io.tracebridge.tracker.Capability;
import io.tracebridge.tracker.Changes;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.Marker;
import io.tracebridge.tracker.PlainTracker;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;

/**
 * For tests of sync: one issue, which people change in the tracker's own way, with two
 * statuses for resolved and none for muted.
 */
final class StatefulTracker extends PlainTracker {

    static final IssueRef NEW_REF = new IssueRef("11", "T-11", "https://tracker.example/T-11");

    static final IssueRef REF = new IssueRef("10", "T-10", "https://tracker.example/T-10");

    /** Each write, as {@code status done} or {@code assignee a-ada}. */
    final List<String> writes = new ArrayList<>();

    final Set<String> unreachable = new HashSet<>();

    final Set<String> unassignable = new HashSet<>();

    final Queue<RuntimeException> failures = new ArrayDeque<>();

    /** Where each look for changes began. */
    final List<String> looks = new ArrayList<>();

    /** Answers to looks for changes; after them it answers by its one issue. */
    final Queue<Changes> pages = new ArrayDeque<>();

    /** Links and comments that lead back to groups. */
    final List<String> backLinks = new ArrayList<>();

    Set<Capability> capabilities = EnumSet.allOf(Capability.class);

    /** Refuses every write of a status. */
    Rejected refusal;

    /** What came with the last write of a status. */
    Map<String, String> fields = Map.of();

    List<String> versions = List.of();

    Rejected noVersions;

    int versionReads;

    final List<Document> descriptions = new ArrayList<>();

    /** Issue key to what was commented there. */
    final Map<String, Document> comments = new HashMap<>();

    int reads;

    /** What happens while the issue is being read. */
    Runnable meanwhile = () -> {
    };

    private Issue issue;

    StatefulTracker() {
        super("stateful");
    }

    void reset() {
        this.writes.clear();
        this.backLinks.clear();
        this.capabilities = EnumSet.allOf(Capability.class);
        this.unreachable.clear();
        this.unassignable.clear();
        this.failures.clear();
        this.looks.clear();
        this.pages.clear();
        this.refusal = null;
        this.fields = Map.of();
        this.versions = List.of();
        this.noVersions = null;
        this.versionReads = 0;
        this.descriptions.clear();
        this.comments.clear();
        this.reads = 0;
        this.meanwhile = () -> {
        };
        this.issue = new Issue(REF, "Title", status("todo"), Optional.empty(), Instant.parse("2026-01-01T00:00:00Z"));
    }

    Issue issue() {
        return this.issue;
    }

    /** A person at the tracker. */
    void edit(String status, String account) {
        change(this.issue.ref(), status(status), Optional.ofNullable(account).map((id) -> new Issue.Account(id, id)));
    }

    void dated(Instant moment) {
        this.issue = new Issue(this.issue.ref(), this.issue.title(), this.issue.status(), this.issue.assignee(),
                moment);
    }

    void move(IssueRef to) {
        change(to, this.issue.status(), this.issue.assignee());
    }

    /** The tracker answers from a copy that lags behind. */
    void lag(Issue older) {
        this.issue = older;
    }

    @Override
    public Issue get(IssueRef ref) {
        this.reads++;
        fail();
        var answer = this.issue;
        this.meanwhile.run();
        return answer;
    }

    @Override
    public Issue setStatus(IssueRef ref, String status, Map<String, String> fields) {
        fail();
        if (this.refusal != null) {
            throw this.refusal;
        }
        this.fields = fields;
        if (this.unreachable.contains(status)) {
            throw new Rejected(Reason.TRANSITION_UNAVAILABLE, "No transition leads to " + status + ".", Map.of());
        }
        this.writes.add("status " + status);
        change(ref, status(status), this.issue.assignee());
        return this.issue;
    }

    @Override
    public Issue setAssignee(IssueRef ref, Optional<String> account) {
        fail();
        if (account.filter(this.unassignable::contains).isPresent()) {
            throw new Rejected(Reason.INVALID_FIELD, account.get() + " cannot be assigned.", Map.of());
        }
        this.writes.add("assignee " + account.orElse("nobody"));
        change(ref, this.issue.status(), account.map((id) -> new Issue.Account(id, id)));
        return this.issue;
    }

    @Override
    public void linkBack(IssueRef ref, BackLink link) {
        fail();
        this.backLinks.add("link " + ref.key() + " " + link.url());
    }

    @Override
    public void comment(IssueRef ref, Document text) {
        this.backLinks.add("comment " + ref.key());
        fail();
        this.comments.put(ref.key(), text);
    }

    /** Dates by the second and shows changes late, so that it repeats the last one. */
    @Override
    public Changes changesSince(Changes.Cursor cursor) {
        this.looks.add(cursor.value());
        this.meanwhile.run();
        fail();
        if (!this.pages.isEmpty()) {
            return this.pages.poll();
        }
        return this.issue.updatedAt().isBefore(Instant.parse(cursor.value())) ? new Changes(List.of(), cursor, false)
                : new Changes(List.of(this.issue.ref()), Changes.Cursor.at(this.issue.updatedAt().minusSeconds(10)),
                        false);
    }

    private void fail() {
        var failure = this.failures.poll();
        if (failure != null) {
            throw failure;
        }
    }

    private void change(IssueRef ref, Issue.Status status, Optional<Issue.Account> assignee) {
        this.issue = new Issue(ref, this.issue.title(), status, assignee, this.issue.updatedAt().plusSeconds(60));
    }

    /** As {@code closed:refused}, where a resolution is why. */
    private static Issue.Status status(String key) {
        var parts = key.split(":", 2);
        return new Issue.Status(parts[0], parts[0], "", (parts.length > 1) ? parts[1] : "");
    }

    @Override
    public List<String> versions(IssueRef ref, String field) {
        this.versionReads++;
        if (this.noVersions != null) {
            throw this.noVersions;
        }
        return this.versions;
    }

    @Override
    public GroupState meaning(Issue.Status status) {
        if (status.resolution().equals("refused")) {
            return GroupState.MUTED;
        }
        return switch (status.id()) {
            case "doing" -> GroupState.IN_PROGRESS;
            case "done", "closed" -> GroupState.RESOLVED;
            default -> GroupState.OPEN;
        };
    }

    @Override
    public Set<Capability> capabilities() {
        return this.capabilities;
    }

    @Override
    public List<Issue.Status> statuses() {
        return List.of(status("todo"), status("doing"), status("done"), status("closed"));
    }

    @Override
    public CreatedIssue create(IssueDraft draft, Marker marker) {
        fail();
        this.descriptions.add(draft.description());
        return new CreatedIssue(NEW_REF, List.of());
    }

}
