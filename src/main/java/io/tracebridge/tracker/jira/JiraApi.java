package io.tracebridge.tracker.jira;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.tracebridge.issue.Document;
import io.tracebridge.tracker.http.TrackerApi;
import io.tracebridge.tracker.http.TrackerRequest;
import io.tracebridge.tracker.http.TrackerResponse;

/**
 * The calls of Jira's REST interface that we need. What Cloud and Data Center do alike is
 * here, what they do differently in the subclasses.
 */
abstract class JiraApi {

    /**
     * The entity property that proves, beyond labels anybody can set, that we made an
     * issue: the marker as a JSON string.
     */
    static final String PROPERTY = "tracebridge";

    static final List<String> ISSUE_FIELDS = List.of("summary", "status", "assignee", "resolution", "updated",
            "labels");

    private static final JsonMapper JSON = new JsonMapper();

    private static final int PAGE = 100;

    private final TrackerApi projects;

    private final TrackerApi issues;

    private final String version;

    /**
     * @param projects reads a 404 as a missing project
     * @param issues reads a 404 as a missing issue
     * @param version of the REST interface
     */
    JiraApi(TrackerApi projects, TrackerApi issues, String version) {
        this.projects = projects;
        this.issues = issues;
        this.version = version;
    }

    /** How this edition names a user. */
    abstract String accountKey();

    /** Formatted text as this edition wants it, within its limit. */
    abstract Object richText(Document text);

    /** Permission key to whether this account has it in the project. */
    abstract Map<String, Boolean> permissions(String projectKey, List<String> keys);

    abstract List<JsonNode> creatableProjects();

    abstract List<JsonNode> creatableTypes(String projectKey);

    abstract List<CreateField> createFields(String projectKey, String issueTypeId);

    /** At most 50 issues, oldest first, with {@link #PROPERTY} where it may matter. */
    abstract List<JsonNode> searchMarked(String jql);

    /**
     * @param place where the page begins; empty for the first
     */
    abstract Page search(String jql, String place);

    /**
     * Whether further pages must be asked for by the very query that began them.
     */
    abstract boolean pagesBelongToQuery();

    /** At most 50 people who can be assigned in the project. */
    abstract List<JsonNode> assignable(String projectKey, String query);

    final JsonNode myself() {
        return read(get("myself"));
    }

    final JsonNode project(String key) {
        return read(get("project", key));
    }

    /** Issue types, each with the statuses of its workflow. */
    final List<JsonNode> statuses(String projectKey) {
        return list(read(get("project", projectKey, "statuses")));
    }

    /** An answer 201 counts, whatever else it says: the issue is there. */
    final JsonNode create(Map<String, ?> issue) {
        return this.projects.call(post("issue").query("updateHistory", "false").json(JSON.valueToTree(issue))).json();
    }

    final JsonNode issue(String idOrKey) {
        return readIssue(get("issue", idOrKey).query("fields", String.join(",", ISSUE_FIELDS)));
    }

    /** One field's value; missing where the issue has no such field. */
    final JsonNode field(String idOrKey, String field) {
        return readIssue(get("issue", idOrKey).query("fields", field)).path("fields").path(field);
    }

    /** With the fields that each transition's screen has. */
    final List<JsonNode> transitions(String id) {
        return list(
                readIssue(get("issue", id, "transitions").query("expand", "transitions.fields")).path("transitions"));
    }

    final void transition(String id, String transitionId, Map<String, ?> fields) {
        var transition = Map.of("transition", Map.of("id", transitionId), "fields", fields);
        this.issues.call(post("issue", id, "transitions").json(JSON.valueToTree(transition)));
    }

    final void edit(String id, Map<String, ?> fields) {
        this.issues.call(put("issue", id).json(JSON.valueToTree(Map.of("fields", fields))));
    }

    /** Nobody is an explicit {@code null}; without the name Jira refuses. */
    final void assign(String id, Optional<String> account) {
        var assignee = Collections.singletonMap(accountKey(), account.orElse(null));
        this.issues.call(put("issue", id, "assignee").json(JSON.valueToTree(assignee)));
    }

    final void comment(String id, Document text) {
        this.issues.call(post("issue", id, "comment").json(JSON.valueToTree(Map.of("body", richText(text)))));
    }

    /** Jira changes the link of this global id, if there is one. */
    final void remoteLink(String id, Map<String, ?> link) {
        this.issues.call(post("issue", id, "remotelink").json(JSON.valueToTree(link)));
    }

    final JsonNode read(TrackerRequest request) {
        return signedIn(this.projects.call(request));
    }

    final JsonNode readIssue(TrackerRequest request) {
        return signedIn(this.issues.call(request));
    }

    /** Every item of an offset-paged list. */
    final List<JsonNode> paged(TrackerRequest request, String list) {
        var all = new ArrayList<JsonNode>();
        while (true) {
            var page = read(
                    request.query("startAt", String.valueOf(all.size())).query("maxResults", String.valueOf(PAGE)));
            var items = list(page.path(list));
            all.addAll(items);
            if (items.isEmpty() || all.size() >= page.path("total").asInt()) {
                return all;
            }
        }
    }

    final TrackerRequest get(String... path) {
        return TrackerRequest.get(path(path));
    }

    final TrackerRequest post(String... path) {
        return TrackerRequest.post(path(path));
    }

    private TrackerRequest put(String... path) {
        return TrackerRequest.put(path(path));
    }

    private String[] path(String... path) {
        return Stream.concat(Stream.of("rest", "api", this.version), Arrays.stream(path)).toArray(String[]::new);
    }

    static JsonNode tree(Object value) {
        return JSON.valueToTree(value);
    }

    static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    private static JsonNode signedIn(TrackerResponse response) {
        JiraErrors.anonymous(response).ifPresent((refused) -> {
            throw refused;
        });
        return response.json();
    }

    /**
     * @param next where the next page begins; empty after the last
     */
    record Page(List<JsonNode> issues, Optional<String> next) {
    }

}
