package io.tracebridge.tracker.sandbox;

import java.util.Optional;

import io.tracebridge.issue.IssueDraft;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.Marker;

/**
 * Where the built-in tracker keeps its issues; what a hosted tracker's API is to the
 * other trackers.
 */
public interface SandboxIssues {

    /** Creates the issue, or answers the one that has the marker already. */
    Issue create(String project, IssueDraft draft, String description, Marker marker);

    Optional<Issue> findByMarker(String project, Marker marker);

    Optional<Issue> find(String project, String key);

}
