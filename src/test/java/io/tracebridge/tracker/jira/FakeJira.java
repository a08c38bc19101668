package io.tracebridge.tracker.jira;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.tracebridge.tracker.Connection;
import io.tracebridge.tracker.FakeServer;
import io.tracebridge.tracker.OpenApiCheck;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;

/**
 * Jira Cloud with one project, {@code SHOP}, as its REST interface shows it to an account
 * with every permission. Every call is held against Atlassian's specification, every
 * document against Atlassian's schema.
 */
final class FakeJira extends FakeServer {

    static final OpenApiCheck SPECIFICATION = OpenApiCheck.of("jira-cloud-v3.openapi.json", "");

    private static final Schema ADF = adfSchema();

    private static final JsonMapper JSON = new JsonMapper();

    private static final String EMAIL = "bot@acme.example";

    private static final String TOKEN = "ATATT-right-0123456789";

    private static final Set<String> ACCOUNTS = Set.of("5c5f880629be9642ba529340");

    /** Fewer than we ask for, so that paging is needed. */
    private static final int PAGE = 4;

    private static final Pattern JQL = Pattern
        .compile("labels = \"(tracebridge[0-9a-f]{20})\" OR text ~ \"\\\\\"\\1\\\\\"\" ORDER BY created ASC");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ");

    /** What createmeta shows, by field id. */
    final Map<String, ObjectNode> screen = new LinkedHashMap<>();

    /** On the screen by createmeta, refused all the same, as in team-managed projects. */
    final Set<String> offScreen = ConcurrentHashMap.newKeySet();

    final Set<String> permissions = ConcurrentHashMap.newKeySet();

    final List<Item> items = new CopyOnWriteArrayList<>();

    /** Whether the search index has caught up. */
    volatile boolean indexed = true;

    /** What the next create call meets instead of being carried out. */
    volatile MockResponse refusal;

    FakeJira() {
        this.permissions.addAll(List.of("BROWSE_PROJECTS", "CREATE_ISSUES", "EDIT_ISSUES", "ASSIGN_ISSUES",
                "TRANSITION_ISSUES", "ADD_COMMENTS"));
        field("project", "Project", "{'type':'project','system':'project'}").put("required", true);
        field("issuetype", "Issue Type", "{'type':'issuetype','system':'issuetype'}").put("required", true)
            .putArray("operations");
        field("summary", "Summary", "{'type':'string','system':'summary'}").put("required", true);
        field("description", "Description", "{'type':'string','system':'description'}");
        field("reporter", "Reporter", "{'type':'user','system':'reporter'}").put("required", true);
        field("assignee", "Assignee", "{'type':'user','system':'assignee'}");
        field("labels", "Labels", "{'type':'array','items':'string','system':'labels'}");
        field("priority", "Priority", "{'type':'priority','system':'priority'}", "1 Highest", "3 Medium");
        field("components", "Components", "{'type':'array','items':'component','system':'components'}",
                "10000 Checkout", "10001 Web Shop");
        field("versions", "Affects versions", "{'type':'array','items':'version','system':'versions'}", "10100 4.2.0");
    }

