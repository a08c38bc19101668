package io.tracebridge.tracker.jira;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

import io.tracebridge.issue.Document;
import io.tracebridge.issue.render.AdfRenderer;
import io.tracebridge.tracker.http.TrackerApi;

/** Jira Cloud's REST interface, version 3. */
final class JiraCloudApi extends JiraApi {

    /** Jira counts the stored document, which is larger than its text. */
    private static final int TEXT_LIMIT = 30_000;

    private static final int PAGE = 100;

    JiraCloudApi(TrackerApi projects, TrackerApi issues) {
        super(projects, issues, "3");
    }

    @Override
    String accountKey() {
        return "accountId";
    }

    @Override
    Object richText(Document text) {
        return new AdfRenderer().render(text, TEXT_LIMIT);
    }

    @Override
    Map<String, Boolean> permissions(String projectKey, List<String> keys) {
        var request = get("mypermissions").query("projectKey", projectKey).query("permissions", String.join(",", keys));
        var json = read(request).path("permissions");
        return keys.stream()
            .collect(Collectors.toMap((key) -> key, (key) -> json.path(key).path("havePermission").asBoolean()));
    }

    @Override
    List<JsonNode> creatableProjects() {
        return paged(get("project", "search").query("action", "create").query("orderBy", "name"), "values");
    }

    @Override
    List<JsonNode> creatableTypes(String projectKey) {
        return paged(get("issue", "createmeta", projectKey, "issuetypes"), "issueTypes");
    }

    @Override
    List<CreateField> createFields(String projectKey, String issueTypeId) {
        return paged(get("issue", "createmeta", projectKey, "issuetypes", issueTypeId), "fields").stream()
            .map(CreateField::of)
            .toList();
    }

    @Override
    List<JsonNode> searchMarked(String jql) {
        var query = Map.of("jql", jql, "fields", ISSUE_FIELDS, "properties", List.of(PROPERTY), "maxResults", 50);
        return list(read(post("search", "jql").json(tree(query))).path("issues"));
    }

    @Override
    Page search(String jql, String place) {
        var query = new HashMap<String, Object>(Map.of("jql", jql, "fields", List.of("updated"), "maxResults", PAGE));
        if (!place.isEmpty()) {
            query.put("nextPageToken", place);
        }
        var json = read(post("search", "jql").json(tree(query)));
        var next = json.path("nextPageToken").asText();
        var last = next.isEmpty() || json.path("isLast").asBoolean();
        return new Page(list(json.path("issues")), last ? Optional.empty() : Optional.of(next));
    }

    @Override
    boolean pagesBelongToQuery() {
        return true;
    }

    /** Apps and customers of a service desk have accounts too; issues are for people. */
    @Override
    List<JsonNode> assignable(String projectKey, String query) {
        var request = get("user", "assignable", "search").query("project", projectKey)
            .query("query", query)
            .query("maxResults", "50");
        return list(read(request)).stream()
            .filter((user) -> user.path("active").asBoolean(true)
                    && user.path("accountType").asText("atlassian").equals("atlassian"))
            .toList();
    }

}
