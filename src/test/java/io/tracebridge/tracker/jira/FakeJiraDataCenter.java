package io.tracebridge.tracker.jira;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracebridge.tracker.Connection;
import io.tracebridge.tracker.OpenApiCheck;
import io.tracebridge.tracker.Webhooks;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;

/**
 * Jira Data Center, below a path of its host as many are. Every call is held against
 * Atlassian's specification, as far as that goes.
 */
final class FakeJiraDataCenter extends JiraServer {

    static final OpenApiCheck SPECIFICATION = OpenApiCheck.of("jira-dc-v2.openapi.json", "/rest");

    private static final String TOKEN = "NjM0right0123456789";

    private static final int FOUND_AT_ONCE = 50;

    /** What the next call to assign meets instead of being carried out. */
    volatile MockResponse assigning;

    volatile int majorVersion = 9;

    FakeJiraDataCenter() {
        super("2", "name", List.of(person("ada", "Ada Checkout", true), person("adam", "Adam Gone", false),
                person("JIRAUSER10100", "Bob Basket", true)));
    }

    private static ObjectNode person(String name, String displayName, boolean active) {
        return JSON.createObjectNode()
            .put("key", "JIRAUSER1")
            .put("name", name)
            .put("displayName", displayName)
            .put("active", active);
    }

    @Override
    public Connection connection() {
        return connection(TOKEN);
    }

    @Override
    public Connection wrongConnection() {
        return connection("NjM0wrong0123456789");
    }

    private Connection connection(String token) {
        return new Connection(Map.of("baseUrl", url(), "projectKey", "SHOP"), Map.of("token", token));
    }

    @Override
    public String nobody() {
        return "nobody";
    }

    /** Unsigned, as up to version 9. */
    @Override
    public Webhooks.Request webhook(String id, String secret, String delivery) {
        var body = "{\"timestamp\":%d,\"webhookEvent\":\"jira:issue_updated\",\"user\":{\"name\":\"ada\"},\"issue\":%s}"
            .formatted(delivery.hashCode(), item(id).orElseThrow().json())
            .getBytes(StandardCharsets.UTF_8);
        return new Webhooks.Request(Map.of("Content-Type", "application/json"), body, Instant.now());
    }

    @Override
    protected MockResponse answer(RecordedRequest request) {
        if (specified(request)) {
            SPECIFICATION.request(request);
        }
        return ("Bearer " + TOKEN).equals(request.getHeaders().get("Authorization")) ? known(request)
                : empty(401).newBuilder()
                    .setHeader("Content-Type", "text/html")
                    .setHeader("X-Seraph-LoginReason", "AUTHENTICATED_FAILED")
                    .body("<html><title>Unauthorized (401)</title></html>")
                    .build();
    }

    /**
     * The specification tells of {@code expand=transitions.fields} in words but not among
     * the parameters, of nobody as {@code null} not at all, and lets every field of a new
     * issue be an object, its summary too.
     */
    private boolean specified(RecordedRequest request) {
        var nobody = request.getBody() != null && request.getBody().utf8().equals("{\"name\":null}");
        return !nobody && !creates(request) && request.getUrl().pathSegments().get(1).equals("api")
                && request.getUrl().queryParameter("expand") == null;
    }

    private MockResponse known(RecordedRequest request) {
        var path = request.getUrl().pathSegments();
        if (!path.get(1).equals("api")) {
            return this.siteHooks.answer(request, path, this.majorVersion);
        }
        return switch (path.get(3)) {
            case "serverInfo" ->
                json(200, "{\"version\":\"%1$d.3.5\",\"versionNumbers\":[%1$d,3,5],\"deploymentType\":\"Server\"}"
                    .formatted(this.majorVersion));
            case "myself" -> json(200, "{\"name\":\"bot\",\"key\":\"JIRAUSER10000\",\"displayName\":\"Error Bot\"}");
            case "project" -> project(path);
            case "mypermissions" -> permissions();
            case "search" -> search(body(request));
            case "user" -> json(200, assignable(request.getUrl().queryParameter("username")));
            case "issue" -> (path.size() == 4) ? create(body(request))
                    : path.get(4).equals("createmeta") ? createmeta(request, path) : issue(request, path);
            default -> error(404, "null for uri: " + request.getTarget());
        };
    }

    @Override
    MockResponse issue(RecordedRequest request, List<String> path) {
        if (this.assigning != null && path.getLast().equals("assignee")) {
            return this.assigning;
        }
        return super.issue(request, path);
    }

    private static MockResponse project(List<String> path) {
        var shop = JSON.createObjectNode().put("id", "10000").put("key", "SHOP").put("name", "Shop");
        if (path.size() == 4) {
            var old = JSON.createObjectNode()
                .put("id", "10001")
                .put("key", "OLD")
                .put("name", "Old")
                .put("archived", true);
            return json(200, JSON.createArrayNode().add(shop).add(old));
        }
        if (!path.get(4).equals("SHOP")) {
            return error(404, "No project could be found with key '%s'.".formatted(path.get(4)));
        }
        return json(200, (path.size() == 5) ? shop : FakeWorkflow.project());
    }

    private MockResponse permissions() {
        var answer = JSON.createObjectNode();
        this.permissions
            .forEach((key) -> answer.withObject("/permissions/" + key).put("key", key).put("havePermission", true));
        return json(200, answer);
    }

    private MockResponse createmeta(RecordedRequest request, List<String> path) {
        if (!path.get(5).equals("SHOP")) {
            return error(400, "No project could be found with key '%s'.".formatted(path.get(5)));
        }
        return page(request, "values", (path.size() == 7) ? types() : fields());
    }

    private MockResponse search(JsonNode query) {
        var start = query.path("startAt").asInt();
        var all = found(query.path("jql").asText());
        var answer = JSON.createObjectNode()
            .put("startAt", start)
            .put("maxResults", FOUND_AT_ONCE)
            .put("total", all.size());
        var page = answer.putArray("issues");
        all.stream().skip(start).limit(FOUND_AT_ONCE).forEach((item) -> page.add(item.json().without("properties")));
        return json(200, answer);
    }

    @Override
    void richText(String id, JsonNode value, Map<String, String> wrong) {
        if (!value.isTextual()) {
            wrong.put(id, "Operation value must be a string");
        }
        else if (value.asText().length() > 32_767) {
            wrong.put(id, "The entered text is too long. It exceeds the allowed limit of 32,767 characters.");
        }
    }

    /** Some versions say that the issue does not exist, when the person does not. */
    @Override
    MockResponse unknownPerson(String account) {
        return error(404, "The user '" + account + "' does not exist");
    }

    @Override
    MockResponse noSuchTransition() {
        return error(500, "Internal server error");
    }

}
