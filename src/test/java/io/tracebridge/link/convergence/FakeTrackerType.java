package io.tracebridge.link.convergence;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.tracebridge.sync.GroupState;
import io.tracebridge.tracker.BackLink;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.PlainTracker;

/**
 * For the stories of convergence: how the program reaches the {@link FakeTracker} of the
 * world that is run just now.
 */
final class FakeTrackerType extends PlainTracker {

    private FakeTracker tracker;

    FakeTrackerType() {
        super("fake");
    }

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

}
