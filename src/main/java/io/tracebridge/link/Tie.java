package io.tracebridge.link;

import java.time.Instant;
import java.util.Optional;

import io.tracebridge.sync.GroupState;

/**
 * A link as synchronisation sees it.
 *
 * @param serial of the latest mark when it was read
 * @param dirtySince empty while nobody marked it
 * @param created whether we made the issue; else it was there before
 * @param agreed what both sides were at when last in step; empty before the first time
 * @param closing what is known of the being closed
 * @param group the root of the link's group: what people see
 */
record Tie(long id, long serial, Optional<Instant> dirtySince, boolean created, Optional<Agreed> agreed,
        Closing closing, Group group) {

    /** Each side in its own terms. */
    record Agreed(GroupState state, String status, Optional<String> assignee, Optional<String> account) {
    }

    /**
     * @param since by the tracker's clock; empty while the issue is open
     * @param fixedIn the version that the tracker last said it is fixed in
     */
    record Closing(Optional<Instant> since, Optional<String> fixedIn) {
    }

    /**
     * @param byReport whether it stands open since a report opened it, and no person
     * changed it since
     */
    record Group(long id, GroupState state, Instant stateAt, boolean byReport, Optional<String> assignee,
            Instant assigneeAt) {
    }

}
