package io.tracebridge.link.convergence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;

/**
 * What is true at the tracker: its issues, a copy that reads may be answered from and
 * that lags behind, its moods, and each write with what the writer had seen.
 */
final class FakeTracker {

    static final String UNASSIGNABLE = "a-dan";

    /** Percent of reads that a copy answers, as long as it lags behind. */
    private static final int OF_COPY = 70;

    private final VirtualTime time;

    private final Chance chance;

    private final Workflow workflow;

    private final Interruptions interruptions;

    private final Map<String, Issue> issues = new LinkedHashMap<>();

    private final Map<String, Copy> copies = new LinkedHashMap<>();

    private final Map<String, Issue> seen = new LinkedHashMap<>();

    /** The issues that workers have read who are still at work. */
    private final Set<String> inHand = new HashSet<>();

    final Set<String> unreachable = new HashSet<>();

    final List<Write> writes = new ArrayList<>();

    final List<Refusal> refusals = new ArrayList<>();

    /** Percent of calls that fail, and of changes that the copy shows late. */
    int moody;

    int lagging;

    Watcher watcher = (write) -> {
    };

    FakeTracker(VirtualTime time, Chance chance, Workflow workflow, Interruptions interruptions) {
        this.time = time;
        this.chance = chance;
        this.workflow = workflow;
        this.interruptions = interruptions;
    }

    Instant now() {
        return this.time.now();
    }

    Workflow workflow() {
        return this.workflow;
    }

    Issue add(String id, String status, String account) {
        var issue = new Issue(new IssueRef(id, "T-" + id, "https://tracker.example/T-" + id), "Title " + id,
                Workflow.status(status), account(account), this.time.now());
        this.issues.put(id, issue);
        return issue;
    }

    List<Issue> issues() {
        return List.copyOf(this.issues.values());
    }

    Issue issue(String id) {
        return this.issues.get(id);
    }

    /** Somebody changed the issue at the tracker itself. */
    void edit(String id, String status, Optional<String> account) {
        change(issue(id), Workflow.status(status), account.map((who) -> new Issue.Account(who, who)));
    }

    Issue read(String id) {
        this.interruptions.touch();
        mood();
        var copy = this.copies.get(id);
        var answer = (copy != null && copy.until().isAfter(this.time.now()) && this.chance.percent(OF_COPY))
                ? copy.issue() : known(id);
        if (this.interruptions.working() && !this.inHand.add(id)) {
            throw new AssertionError("two workers have issue " + id + " at once");
        }
        this.seen.put(id, answer);
        this.interruptions.touch();
        return answer;
    }

    /** What the worker was told who read the issue last; empty if nobody did. */
    Optional<Issue> seen(String id) {
        return Optional.ofNullable(this.seen.get(id));
    }

    boolean inHand(String id) {
        return this.inHand.contains(id);
    }

    /** The worker has ended, or died. */
    void done(String id) {
        this.inHand.remove(id);
        this.seen.remove(id);
    }

    Issue setStatus(String id, String status) {
        return write(new Write(this.time.now(), "state", known(id), this.seen.get(id), status));
    }

    Issue setAssignee(String id, Optional<String> account) {
        return write(new Write(this.time.now(), "assignee", known(id), this.seen.get(id), account.orElse("nobody")));
    }

    /** May fail like any call; what it adds is no side of anything. */
    void linkBack(String id) {
        this.interruptions.touch();
        mood();
        known(id);
        this.interruptions.touch();
    }

    private Issue write(Write write) {
        this.interruptions.touch();
        mood();
        refuse(write);
        var current = new Write(write.at(), write.field(), known(write.live().ref().id()), write.seen(), write.value());
        this.watcher.writing(current);
        var after = current.changesNothing() ? current.live() : perform(current);
        mood();
        this.interruptions.touch();
        return after;
    }

    private Issue perform(Write write) {
        this.writes.add(write);
        var live = write.live();
        return write.field().equals("state") ? change(live, Workflow.status(write.value()), live.assignee())
                : change(live, live.status(), account(write.value()));
    }

    private void refuse(Write write) {
        var state = write.field().equals("state");
        if (state && this.unreachable.contains(write.value())) {
            this.refusals.add(new Refusal(write.live().ref().id(), "state", write.value()));
            throw new Rejected(Reason.TRANSITION_UNAVAILABLE, "No way leads to " + write.value() + ".", Map.of());
        }
        if (!state && write.value().equals(UNASSIGNABLE)) {
            this.refusals.add(new Refusal(write.live().ref().id(), "assignee", write.value()));
            throw new Rejected(Reason.INVALID_FIELD, write.value() + " cannot be assigned.", Map.of());
        }
    }

    private void mood() {
        if (this.chance.percent(this.moody)) {
            throw this.chance.percent(70) ? new TrackerException.Unavailable("503", (Throwable) null)
                    : new TrackerException.RateLimited("429", Duration.ofSeconds(30));
        }
    }

    private Issue known(String id) {
        return Optional.ofNullable(this.issues.get(id))
            .orElseThrow(() -> new TrackerException.IssueGone("There is no issue " + id + "."));
    }

    private Issue change(Issue before, Issue.Status status, Optional<Issue.Account> assignee) {
        var after = new Issue(before.ref(), before.title(), status, assignee, next(before));
        if (after.status().equals(before.status()) && after.assignee().equals(before.assignee())) {
            return before;
        }
        this.issues.put(before.ref().id(), after);
        if (this.chance.percent(this.lagging)) {
            this.copies.putIfAbsent(before.ref().id(),
                    new Copy(before, this.time.now().plus(this.chance.seconds(1, 60))));
        }
        else {
            this.copies.remove(before.ref().id());
        }
        return after;
    }

    /** Two changes of one moment are told apart. */
    private Instant next(Issue before) {
        var now = this.time.now();
        return before.updatedAt().isBefore(now) ? now : before.updatedAt().plusMillis(1);
    }

    private static Optional<Issue.Account> account(String id) {
        return Optional.ofNullable(id).filter((who) -> !who.equals("nobody")).map((who) -> new Issue.Account(who, who));
    }

    private record Copy(Issue issue, Instant until) {
    }

    record Refusal(String issue, String field, String value) {
    }

    /**
     * @param live the issue as it is
     * @param seen the issue as the writer read it last
     */
    record Write(Instant at, String field, Issue live, Issue seen, String value) {

        boolean changesNothing() {
            return value(this.live).equals(this.value);
        }

        /**
         * Whether the writer could not have known what it overwrites: the issue has
         * changed since it was read, and nobody was shown that.
         * @param told the latest change of the issue that the program has kept
         */
        boolean blind(Instant told) {
            return !this.live.equals(this.seen) && this.live.updatedAt().isAfter(told);
        }

        String value(Issue issue) {
            return this.field.equals("state") ? issue.status().key()
                    : issue.assignee().map(Issue.Account::id).orElse("nobody");
        }

    }

    /** Told of each write just before it happens. */
    interface Watcher {

        void writing(Write write);

    }

}
