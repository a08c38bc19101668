package io.tracebridge.tracker.github;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.Issue.Status;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.tracker.http.TrackerApi;

/**
 * Brings an issue to a status: its state and reason first, then the one label that marks
 * work in progress. Each answer is compared with what was asked, since GitHub may take a
 * change and do nothing.
 */
final class StatusChange {

    private final TrackerApi api;

    private final GitHubStatuses statuses;

    private final IssueFinder.Found found;

    private final Status target;

    StatusChange(TrackerApi api, GitHubStatuses statuses, IssueFinder.Found found, Status target) {
        this.api = api;
        this.statuses = statuses;
        this.found = found;
        this.target = target;
    }

    /**
     * @return the issue as the last write answered it; empty where that answer was about
     * labels alone
     */
    Optional<Issue> run() {
        if (this.found.issue().status().key().equals(this.target.key())) {
            return Optional.of(this.found.issue());
        }
        var json = state();
        var labelled = this.statuses.isLabelled(json.path("labels"));
        var wanted = this.statuses.isInProgress(this.target);
        if (labelled == wanted) {
            return Optional.of(this.found.now(json, this.statuses));
        }
        if (wanted) {
            label();
        }
        else {
            unlabel();
        }
        return Optional.empty();
    }

    private JsonNode state() {
        var closed = GitHubStatuses.isClosed(this.found.json());
        if (this.target.id().equals(GitHubStatuses.CLOSED)) {
            if (closed) {
                // GitHub takes a reason only together with a change of state.
                edit(GitHubStatuses.OPEN, "reopened");
            }
            var echo = edit(GitHubStatuses.CLOSED, this.target.resolution());
            if (!this.statuses.of(echo).key().equals(this.target.key())) {
                throw ignored(this.statuses.of(echo).name());
            }
            return echo;
        }
        return closed ? edit(GitHubStatuses.OPEN, "reopened") : this.found.json();
    }

    private JsonNode edit(String state, String reason) {
        var json = object().put("state", state).put("state_reason", reason);
        try {
            var echo = IssueEdit.send(this.api, address(), json);
            if (!echo.path("state").asText().equals(state)) {
                throw ignored("still " + echo.path("state").asText());
            }
            return echo;
        }
        catch (TrackerException.Rejected ex) {
            throw (ex.reason() == Reason.INVALID_FIELD) ? new TrackerException.Rejected(Reason.TRANSITION_UNAVAILABLE,
                    "GitHub does not bring the issue to \"" + this.target.name() + "\": " + ex.getMessage(),
                    ex.fields()) : ex;
        }
    }

    private void label() {
        var json = object();
        json.putArray("labels").add(this.statuses.inProgress());
        var labels = this.api.call(address().repository().addLabels(address().number()).json(json)).json();
        if (!this.statuses.isLabelled(labels)) {
            throw ignored("without the label " + this.statuses.inProgress());
        }
    }

    /** On a closed issue this is mere tidying, and a refusal no reason to give up. */
    private void unlabel() {
        var request = address().repository().removeLabel(address().number(), this.statuses.inProgress());
        try {
            this.api.call(request);
        }
        catch (TrackerException.Rejected ex) {
            var mustGo = !this.target.id().equals(GitHubStatuses.CLOSED);
            if (mustGo && ex.reason() != Reason.PROJECT_MISSING) {
                throw ex;
            }
            // 404: somebody else has just taken it off, or we may not.
            if (mustGo && this.statuses.isLabelled(read().path("labels"))) {
                throw ignored("still labelled " + this.statuses.inProgress());
            }
        }
    }

    private JsonNode read() {
        return this.api.call(address().repository().issue(address().number())).json();
    }

    private TrackerException ignored(String left) {
        var permissions = this.api.call(address().repository().get()).json().path("permissions");
        var may = permissions.path("push").asBoolean(true) || permissions.path("triage").asBoolean();
        var said = "GitHub accepted the change to \"" + this.target.name() + "\" but left the issue as it is ("
                + left.toLowerCase(Locale.ROOT) + "): ";
        return may ? new TrackerException.Rejected(Reason.TRANSITION_UNAVAILABLE,
                said + "this server may not know that status, or somebody changed the issue meanwhile.", Map.of())
                : new TrackerException.Rejected(Reason.FORBIDDEN,
                        said + "the token's account needs push access to " + address().repository() + ".", Map.of());
    }

    private IssueAddress address() {
        return this.found.address();
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

}
