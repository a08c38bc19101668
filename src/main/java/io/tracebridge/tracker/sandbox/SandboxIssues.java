package io.tracebridge.tracker.sandbox;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.tracebridge.issue.IssueDraft;
import io.tracebridge.sync.GroupState;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.Marker;

/**
 * Where the built-in tracker keeps its issues; what a hosted tracker's API is to the
 * other trackers. Empty answers mean that there is no such issue.
 */
public interface SandboxIssues {

    /** Creates the issue, or answers the one that has the marker already. */
    Issue create(String project, IssueDraft draft, String description, Marker marker);

    Optional<Issue> findByMarker(String project, Marker marker);

    Optional<Issue> find(String project, String key);

    Optional<Issue> bring(String project, String key, GroupState state);

    /**
     * @param person any name; empty for nobody
     */
    Optional<Issue> assign(String project, String key, Optional<String> person);

    /** The issue that has the comment now. */
    Optional<Issue> comment(String project, String key, String text);

    /**
     * Names of users and of people whom the project's issues were assigned to.
     * @param text part of the name, in any case
     */
    List<String> people(String project, String text, int limit);

    /** Issues whose last change lies behind this place, oldest change first. */
    List<Changed> changedBehind(String project, Place place, int limit);

    /**
     * @param id of the issue, which tells changes of one moment apart
     */
    record Place(Instant updatedAt, long id) {
    }

    record Changed(Place place, Issue issue) {
    }

}
