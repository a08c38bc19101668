package io.tracebridge.tracker.redmine;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.tracker.http.TrackerResponse;

/** What Redmine's refusals mean. Most of them come without a word. */
final class RedmineErrors {

    private RedmineErrors() {
    }

    static TrackerException aboutProject(TrackerResponse response) {
        return aboutProject(response, List.of());
    }

    /**
     * @param labels what Redmine's messages may start with to say which field they mean
     */
    static TrackerException aboutProject(TrackerResponse response, Collection<String> labels) {
        return (response.status() == 404)
                ? new Rejected(Reason.PROJECT_MISSING,
                        "Redmine knows no such project, or it is archived or closed; check its identifier.", Map.of())
                : read(response, labels);
    }

    /** An issue moved to where the account may not look answers 403, not 404. */
    static TrackerException aboutIssue(TrackerResponse response) {
        return switch (response.status()) {
            case 404 -> new TrackerException.IssueGone("Redmine no longer has the issue; it was deleted.");
            case 403 -> new TrackerException.IssueGone("Redmine no longer shows the issue to this account.");
            default -> read(response, List.of());
        };
    }

    /** About a change of an issue that the account can read. */
    static TrackerException aboutChange(TrackerResponse response, Collection<String> labels) {
        return (response.status() == 404) ? aboutIssue(response) : read(response, labels);
    }

    private static TrackerException read(TrackerResponse response, Collection<String> labels) {
        return switch (response.status()) {
            case 401 -> new TrackerException.CredentialRefused("Redmine refused the API access key, or its REST web"
                    + " service is switched off (Administration, Settings, API).");
            case 403 -> new Rejected(Reason.FORBIDDEN, "Redmine forbids it without saying why: the account's role in"
                    + " the project lacks the permission, or the project is closed.", Map.of());
            case 409 -> new TrackerException.Conflict("Redmine saw another change at the same time.");
            case 413 ->
                new Rejected(Reason.INVALID_FIELD, "The server before Redmine finds the issue too large.", Map.of());
            case 400, 422 -> invalid(response, labels);
            default -> new TrackerException.NotTheTracker(
                    "It answered with status " + response.status() + ", which Redmine does not use here.");
        };
    }

    private static TrackerException invalid(TrackerResponse response, Collection<String> labels) {
        var words = StreamSupport.stream(response.json().path("errors").spliterator(), false)
            .map(JsonNode::asText)
            .toList();
        var fields = new LinkedHashMap<String, String>();
        for (var word : words) {
            label(word, labels).ifPresent((field) -> fields.merge(field, word, (one, other) -> one + "; " + other));
        }
        var said = words.isEmpty() ? "status " + response.status() + " without further words"
                : String.join("; ", words);
        return new Rejected(Reason.INVALID_FIELD, "Redmine refused: " + said, fields);
    }

    /** The longest label wins: "Version seen is invalid" is not about "Version". */
    private static Optional<String> label(String word, Collection<String> labels) {
        return labels.stream()
            .filter((label) -> word.regionMatches(true, 0, label + " ", 0, label.length() + 1))
            .max(Comparator.comparingInt(String::length));
    }

}
