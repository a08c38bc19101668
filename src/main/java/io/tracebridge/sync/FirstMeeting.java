package io.tracebridge.sync;

import java.util.Optional;

/**
 * What a group and an issue that never were in step have agreed on all the same. Linking
 * puts an open group in progress and says nothing about the issue; an issue that we
 * created starts open and with nobody, which is nobody's decision either. Neither may
 * undo what a person decided.
 */
public final class FirstMeeting {

    private FirstMeeting() {
    }

    /**
     * @param created whether we created the issue; else it was there before
     * @return empty where the setting for linking has to decide
     */
    public static Optional<Base<GroupState>> state(boolean created, Side onLink, GroupState ours, GroupState theirs) {
        var untouched = ours == GroupState.IN_PROGRESS && theirs == GroupState.OPEN && onLink == Side.TRACKER;
        return (created || untouched) ? Optional.of(new Base<>(GroupState.IN_PROGRESS, GroupState.OPEN))
                : Optional.empty();
    }

    public static Optional<Base<Assignee>> assignee(boolean created) {
        return created ? Optional.of(Base.both(Assignee.NOBODY)) : Optional.empty();
    }

}
