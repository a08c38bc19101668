package io.tracebridge.link;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import io.tracebridge.issue.IssueDraft;
import io.tracebridge.tracker.Connection;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.Marker;
import io.tracebridge.tracker.Setting;
import io.tracebridge.tracker.Tracker;
import io.tracebridge.tracker.TrackerClient;
import io.tracebridge.tracker.TrackerException;

/** A tracker that keeps its issues in memory and fails as the test tells it to. */
final class ScriptedTracker implements Tracker, TrackerClient {

    static final Duration SEARCH_DELAY = Duration.ofSeconds(30);

    final Map<Marker, Issue> issues = new ConcurrentHashMap<>();

    final Queue<IssueDraft> createCalls = new ConcurrentLinkedQueue<>();

    final AtomicInteger searches = new AtomicInteger();

    private final Queue<Failure> failures = new ArrayDeque<>();

    /** The next create call makes the issue, and its answer is lost. */
    void loseNextAnswer() {
        this.failures.add(new Failure(new TrackerException.Unavailable("connection reset", (Throwable) null), true));
    }

    /** The next create call fails and makes nothing. */
    void failNext(TrackerException failure) {
        this.failures.add(new Failure(failure, false));
    }

    void reset() {
        this.issues.clear();
        this.createCalls.clear();
        this.searches.set(0);
        this.failures.clear();
    }

    @Override
    public synchronized CreatedIssue create(IssueDraft draft, Marker marker) {
        this.createCalls.add(draft);
        var failure = this.failures.poll();
        if (failure != null && !failure.created()) {
            throw failure.exception();
        }
        var number = String.valueOf(this.issues.size() + 1);
        var ref = new IssueRef(number, "T-" + number, "https://tracker.example/T-" + number);
        this.issues.put(marker, new Issue(ref, draft.title(), new Issue.Status("1", "New", "open", ""),
                Optional.empty(), Instant.EPOCH));
        if (failure != null) {
            throw failure.exception();
        }
        return new CreatedIssue(ref, List.of());
    }

    @Override
    public Optional<Issue> findByMarker(Marker marker, Instant since) {
        this.searches.incrementAndGet();
        return Optional.ofNullable(this.issues.get(marker));
    }

    @Override
    public List<Check> check() {
        return List.of(new Check("scripted", true, "fine"));
    }

    @Override
    public Issue get(IssueRef ref) {
        return this.issues.values().stream().filter((issue) -> issue.ref().equals(ref)).findFirst().orElseThrow();
    }

    @Override
    public String id() {
        return "scripted";
    }

    @Override
    public String name() {
        return "Scripted";
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
        return SEARCH_DELAY;
    }

    @Override
    public TrackerClient connect(Connection connection) {
        return this;
    }

    private record Failure(TrackerException exception, boolean created) {
    }

}
