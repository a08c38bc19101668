package io.tracebridge.link;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import io.tracebridge.issue.IssueDraft;
import io.tracebridge.sync.GroupState;
import io.tracebridge.tracker.Capability;
import io.tracebridge.tracker.Catalog;
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

    /** How far back the last search reached. */
    Instant searchedSince;

    /** Happens once, while the next search is under way and has found what it will. */
    Runnable whileSearching = () -> {
    };

    /** Issues that people made, by key. */
    final Map<String, Issue> known = new ConcurrentHashMap<>();

    private final Queue<Failure> failures = new ArrayDeque<>();

    private final Queue<TrackerException> locateFailures = new ArrayDeque<>();

    private Runnable event = () -> {
    };

    /**
     * An issue that a person made.
     * @param state what its status means
     * @param account who works on it; null for nobody
     */
    IssueRef has(String key, GroupState state, String account) {
        var ref = new IssueRef("id-" + key, key, "https://tracker.example/" + key);
        this.known.put(key, new Issue(ref, "Title of " + key, status(state),
                Optional.ofNullable(account).map((id) -> new Issue.Account(id, id + "'s name")), Instant.EPOCH));
        return ref;
    }

    void failNextLocate(TrackerException failure) {
        this.locateFailures.add(failure);
    }

    static Issue.Status status(GroupState state) {
        return new Issue.Status("status-" + state.id(), "Is " + state.id(), state.id(), "");
    }

    /** The next create call makes the issue, and its answer is lost. */
    void loseNextAnswer() {
        this.failures.add(new Failure(new TrackerException.Unavailable("connection reset", (Throwable) null), true));
    }

    /** The next create call fails and makes nothing. */
    void failNext(TrackerException failure) {
        this.failures.add(new Failure(failure, false));
    }

    /** Happens once, when the next issue is made and nobody knows of it yet. */
    void beforeAnswer(Runnable event) {
        this.event = event;
    }

    void reset() {
        this.event = () -> {
        };
        this.issues.clear();
        this.createCalls.clear();
        this.searches.set(0);
        this.failures.clear();
        this.locateFailures.clear();
        this.known.clear();
        this.whileSearching = () -> {
        };
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
        this.event.run();
        return new CreatedIssue(ref, List.of());
    }

    @Override
    public Optional<Issue> findByMarker(Marker marker, Instant since) {
        this.searches.incrementAndGet();
        this.searchedSince = since;
        var found = Optional.ofNullable(this.issues.get(marker));
        var event = this.whileSearching;
        this.whileSearching = () -> {
        };
        event.run();
        return found;
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
    public Issue locate(String keyOrUrl) {
        var failure = this.locateFailures.poll();
        if (failure != null) {
            throw failure;
        }
        var key = keyOrUrl.replaceFirst(".*/", "");
        if (!key.matches("T-\\d+")) {
            throw new TrackerException.Rejected(TrackerException.Rejected.Reason.INVALID_FIELD,
                    "'" + key + "' names no issue; they are named T-1.", Map.of());
        }
        return Optional.ofNullable(this.known.get(key))
            .orElseThrow(() -> new TrackerException.IssueGone("There is no issue " + key + "."));
    }

    @Override
    public Catalog catalog() {
        return new ScriptedCatalog();
    }

    @Override
    public GroupState meaning(Issue.Status status) {
        return GroupState.of(status.category()).orElse(GroupState.OPEN);
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.allOf(Capability.class);
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

    private static final class ScriptedCatalog implements Catalog {

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
            return Arrays.stream(GroupState.values()).map(ScriptedTracker::status).toList();
        }

        @Override
        public List<Issue.Account> people(String query) {
            return List.of();
        }

    }

    private record Failure(TrackerException exception, boolean created) {
    }

}