    ObjectNode field(String id, String name, String schema, String... idAndText) {
        var field = JSON.createObjectNode()
            .put("fieldId", id)
            .put("key", id)
            .put("name", name)
            .put("required", false)
            .put("hasDefaultValue", false);
        field.putArray("operations").add("set");
        field.set("schema", parse(schema.replace('\'', '"')));
        var word = schema.contains("option") ? "value" : "name";
        for (var allowed : idAndText) {
            var parts = allowed.split(" ", 2);
            field.withArray("allowedValues").addObject().put("id", parts[0]).put(word, parts[1]);
        }
        this.screen.put(id, field);
        return field;
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
    public List<Held> issues() {
        return this.items.stream()
            .map((item) -> new Held(item.id(), item.fields().path("summary").asText(),
                    item.fields().path("description").toString()))
            .toList();
    }

    @Override
    public void delete(String id) {
        this.items.removeIf((item) -> item.id().equals(id));
    }

    @Override
    protected boolean creates(RecordedRequest request) {
        return request.getMethod().equals("POST") && request.getUrl().encodedPath().equals("/rest/api/3/issue");
    }

    @Override
    protected MockResponse answer(RecordedRequest request) {
        SPECIFICATION.request(request);
        var right = "Basic " + Base64.getEncoder().encodeToString((EMAIL + ":" + TOKEN).getBytes());
        var response = right.equals(request.getHeaders().get("Authorization")) ? known(request) : stranger(request);
        if (response.getCode() / 100 == 2) {
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
            case "project" ->
                path.get(4).equals("SHOP") ? json(200, "{\"id\":\"10000\",\"key\":\"SHOP\",\"name\":\"Shop\"}")
                        : error(404, "No project could be found with key '%s'.".formatted(path.get(4)));
            case "mypermissions" -> permissions(request);
            case "search" -> search(body(request));
            case "issue" -> (path.size() > 4) ? issue(request, path) : create(body(request));
            default -> error(404, "null");
        };
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

    private MockResponse issue(RecordedRequest request, List<String> path) {
        if (!path.get(4).equals("createmeta")) {
            return this.items.stream()
                .filter((item) -> item.id().equals(path.get(4)))
                .findFirst()
                .map((item) -> json(200, item.json()))
                .orElseGet(() -> error(404, "Issue does not exist or you do not have permission to see it."));
        }
        if (!path.get(5).equals("SHOP")) {
            return error(404, "No project could be found with key '%s'.".formatted(path.get(5)));
        }
        if (path.size() == 7) {
            var types = JSON.createArrayNode();
            types.addObject().put("id", "10002").put("name", "Task").put("subtask", false);
            types.addObject().put("id", "10004").put("name", "Bug").put("subtask", false);
            return page(request, "issueTypes", types);
        }
        var fields = JSON.createArrayNode();
        this.screen.values().forEach(fields::add);
        return page(request, "fields", fields);
    }

    private static MockResponse page(RecordedRequest request, String name, ArrayNode all) {
        var start = Integer.parseInt(request.getUrl().queryParameter("startAt"));
        var page = JSON.createObjectNode().put("startAt", start).put("maxResults", PAGE).put("total", all.size());
        var items = page.putArray(name);
        StreamSupport.stream(all.spliterator(), false).skip(start).limit(PAGE).forEach(items::add);
        return json(200, page);
    }

    private MockResponse create(JsonNode sent) {
        if (this.refusal != null) {
            var now = this.refusal;
            this.refusal = null;
            return now;
        }
        var fields = sent.path("fields");
        var wrong = new LinkedHashMap<String, String>();
        fields.fieldNames().forEachRemaining((id) -> {
            if (!this.screen.containsKey(id) || this.offScreen.contains(id)) {
                wrong.put(id,
                        "Field '%s' cannot be set. It is not on the appropriate screen, or unknown.".formatted(id));
            }
        });
        this.screen.forEach((id, field) -> {
            if (field.path("required").asBoolean() && !fields.has(id) && !id.equals("reporter")) {
                wrong.put(id, field.path("name").asText() + " is required.");
            }
        });
        fields.properties().forEach((field) -> document(field.getKey(), field.getValue(), wrong));
        var summary = fields.path("summary").asText();
        if (summary.codePointCount(0, summary.length()) > 254) {
            wrong.put("summary", "Summary must be less than 255 characters.");
        }
        if (summary.lines().count() != 1) {
            wrong.put("summary", "The summary is invalid because it contains newline characters.");
        }
        fields.path("labels").forEach((label) -> {
            if (label.asText().contains(" ")) {
                wrong.put("labels", "The label '%s' contains spaces which is invalid.".formatted(label.asText()));
            }
        });
        var assignee = fields.path("assignee").path("accountId").asText();
        if (fields.has("assignee") && !ACCOUNTS.contains(assignee)) {
            wrong.put("assignee", "User '%s' cannot be assigned issues.".formatted(assignee));
        }
        if (!wrong.isEmpty()) {
            return json(400,
                    JSON.createObjectNode()
                        .<ObjectNode>set("errorMessages", JSON.createArrayNode())
                        .set("errors", JSON.valueToTree(wrong)));
        }
        var number = this.items.size() + 1;
        var item = new Item(String.valueOf(10_000 + number), "SHOP-" + number, (ObjectNode) fields,
                sent.path("properties").path(0).path("value"));
        this.items.add(item);
        return json(201,
                JSON.createObjectNode()
                    .put("id", item.id())
                    .put("key", item.key())
                    .put("self", url() + "/rest/api/3/issue/" + item.id()));
    }

    private void document(String id, JsonNode value, Map<String, String> wrong) {
        var schema = this.screen.getOrDefault(id, JSON.createObjectNode()).path("schema");
        var rich = id.equals("description") || schema.path("custom").asText().endsWith(":textarea");
        if (rich && !value.isObject()) {
            wrong.put(id, "Operation value must be an Atlassian Document (see the Atlassian Document Format)");
        }
        else if (rich) {
            var errors = ADF.validate(value.toString(), InputFormat.JSON);
            if (!errors.isEmpty()) {
                throw new AssertionError("no Atlassian document: " + errors);
            }
            if (value.toString().length() > 32_767) {
                wrong.put(id, "The entered text is too long. It exceeds the allowed limit of 32,767 characters.");
            }
        }
    }

    private MockResponse search(JsonNode query) {
        var jql = JQL.matcher(query.path("jql").asText());
        if (!jql.matches()) {
            throw new AssertionError("unexpected JQL " + query.path("jql"));
        }
        var answer = JSON.createObjectNode().put("isLast", true);
        var found = answer.putArray("issues");
        this.items.stream()
            .filter((item) -> this.indexed && item.fields().toString().contains(jql.group(1)))
            .forEach((item) -> found.add(item.json()));
        return json(200, answer);
    }

    static MockResponse error(int status, String message) {
        var error = JSON.createObjectNode();
        error.putArray("errorMessages").add(message);
        return json(status, error.set("errors", JSON.createObjectNode()));
    }

    private static JsonNode body(RecordedRequest request) {
        return parse(request.getBody().utf8());
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        }
        catch (JsonProcessingException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static Schema adfSchema() {
        try (InputStream schema = FakeJira.class.getResourceAsStream("/adf/adf-v1.schema.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4).getSchema(schema);
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** An issue as create left it; its status and the rest may change by hand. */
    record Item(String id, String key, ObjectNode fields, JsonNode property) {

        ObjectNode json() {
            var shown = this.fields.deepCopy();
            if (!shown.has("status")) {
                shown.set("status", parse("""
                        {"id":"1","name":"To Do","statusCategory":{"id":2,"key":"new","name":"To Do"}}"""));
            }
            shown.put("updated", OffsetDateTime.now(ZoneOffset.ofHours(3)).format(TIME));
            var json = JSON.createObjectNode().put("id", this.id).put("key", this.key);
            json.set("fields", shown);
            json.putObject("properties").set("tracebridge", this.property);
            return json;
        }

    }

}
