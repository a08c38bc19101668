package io.tracebridge.tracker.fogbugz;

import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;

/**
 * What FogBugz says when it does not do a thing. It says so in the body; the HTTP status
 * tells nothing.
 *
 * @param code FogBugz's own; {@link #UNKNOWN} when it gave none
 */
record Refusal(int code, String words) {

    static final int NO_SUCH_CASE = 5;

    static final int SEARCH_FAILED = 10;

    static final int NO_SUCH_COMMAND = 27;

    static final int BAD_DATE = 32;

    private static final int UNKNOWN = -1;

    static Optional<Refusal> in(JsonNode json) {
        var first = json.path("errors").path(0);
        var code = first.path("code").asInt(json.path("errorCode").asInt(UNKNOWN));
        if (first.isMissingNode() && json.path("errorCode").asText("").isEmpty()) {
            return Optional.empty();
        }
        var message = first.path("message").asText("");
        var detail = first.path("detail").asText("");
        var words = message.isEmpty() ? "error " + code : message;
        return Optional.of(new Refusal(code, detail.isEmpty() ? words : words + " (" + detail + ")"));
    }

    TrackerException exception() {
        var said = "FogBugz refused: " + this.words;
        return switch (this.code) {
            case 1, 2, 3, 29 -> new TrackerException.CredentialRefused(said + ".");
            case NO_SUCH_CASE -> new TrackerException.IssueGone(
                    said + ". The case does not exist, or this account may no longer see it.");
            case 6 -> rejected(Reason.TRANSITION_UNAVAILABLE, said + ". The case's state does not allow it.");
            case 8, 13 -> rejected(Reason.FORBIDDEN, said + ". The account lacks the permission in this project.");
            case 9 -> new TrackerException.Conflict(said + ". Somebody changed the case meanwhile.");
            case 17 -> rejected(Reason.PROJECT_MISSING, said);
            case 0, SEARCH_FAILED, 26, 28, 30 -> new TrackerException.Unavailable(said, Optional.empty());
            case NO_SUCH_COMMAND -> new TrackerException.NotTheTracker(
                    said + ". This FogBugz lacks a command of the JSON interface; it may be too old.");
            default -> rejected(Reason.INVALID_FIELD, said);
        };
    }

    private static Rejected rejected(Reason reason, String words) {
        return new Rejected(reason, words, Map.of());
    }

}
