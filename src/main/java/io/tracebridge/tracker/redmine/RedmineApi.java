package io.tracebridge.tracker.redmine;

import java.util.ArrayList;
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

    /** Projects that the account sees, with their modules. */
    List<JsonNode> projects() {
        return all(TrackerRequest.get("projects.json").query("include", "enabled_modules"), "projects");
    }

    List<JsonNode> members(String project) {
        return all(TrackerRequest.get("projects", project, "memberships.json"), "memberships");
    }

    /**
     * Accounts whose name, login or e-mail address has the text in it, at most a page of
     * them. Only administrators may ask.
     */
    List<JsonNode> users(String text) {
        return list(get(TrackerRequest.get("users.json").query("name", text).query("limit", String.valueOf(PAGE)))
            .path("users"));
    }

    /** Every tracker of the site; from 5.0 on with the standard fields that it uses. */
    List<JsonNode> trackers() {
        return list(get(TrackerRequest.get("trackers.json")).path("trackers"));
    }

    private List<JsonNode> all(TrackerRequest request, String name) {
        var all = new ArrayList<JsonNode>();
        while (true) {
            var json = get(request.query("offset", String.valueOf(all.size())).query("limit", String.valueOf(PAGE)));
            var page = list(json.path(name));
            all.addAll(page);
            if (page.isEmpty() || all.size() >= json.path("total_count").asInt()) {
                return all;
            }
        }
    }

    /**
     * One page of issues, open and closed unless asked for one, and how many there are.
     */
    Page issues(Map<String, String> filters, int offset, int limit) {
        var request = TrackerRequest.get("issues.json")
            .query("offset", String.valueOf(offset))
            .query("limit", String.valueOf(limit));
        if (!filters.containsKey("status_id")) {
            request = request.query("status_id", "*");
        }
        for (var filter : filters.entrySet()) {
            request = request.query(filter.getKey(), filter.getValue());
        }
        var json = get(request);
        return new Page(list(json.path("issues")), json.path("total_count").asInt());
    }

    JsonNode issue(String id) {
        return issue(id, "allowed_statuses");
    }

    /**
     * @param include {@code allowed_statuses}, which Redmine before 5.0 does not know, or
     * {@code journals}
     */
    JsonNode issue(String id, String include) {
        return this.issues.call(TrackerRequest.get("issues", id + ".json").query("include", include))
            .json()
            .path("issue");
    }

    /**
     * Redmine says nothing of what it ignores: read the issue afterwards.
     * @param labels what Redmine's messages may start with to say which field they mean
     */
    void change(String id, Map<String, ?> issue, Collection<String> labels) {
        this.line.apply((response) -> RedmineErrors.aboutChange(response, labels))
            .call(TrackerRequest.put("issues", id + ".json").json(JSON.valueToTree(Map.of("issue", issue))));
    }

    /**
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
