package io.tracebridge.tracker.gitlab;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracebridge.tracker.Issue.Status;

/**
 * GitLab's two states, and the two labels that tell more. A label counts only in its own
 * state, so that one that somebody left there misleads nobody.
 *
 * @param inProgress label of open issues
 * @param muted label of closed issues
 */
record States(String inProgress, String muted) {

    static final String OPENED = "opened";

    static final String CLOSED = "closed";

    List<Status> all() {
        return List.of(status(OPENED, ""), status(OPENED, this.inProgress), status(CLOSED, ""),
                status(CLOSED, this.muted));
    }

    Optional<Status> named(String key) {
        return all().stream().filter((status) -> status.key().equals(key)).findFirst();
    }

    Status of(JsonNode issue) {
        var state = issue.path("state").asText().equals(CLOSED) ? CLOSED : OPENED;
        var label = state.equals(CLOSED) ? this.muted : this.inProgress;
        return status(state, labels(issue).contains(label) ? label : "");
    }

    /** What to send so that the issue gets there, in one call. */
    ObjectNode change(JsonNode issue, Status target) {
        var change = JsonNodeFactory.instance.objectNode();
        if (!of(issue).id().equals(target.id())) {
            change.put("state_event", target.id().equals(CLOSED) ? "close" : "reopen");
        }
        var present = labels(issue);
        if (!target.resolution().isEmpty() && !present.contains(target.resolution())) {
            change.put("add_labels", target.resolution());
        }
        var removed = Stream.of(this.inProgress, this.muted)
            .filter((label) -> !label.equals(target.resolution()))
            .filter(present::contains)
            .toList();
        if (!removed.isEmpty()) {
            change.put("remove_labels", String.join(",", removed));
        }
        return change;
    }

    private static Status status(String state, String label) {
        var name = state.equals(CLOSED) ? "Closed" : "Open";
        return new Status(state, label.isEmpty() ? name : name + ", " + label, state, label);
    }

    private static Set<String> labels(JsonNode issue) {
        return Set.copyOf(GitLabIssue.texts(issue.path("labels")));
    }

}
