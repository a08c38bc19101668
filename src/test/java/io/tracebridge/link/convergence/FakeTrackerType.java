package io.tracebridge.link.convergence;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.tracebridge.issue.IssueDraft;
import io.tracebridge.sync.GroupState;
import io.tracebridge.tracker.BackLink;
import io.tracebridge.tracker.Capability;
import io.tracebridge.tracker.Catalog;
import io.tracebridge.tracker.Connection;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.Marker;
import io.tracebridge.tracker.Setting;
import io.tracebridge.tracker.Tracker;
import io.tracebridge.tracker.TrackerClient;

/** How the program reaches the {@link FakeTracker} of the world that is run just now. */
final class FakeTrackerType implements Tracker, TrackerClient, Catalog {

    private FakeTracker tracker;

    void play(FakeTracker next) {
        this.tracker = next;
    }

    @Override
    public Issue get(IssueRef ref) {
        return this.tracker.read(ref.id());
    }

    @Override
    public Issue locate(String keyOrUrl) {
        return this.tracker.issue(keyOrUrl.substring("T-".length()));
    }

    @Override
    public Issue setStatus(IssueRef ref, String status, Map<String, String> fields) {
        return this.tracker.setStatus(ref.id(), status);
    }

    @Override
    public Issue setAssignee(IssueRef ref, Optional<String> account) {
        return this.tracker.setAssignee(ref.id(), account);
    }

    @Override
    public void linkBack(IssueRef ref, BackLink link) {
        this.tracker.linkBack(ref.id());
    }

    @Override
    public GroupState meaning(Issue.Status status) {
        return this.tracker.workflow().meaning(status.key());
    }

    @Override
    public List<Issue.Status> statuses() {
        return this.tracker.workflow().keys().stream().map(Workflow::status).toList();
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.allOf(Capability.class);
    }

    @Override
    public Catalog catalog() {
        return this;
    }

    @Override
    public TrackerClient connect(Connection connection) {
        return this;
    }

    @Override
    public String id() {
        return "fake";
    }

    @Override
    public String name() {
        return "Fake";
    }

    @Override
    public List<Setting> settings() {
        return List.of();
    }

    @Override
    public int titleLimit() {
        return 255;
    }

    @Override
    public Duration searchDelay() {
        return Duration.ZERO;
    }

    @Override
    public List<Check> check() {
        return List.of();
    }

    @Override
    public CreatedIssue create(IssueDraft draft, Marker marker) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Issue> findByMarker(Marker marker, Instant since) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Choice> projects() {
        return List.of();
    }

    @Override
    public List<Choice> issueTypes() {
        return List.of();
    }

    @Override
    public List<Field> fields() {
        return List.of();
    }

    @Override
    public List<Issue.Account> people(String query) {
        return List.of();
    }

}
