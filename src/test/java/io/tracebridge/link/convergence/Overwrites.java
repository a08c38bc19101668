package io.tracebridge.link.convergence;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.tracebridge.integration.SyncSettings;
import io.tracebridge.link.convergence.FakeTracker.Write;
import io.tracebridge.link.convergence.Stored.Adopted;
import io.tracebridge.link.convergence.Stored.Agreed;
import io.tracebridge.link.convergence.Stored.Tied;
import io.tracebridge.sync.Side;

/**
 * Nobody's edit is overwritten without the policy saying so. A value may be replaced if
 * it is what both sides agreed on: nobody changed it. Else both sides changed, and the
 * setting or a person must have named the other side.
 * <p>
 * Three things are out of its hands, and excused: an edit between its reading of the
 * issue and its writing, as no tracker writes on condition that nothing changed; a group
 * that is unlinked in that very moment, and was heard before; and an edit that the
 * tracker hides from it, by answering from an older copy. None excuses anything that the
 * program has been told of before, whatever the copy says now.
 */
final class Overwrites implements FakeTracker.Watcher {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final FakeTracker tracker;

    private final Stored stored;

    private final SyncSettings sync;

    private Map<String, Side> choices = Map.of();

    private List<Tied> begun = List.of();

    Overwrites(FakeTracker tracker, Stored stored, SyncSettings sync) {
        this.tracker = tracker;
        this.stored = stored;
        this.sync = sync;
    }

    /**
     * A worker begins.
     * @param decided what a person said for this run
     * @param ties the links of its issue
     */
    void begins(Map<String, Side> decided, List<Tied> ties) {
        this.choices = decided;
        this.begun = ties;
    }

    @Override
    public void writing(Write write) {
        var tied = this.stored.tied(write.live().ref().id());
        if (tied.isEmpty() || tied.stream().anyMatch((each) -> each.agreed().isEmpty())
                || write.blind(tied.getFirst().toldOf())) {
            return;
        }
        if (write.changesNothing()) {
            throw new AssertionError("a write that changes nothing: " + write);
        }
        if (unlinkedMeanwhile(tied)) {
            return;
        }
        var ours = tied.stream().map((each) -> each.changedAt(write.field())).max(Instant::compareTo).orElseThrow();
        var allowed = unchanged(write, tied.getFirst().agreed().orElseThrow()) || answered(write, tied)
                || !this.sync.pull() || this.choices.get(write.field()) == Side.GROUP
                || this.sync.onConflict().equals("group")
                || (this.sync.onConflict().equals("newest") && ours.isAfter(write.seen().updatedAt()));
        if (!allowed) {
            throw new AssertionError("the tracker's change was overwritten: " + write + " of " + tied);
        }
    }

    private boolean unlinkedMeanwhile(List<Tied> tied) {
        return this.begun.stream().anyMatch((one) -> tied.stream().noneMatch((now) -> now.link() == one.link()));
    }

    /**
     * A group that shares the issue had agreed to the very assignee that the issue has,
     * by being linked since if by nothing else, and was assigned anew: that is an answer
     * to the tracker's change, not a change beside it, whatever the other groups know.
     */
    private static boolean answered(Write write, List<Tied> tied) {
        return write.field().equals("assignee") && tied.stream()
            .anyMatch((each) -> each.agreed()
                .filter((agreed) -> agreed.account().equals(write.value(write.live()))
                        && !agreed.assignee().equals(each.assignee().orElse("nobody")))
                .isPresent());
    }

    private boolean unchanged(Write write, Agreed agreed) {
        var before = agreed.theirs(write.field());
        var now = write.value(write.live());
        return before.equals(now) || (write.field().equals("state")
                && this.tracker.workflow().meaning(before) == this.tracker.workflow().meaning(now));
    }

    /**
     * @param before the links of the issue as they were before the run
     */
    void adopted(String issue, List<Tied> before, List<Adopted> changes) {
        for (var change : changes) {
            if (change.before().equals(change.after())) {
                throw new AssertionError("a change of a group that changed nothing: " + change);
            }
            if (before.stream().anyMatch((tied) -> tied.link() == change.link()) && oldNews(issue, before)) {
                throw new AssertionError("old news replaced the group's: " + change + " of " + before);
            }
            if (before.size() == 1 && before.getFirst().link() == change.link()) {
                before.getFirst().agreed().ifPresent((agreed) -> adopted(issue, before.getFirst(), agreed, change));
            }
        }
    }

    private void adopted(String issue, Tied tied, Agreed agreed, Adopted change) {
        var newer = !tied.changedAt(change.field()).isAfter(this.tracker.issue(issue).updatedAt());
        var allowed = agreed.ours(change.field()).equals(change.replaced()) || !this.sync.push()
                || this.choices.get(change.field()) == Side.TRACKER || this.sync.onConflict().equals("tracker")
                || (this.sync.onConflict().equals("newest") && newer);
        if (!allowed) {
            throw new AssertionError("the group's change was overwritten: " + change + " of " + tied);
        }
    }

    /**
     * Whether the tracker showed an older issue than before. A mark that stays for long
     * makes the program believe even that.
     */
    private boolean oldNews(String issue, List<Tied> ties) {
        var told = ties.getFirst().toldOf();
        var patient = this.tracker.now().minus(PATIENCE);
        return this.tracker.seen(issue).filter((seen) -> seen.updatedAt().isBefore(told)).isPresent() && ties.stream()
            .flatMap((tied) -> tied.dirtySince().stream())
            .noneMatch((since) -> !since.isAfter(patient));
    }

}
