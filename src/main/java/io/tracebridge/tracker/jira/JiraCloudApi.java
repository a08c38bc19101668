package io.tracebridge.tracker.jira;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.tracebridge.tracker.http.TrackerApi;
import io.tracebridge.tracker.http.TrackerRequest;
import io.tracebridge.tracker.http.TrackerResponse;

/** The calls of Jira Cloud's REST interface, version 3, that we need. */
final class JiraCloudApi {

    private static final JsonMapper JSON = new JsonMapper();

    private static final int PAGE = 100;

    private static final String ISSUE_FIELDS = "summary,status,assignee,resolution,updated,labels";

    private final TrackerApi projects;

    private final TrackerApi issues;

    /**
     * @param projects reads a 404 as a missing project
     * @param issues reads a 404 as a missing issue
     */
    JiraCloudApi(TrackerApi projects, TrackerApi issues) {
        this.projects = projects;
        this.issues = issues;
    }

    JsonNode myself() {
        return signedIn(this.projects.call(get("myself")));
    }

    JsonNode project(String key) {
        return signedIn(this.projects.call(get("project", key)));
    }

    /** Permission key to whether this account has it in the project. */
    Map<String, Boolean> permissions(String projectKey, List<String> keys) {
        var json = signedIn(this.projects
            .call(get("mypermissions").query("projectKey", projectKey).query("permissions", String.join(",", keys))))
            .path("permissions");
        return keys.stream()
            .collect(Collectors.toMap((key) -> key, (key) -> json.path(key).path("havePermission").asBoolean()));
    }

    List<JsonNode> creatableTypes(String projectKey) {
        return paged(get("issue", "createmeta", projectKey, "issuetypes"), "issueTypes");
    }

    List<CreateField> createFields(String projectKey, String issueTypeId) {
        return paged(get("issue", "createmeta", projectKey, "issuetypes", issueTypeId), "fields").stream()
            .map(CreateField::of)
            .toList();
    }

    /** The one write. An answer 201 counts, whatever else it says: the issue is there. */
    JsonNode create(Map<String, ?> issue) {
        var request = TrackerRequest.post("rest", "api", "3", "issue")
            .query("updateHistory", "false")
            .json(JSON.valueToTree(issue));
        return this.projects.call(request).json();
    }

    /** At most 50, with the entity property of that name. */
    List<JsonNode> search(String jql, String property) {
        var query = Map.of("jql", jql, "fields", List.of(ISSUE_FIELDS.split(",")), "properties", List.of(property),
                "maxResults", 50);
        var request = TrackerRequest.post("rest", "api", "3", "search", "jql").json(JSON.valueToTree(query));
        return list(signedIn(this.projects.call(request)).path("issues"));
    }

    JsonNode issue(String idOrKey) {
        return signedIn(this.issues.call(get("issue", idOrKey).query("fields", ISSUE_FIELDS)));
    }

    private List<JsonNode> paged(TrackerRequest request, String list) {
        var all = new ArrayList<JsonNode>();
        while (true) {
            var page = signedIn(this.projects
                .call(request.query("startAt", String.valueOf(all.size())).query("maxResults", String.valueOf(PAGE))));
            var items = list(page.path(list));
            all.addAll(items);
            if (items.isEmpty() || all.size() >= page.path("total").asInt()) {
                return all;
            }
        }
    }

    private static JsonNode signedIn(TrackerResponse response) {
        JiraErrors.anonymous(response).ifPresent((refused) -> {
            throw refused;
        });
        return response.json();
    }

    private static TrackerRequest get(String... path) {
        return TrackerRequest
            .get(Stream.concat(Stream.of("rest", "api", "3"), Arrays.stream(path)).toArray(String[]::new));
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

}
