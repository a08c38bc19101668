package io.tracebridge.tracker.jira;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.tracebridge.tracker.Connection;
import io.tracebridge.tracker.OpenApiCheck;
import io.tracebridge.tracker.Signatures;
import io.tracebridge.tracker.Webhooks;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;

/**
 * Jira Cloud. Every call is held against Atlassian's specification, every document
 * against Atlassian's schema.
 */
public final class FakeJira extends JiraServer {

    static final OpenApiCheck SPECIFICATION = OpenApiCheck.of("jira-cloud-v3.openapi.json", "");

    private static final Schema ADF = adfSchema();

    private static final String EMAIL = "bot@acme.example";

    private static final String TOKEN = "ATATT-right-0123456789";

    private static final int FOUND_AT_ONCE = 50;

    public FakeJira() {
        super("3", "accountId",
                List.of(person("5c5f880629be9642ba529340", "Ada Checkout", "atlassian"),
                        person("557058:f58131cb", "Adaptive Automation", "app"),
                        person("5c5f880629be9642ba529341", "Bob Basket", "atlassian")));
    }

    /** A list from which every issue must choose. */
    public FakeJira requiring(String id, String name, String... idAndText) {
        field(id, name,
                "{'type':'option','custom':'com.atlassian.jira.plugin.system.customfieldtypes:select','customId':1}",
                idAndText)
            .put("required", true);
        return this;
    }

    private static ObjectNode person(String accountId, String name, String type) {
        return JSON.createObjectNode()
            .put("accountId", accountId)
            .put("accountType", type)
            .put("displayName", name)
            .put("active", true);
    }

    @Override
    public Connection connection() {
        return connection(TOKEN);
    }

    @Override
    public Connection wrongConnection() {
        return connection("ATATT-wrong-0123456789");
    }

    private Connection connection(String token) {
        return new Connection(Map.of("baseUrl", url(), "email", EMAIL, "projectKey", "SHOP"),
                Map.of("apiToken", token));
    }

    @Override
    public String nobody() {
        return "5c5f880629be9642ba52934f";
    }

    @Override
    public Webhooks.Request webhook(String id, String secret, String delivery) {
        var body = "{\"timestamp\":1724179662935,\"webhookEvent\":\"jira:issue_updated\",\"issue\":%s,\"changelog\":{\"items\":[]}}"
            .formatted(item(id).orElseThrow().json())
            .getBytes(StandardCharsets.UTF_8);
        return new Webhooks.Request(
                Map.of("X-Hub-Signature", "sha256=" + Signatures.hexHmacSha256(secret, body),
                        "X-Atlassian-Webhook-Identifier", delivery, "Content-Type", "application/json"),
                body, Instant.now());
    }

    @Override
    protected MockResponse answer(RecordedRequest request) {
        var right = "Basic " + Base64.getEncoder().encodeToString((EMAIL + ":" + TOKEN).getBytes());
        var path = request.getUrl().pathSegments();
        if (!path.get(1).equals("api")) {
            return right.equals(request.getHeaders().get("Authorization")) ? this.siteHooks.answer(request, path, 0)
                    : error(401, "Unauthorized");
        }
        // The specification's words allow null for nobody, its schema does not.
        if (request.getBody() == null || !request.getBody().utf8().equals("{\"accountId\":null}")) {
            SPECIFICATION.request(request);
        }
        var response = right.equals(request.getHeaders().get("Authorization")) ? known(request) : stranger(request);
        if (response.getCode() == 200 || response.getCode() == 201) {
            SPECIFICATION.response(request, response);
        }
        return response;
    }

    /** A wrong credential counts as none, which many calls allow. */
    private MockResponse stranger(RecordedRequest request) {
        var response = switch (request.getUrl().pathSegments().get(3)) {
            case "myself" -> empty(401);
            case "search" -> json(200, "{\"issues\":[],\"isLast\":true}");
            case "issue" -> request.getMethod().equals("GET") && request.getUrl().encodedPath().contains("createmeta")
                    ? json(200, "{\"issueTypes\":[],\"startAt\":0,\"maxResults\":50,\"total\":0}")
                    : error(404, "Gone.");
            default -> error(404, "No project could be found with key 'SHOP'.");
        };
        return response.newBuilder().setHeader("X-Seraph-LoginReason", "AUTHENTICATED_FAILED").build();
    }

