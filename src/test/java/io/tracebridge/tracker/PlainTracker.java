package io.tracebridge.tracker;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.tracebridge.issue.IssueDraft;

/**
 * A tracker that claims everything, wants no settings and holds nothing, its own client
 * and catalog. What a test is about, its subclass overrides; a call that no test expects
 * fails.
 */
public abstract class PlainTracker implements Tracker, TrackerClient, Catalog {

    private final String id;

    protected PlainTracker(String id) {
        this.id = id;
    }

    @Override
    public final String id() {
        return this.id;
    }

    @Override
    public final String name() {
        return Character.toUpperCase(this.id.charAt(0)) + this.id.substring(1);
    }

    @Override
    public final List<Setting> settings() {
        return List.of();
    }

    @Override
    public final int titleLimit() {
        return 255;
    }

    @Override
    public Duration searchDelay() {
        return Duration.ZERO;
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.allOf(Capability.class);
    }

    @Override
    public final TrackerClient connect(Connection connection) {
        return this;
    }

    @Override
    public final Catalog catalog() {
        return this;
    }

    @Override
    public List<Check> check() {
        return List.of();
    }

    @Override
    public CreatedIssue create(IssueDraft draft, Marker marker) {
        throw unexpected();
    }

    @Override
    public Optional<Issue> findByMarker(Marker marker, Instant since) {
        throw unexpected();
    }

    @Override
    public Issue get(IssueRef ref) {
        throw unexpected();
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
    public List<Issue.Status> statuses() {
        return List.of();
    }

    @Override
    public List<Issue.Account> people(String query) {
        return List.of();
    }

    private static UnsupportedOperationException unexpected() {
        return new UnsupportedOperationException("no test of this tracker asks for that");
    }

}
