package io.tracebridge.triage;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.tracebridge.sync.GroupState;

/**
 * Where a group stands, and how it moves: by hand wherever a person wants it; by itself
 * only between open and in progress, and back to open when a report meets a condition.
 *
 * @param until conditions, one of which suffices; empty unless resolved or muted
 * @param linked whether an issue is linked to the group now
 */
record Standing(GroupState state, List<Until> until, Optional<String> assignee, List<String> tags, boolean linked) {

    Standing {
        until = List.copyOf(until);
        tags = List.copyOf(tags);
    }

    /** A person or a tracker decided. What the state before had as conditions ends. */
    Standing set(GroupState wanted, List<Until> conditions) {
        return new Standing(wanted, conditions, this.assignee, this.tags, this.linked);
    }

    Standing tag(List<String> wanted) {
        return new Standing(this.state, this.until, this.assignee, wanted, this.linked);
    }

    /** The assignee of a tracker's issue, whose state comes by itself. */
    Standing adopt(Optional<String> wanted) {
        return new Standing(this.state, this.until, wanted, this.tags, this.linked);
    }

    /**
     * Somebody was made the assignee: an open group is being worked on. Or nobody was: a
     * group in progress that has no issue either is open again.
     */
    Standing assign(Optional<String> wanted) {
        if (wanted.equals(this.assignee)) {
            return this;
        }
        var assigned = adopt(wanted);
        return wanted.isPresent() ? assigned.takenUp() : assigned.laidDown();
    }

    /** An issue was linked: an open group is being worked on. */
    Standing link() {
        return takenUp();
    }

    /**
     * An issue was unlinked: a group in progress is open again if it has nothing left.
     */
    Standing unlink() {
        return laidDown();
    }

    private Standing takenUp() {
        return (this.state == GroupState.OPEN) ? set(GroupState.IN_PROGRESS, List.of()) : this;
    }

    private Standing laidDown() {
        return (this.state == GroupState.IN_PROGRESS && this.assignee.isEmpty() && !this.linked)
                ? set(GroupState.OPEN, List.of()) : this;
    }

    /** Whether it is done with, and so may have conditions. */
    boolean isClosed() {
        return isClosed(this.state);
    }

    static boolean isClosed(GroupState state) {
        return state == GroupState.RESOLVED || state == GroupState.MUTED;
    }

    /** The condition that the report meets; without any, what is closed stays closed. */
    Optional<Until> reopenedBy(SeenReport report) {
        return isClosed() ? Until.firstMet(this.until, report) : Optional.empty();
    }

    /** State and conditions, as activities keep them. */
    Map<String, Object> described() {
        return this.until.isEmpty() ? Map.of("state", this.state.id())
                : Map.of("state", this.state.id(), "until", UntilJson.plain(this.until));
    }

    /** Open, though it may have an assignee or an issue: somebody must look again. */
    Standing reopen() {
        return set(GroupState.OPEN, List.of());
    }

}
