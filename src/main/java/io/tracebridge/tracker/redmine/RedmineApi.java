package io.tracebridge.tracker.redmine;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.http.ErrorReader;
import io.tracebridge.tracker.http.TrackerApi;
import io.tracebridge.tracker.http.TrackerRequest;

/** The calls of Redmine's REST interface that we need. */
final class RedmineApi {

    static final int PAGE = 100;

    private static final JsonMapper JSON = new JsonMapper();

    private final Function<ErrorReader, TrackerApi> line;

    private final TrackerApi projects;

    private final TrackerApi issues;

    /**
     * @param line opens the way to this Redmine, reading refusals as told
     */
    RedmineApi(Function<ErrorReader, TrackerApi> line) {
        this.line = line;
        this.projects = line.apply(RedmineErrors::aboutProject);
        this.issues = line.apply(RedmineErrors::aboutIssue);
    }

    /**
     * The account, with its roles. Unlike other reads it never answers a wrong key as if
     * nobody had signed in. Its answer carries the key: never show it whole.
     */
    JsonNode me() {
        return get(TrackerRequest.get("users", "current.json").query("include", "memberships")).path("user");
    }

    JsonNode project(String identifier) {
        return get(TrackerRequest.get("projects", identifier + ".json")
            .query("include", "trackers,issue_categories,enabled_modules,issue_custom_fields")).path("project");
    }

    /**
     * All custom fields, of issues and of other things; empty unless an administrator
     * asks.
     */
    Optional<List<JsonNode>> customFields() {
        try {
            return Optional.of(list(get(TrackerRequest.get("custom_fields.json")).path("custom_fields")));
        }
        catch (Rejected ex) {
            if (ex.reason() == Rejected.Reason.FORBIDDEN) {
                return Optional.empty();
            }
            throw ex;
        }
    }

    List<NamedId> priorities() {
        return NamedId.list(get(TrackerRequest.get("enumerations", "issue_priorities.json")).path("issue_priorities"));
    }

    List<JsonNode> statuses() {
        return list(get(TrackerRequest.get("issue_statuses.json")).path("issue_statuses"));
    }

    JsonNode role(int id) {
        return get(TrackerRequest.get("roles", id + ".json")).path("role");
    }

    /** One page of issues, open and closed, and how many there are. */
    Page issues(Map<String, String> filters, int offset, int limit) {
        var request = TrackerRequest.get("issues.json")
            .query("status_id", "*")
            .query("offset", String.valueOf(offset))
            .query("limit", String.valueOf(limit));
        for (var filter : filters.entrySet()) {
            request = request.query(filter.getKey(), filter.getValue());
        }
        var json = get(request);
        return new Page(list(json.path("issues")), json.path("total_count").asInt());
    }

    JsonNode issue(String id) {
        return this.issues.call(TrackerRequest.get("issues", id + ".json")).json().path("issue");
    }

    /**
     * The one write.
     * @param labels what Redmine's messages may start with to say which field they mean
     */
    JsonNode create(Map<String, ?> issue, Collection<String> labels) {
        var request = TrackerRequest.post("issues.json").json(JSON.valueToTree(Map.of("issue", issue)));
        return this.line.apply((response) -> RedmineErrors.aboutProject(response, labels))
            .call(request)
            .json()
            .path("issue");
    }

    private JsonNode get(TrackerRequest request) {
        return this.projects.call(request).json();
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    record Page(List<JsonNode> issues, int total) {
    }

}
