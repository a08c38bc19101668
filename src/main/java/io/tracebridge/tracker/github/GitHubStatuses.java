package io.tracebridge.tracker.github;

import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracebridge.sync.GroupState;
import io.tracebridge.tracker.Issue.Status;

/**
 * What an issue's state, close reason and labels make its status. GitHub knows open and
 * closed only, so work in progress is a label on an open issue. What is muted needs no
 * label: GitHub's own word for it is closed as not planned.
 *
 * @param inProgress the label's name, in any case
 */
record GitHubStatuses(String inProgress) {

    static final String OPEN = "open";

    static final String CLOSED = "closed";

    private static final String NOT_PLANNED = "not_planned";

    List<Status> all() {
        return List.of(open(), labelled(), closed("completed"), closed(NOT_PLANNED), closed("duplicate"));
    }

    Optional<Status> withKey(String key) {
        return all().stream().filter((status) -> status.key().equals(key)).findFirst();
    }

    /** Why an issue is closed says more than a label that was left on it. */
    Status of(JsonNode issue) {
        if (isClosed(issue)) {
            return closed(issue.path("state_reason").asText(""));
        }
        return isLabelled(issue.path("labels")) ? labelled() : open();
    }

    boolean isLabelled(JsonNode labels) {
        return StreamSupport.stream(labels.spliterator(), false)
            .map((label) -> label.isTextual() ? label.asText() : label.path("name").asText())
            .anyMatch(this.inProgress::equalsIgnoreCase);
    }

    boolean isInProgress(Status status) {
        return status.equals(labelled());
    }

    static boolean isClosed(JsonNode issue) {
        return issue.path("state").asText(OPEN).equals(CLOSED);
    }

    static GroupState meaning(Status status) {
        if (status.id().equals(CLOSED)) {
            return status.resolution().equals(NOT_PLANNED) ? GroupState.MUTED : GroupState.RESOLVED;
        }
        return status.id().startsWith(OPEN + ":") ? GroupState.IN_PROGRESS : GroupState.OPEN;
    }

    private static Status open() {
        return new Status(OPEN, "Open", OPEN, "");
    }

    /** The label belongs to the id, so that no map takes the status for plainly open. */
    private Status labelled() {
        return new Status(OPEN + ":" + this.inProgress, "Open, labelled " + this.inProgress, OPEN, "");
    }

    /**
     * Issues that were closed before GitHub knew reasons count as completed there too.
     */
    private static Status closed(String reason) {
        var known = (reason.isEmpty() || reason.equals("null")) ? "completed" : reason;
        return new Status(CLOSED, "Closed as " + known.replace('_', ' '), CLOSED, known);
    }

}