    private MockResponse known(RecordedRequest request) {
        var path = request.getUrl().pathSegments();
        return switch (path.get(3)) {
            case "myself" -> json(200, "{\"accountId\":\"5b10ac8d82e05b22cc7d4ef5\",\"displayName\":\"Error Bot\"}");
            case "project" -> project(request, path);
            case "mypermissions" -> permissions(request);
            case "search" -> search(body(request));
            case "user" -> json(200, assignable(request.getUrl().queryParameter("query")));
            case "issue" -> (path.size() == 4) ? create(body(request))
                    : path.get(4).equals("createmeta") ? createmeta(request, path) : issue(request, path);
            default -> error(404, "null");
        };
    }

    private static MockResponse project(RecordedRequest request, List<String> path) {
        var shop = JSON.createObjectNode().put("id", "10000").put("key", "SHOP").put("name", "Shop");
        if (path.get(4).equals("search")) {
            return page(request, "values", JSON.createArrayNode().add(shop));
        }
        if (!path.get(4).equals("SHOP")) {
            return error(404, "No project could be found with key '%s'.".formatted(path.get(4)));
        }
        return json(200, (path.size() == 5) ? shop : FakeWorkflow.project());
    }

    private MockResponse permissions(RecordedRequest request) {
        var answer = JSON.createObjectNode();
        for (var key : request.getUrl().queryParameter("permissions").split(",")) {
            answer.withObject("/permissions/" + key)
                .put("key", key)
                .put("havePermission", this.permissions.contains(key));
        }
        return json(200, answer);
    }

    private MockResponse createmeta(RecordedRequest request, List<String> path) {
        if (!path.get(5).equals("SHOP")) {
            return error(404, "No project could be found with key '%s'.".formatted(path.get(5)));
        }
        return (path.size() == 7) ? page(request, "issueTypes", types()) : page(request, "fields", fields());
    }

    /** A page's token belongs to the very query that gave it. */
    private MockResponse search(JsonNode query) {
        var jql = query.path("jql").asText();
        var token = query.path("nextPageToken").asText();
        if (!token.isEmpty() && !token.endsWith(jql)) {
            return error(400, "The nextPageToken is invalid or has expired.");
        }
        var start = token.isEmpty() ? 0 : Integer.parseInt(token.replaceFirst(" .*", ""));
        var all = found(jql);
        var answer = JSON.createObjectNode().put("isLast", start + FOUND_AT_ONCE >= all.size());
        var page = answer.putArray("issues");
        all.stream().skip(start).limit(FOUND_AT_ONCE).forEach((item) -> page.add(item.json()));
        if (start + FOUND_AT_ONCE < all.size()) {
            answer.put("nextPageToken", (start + FOUND_AT_ONCE) + " " + jql);
        }
        return json(200, answer);
    }

    @Override
    void richText(String id, JsonNode value, Map<String, String> wrong) {
        if (!value.isObject()) {
            wrong.put(id, "Operation value must be an Atlassian Document (see the Atlassian Document Format)");
            return;
        }
        var errors = ADF.validate(value.toString(), InputFormat.JSON);
        if (!errors.isEmpty()) {
            throw new AssertionError("no Atlassian document: " + errors);
        }
        if (value.toString().length() > 32_767) {
            wrong.put(id, "The entered text is too long. It exceeds the allowed limit of 32,767 characters.");
        }
    }

    @Override
    MockResponse noSuchTransition() {
        return error(400, "It seems that you have tried to perform an illegal workflow operation.");
    }

    private static Schema adfSchema() {
        try (InputStream schema = FakeJira.class.getResourceAsStream("/adf/adf-v1.schema.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4).getSchema(schema);
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

}
