package io.tracebridge.tracker;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.tracebridge.issue.IssueDraft;

/**
 * One integration's line to its tracker. Every method may throw {@link TrackerException},
 * and nothing else.
 */
public interface TrackerClient {

    /**
     * Asks the live tracker whether everything issue creation needs is there: reachable,
     * credential, project, issue type, permissions. A failing check is an entry, not an
     * exception.
     */
    List<Check> check();

    /**
     * Sends exactly one create call, never replayed. Whoever retries asks
     * {@link #findByMarker} first.
     * @param marker left in the issue so that it can be found again
     */
    CreatedIssue create(IssueDraft draft, Marker marker);

    /**
     * Looks for the issue that an earlier {@link #create} may have made, by the tracker's
     * most consistent route.
     * @param since a moment safely before that call
     */
    Optional<Issue> findByMarker(Marker marker, Instant since);

    /** Reads an issue as it is now, by the tracker's immutable id where it has one. */
    Issue get(IssueRef ref);

    record Check(String name, boolean ok, String message) {
    }

    /**
     * @param warnings what the tracker took but silently did not do, in words for an
     * admin
     */
    record CreatedIssue(IssueRef ref, List<String> warnings) {

        public CreatedIssue {
            warnings = List.copyOf(warnings);
        }

    }

}
