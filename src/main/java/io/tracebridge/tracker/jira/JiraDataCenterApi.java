package io.tracebridge.tracker.jira;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

import io.tracebridge.issue.Document;
import io.tracebridge.issue.render.JiraWikiRenderer;
import io.tracebridge.issue.render.Limit;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.tracker.http.TrackerApi;

/** Jira Data Center's and Jira Server's REST interface, version 2. */
final class JiraDataCenterApi extends JiraApi {

    /** The limit is 32,767 unless an admin changed it. */
    static final Limit TEXT_LIMIT = Limit.characters(30_000);

    private static final int PAGE = 100;

    private static final Pattern MARKER = Pattern.compile("tracebridge[0-9a-f]{20}");

    JiraDataCenterApi(TrackerApi projects, TrackerApi issues) {
        super(projects, issues, "2");
    }

    @Override
    String accountKey() {
        return "name";
    }

    @Override
    Object richText(Document text) {
        return new JiraWikiRenderer().render(text, TEXT_LIMIT);
    }

    /** Data Center answers with all permissions there are. */
    @Override
    Map<String, Boolean> permissions(String projectKey, List<String> keys) {
        var json = read(get("mypermissions").query("projectKey", projectKey)).path("permissions");
        return keys.stream()
            .collect(Collectors.toMap((key) -> key, (key) -> json.path(key).path("havePermission").asBoolean()));
    }

    /** Data Center cannot say in which of them we may create issues. */
    @Override
    List<JsonNode> creatableProjects() {
        return list(read(get("project"))).stream().filter((project) -> !project.path("archived").asBoolean()).toList();
    }

    @Override
    List<JsonNode> creatableTypes(String projectKey) {
        return projectMissing(projectKey, () -> paged(get("issue", "createmeta", projectKey, "issuetypes"), "values"));
    }

    @Override
    List<CreateField> createFields(String projectKey, String issueTypeId) {
        return projectMissing(projectKey,
                () -> paged(get("issue", "createmeta", projectKey, "issuetypes", issueTypeId), "values"))
            .stream()
            .map(CreateField::of)
            .toList();
    }

    /** Here Jira answers 400 for a project that is missing or hidden. */
    private static List<JsonNode> projectMissing(String projectKey, Supplier<List<JsonNode>> call) {
        try {
            return call.get();
        }
        catch (Rejected ex) {
            throw (ex.reason() != Reason.INVALID_FIELD) ? ex : new Rejected(Reason.PROJECT_MISSING,
                    "Jira shows no project %s to this account: %s".formatted(projectKey, ex.getMessage()), ex.fields());
        }
    }

    /**
     * A search here brings no entity properties, so issues that were found by their text
     * alone are read once more.
     */
    @Override
    List<JsonNode> searchMarked(String jql) {
        return search(jql, ISSUE_FIELDS, 0, 50).issues()
            .stream()
            .map((issue) -> labelled(issue) ? issue : withProperty(issue.path("id").asText()))
            .toList();
    }

    /** With some marker of ours: where there is room for labels, it is there. */
    private static boolean labelled(JsonNode issue) {
        return list(issue.path("fields").path("labels")).stream()
            .anyMatch((label) -> MARKER.matcher(label.asText()).matches());
    }

    private JsonNode withProperty(String id) {
        return readIssue(
                get("issue", id).query("fields", String.join(",", ISSUE_FIELDS)).query("properties", PROPERTY));
    }

    @Override
    Page search(String jql, String place) {
        return search(jql, List.of("updated"), place.isEmpty() ? 0 : Integer.parseInt(place), PAGE);
    }

    private Page search(String jql, List<String> fields, int start, int most) {
        var query = Map.of("jql", jql, "fields", fields, "startAt", start, "maxResults", most);
        var json = read(post("search").json(tree(query)));
        var issues = list(json.path("issues"));
        var end = start + issues.size();
        var more = !issues.isEmpty() && end < json.path("total").asInt();
        return new Page(issues, more ? Optional.of(String.valueOf(end)) : Optional.empty());
    }

    /** Pages are counted through, not kept by Jira. */
    @Override
    boolean pagesBelongToQuery() {
        return false;
    }

    /** Such as 10 for 10.3.5. */
    int majorVersion() {
        var info = read(get("serverInfo"));
        return info.path("versionNumbers").path(0).asInt(number(info.path("version").asText()));
    }

    private static int number(String version) {
        var major = version.replaceFirst("[^0-9].*", "");
        return (major.isEmpty() || major.length() > 4) ? 0 : Integer.parseInt(major);
    }

    /** The parameter is called after the login, but finds names and addresses too. */
    @Override
    List<JsonNode> assignable(String projectKey, String query) {
        var request = get("user", "assignable", "search").query("project", projectKey)
            .query("username", query)
            .query("maxResults", "50");
        return list(read(request)).stream().filter((user) -> user.path("active").asBoolean(true)).toList();
    }

}
