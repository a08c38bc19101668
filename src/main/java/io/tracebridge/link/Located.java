package io.tracebridge.link;

import java.util.Optional;

import io.tracebridge.sync.GroupState;
import io.tracebridge.tracker.Issue;

/**
 * An issue that a person named, as the tracker shows it.
 *
 * @param meaning what its status means to a group; empty when nobody asks
 */
record Located(Issue issue, Optional<GroupState> meaning) {
}
