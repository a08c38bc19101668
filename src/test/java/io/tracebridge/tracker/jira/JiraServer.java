package io.tracebridge.tracker.jira;

import java.io.UncheckedIOException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import io.tracebridge.tracker.FakeHooks;
import io.tracebridge.tracker.FakeServer;
import io.tracebridge.tracker.Issue;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;

/**
 * A Jira with one project, {@code SHOP}, as its REST interface shows it to an account
 * with every permission: what Cloud and Data Center do alike.
 */
abstract class JiraServer extends FakeServer {

    static final JsonMapper JSON = new JsonMapper();

    /** Fewer than we ask for, so that paging is needed. */
    private static final int PAGE = 4;

    private static final Pattern BY_MARKER = Pattern
        .compile("labels = \"(tracebridge[0-9a-f]{20})\" OR text ~ \"\\\\\"\\1\\\\\"\" ORDER BY created ASC");

    private static final Pattern BY_TIME = Pattern.compile("\\(project = \"SHOP\" OR labels = tracebridge\\)"
            + " AND updated >= \"-([1-9][0-9]*)m\" ORDER BY created ASC");

    /** What createmeta shows, by field id. */
    final Map<String, ObjectNode> screen = new LinkedHashMap<>();

    /** On the screen by createmeta, refused all the same, as in team-managed projects. */
    final Set<String> offScreen = ConcurrentHashMap.newKeySet();

    final Set<String> permissions = ConcurrentHashMap.newKeySet();

    final FakeWorkflow workflow = new FakeWorkflow();

    final List<FakeItem> items = new CopyOnWriteArrayList<>();

    /** Whether the search index has caught up. */
    volatile boolean indexed = true;

    /** What the next create call meets instead of being carried out. */
    volatile MockResponse refusal;

    /** What somebody else does in the moment before a transition. */
    volatile Runnable beforeTransition = () -> {
    };

    final FakeJiraHooks siteHooks = new FakeJiraHooks(url());

    private final FakeIssuePath issuePath = new FakeIssuePath(this);

    private final String version;

    final String accountKey;

    private final List<ObjectNode> people;

    /**
     * @param version of the REST interface
     * @param accountKey how it names a user
     */
    JiraServer(String version, String accountKey, List<ObjectNode> people) {
        this.version = version;
        this.accountKey = accountKey;
        this.people = people;
        this.permissions.addAll(List.of("BROWSE_PROJECTS", "CREATE_ISSUES", "EDIT_ISSUES", "ASSIGN_ISSUES",
                "TRANSITION_ISSUES", "ADD_COMMENTS", "LINK_ISSUES"));
        this.screen.putAll(FakeScreen.usual());
    }

    ObjectNode field(String id, String name, String schema, String... idAndText) {
        var field = FakeScreen.field(id, name, schema, idAndText);
        this.screen.put(id, field);
        return field;
    }

    /** Adds to {@code wrong} what is wrong with a field's formatted text. */
    abstract void richText(String id, JsonNode value, Map<String, String> wrong);

    @Override
    public List<Held> issues() {
        return this.items.stream()
            .map((item) -> new Held(item.id(), item.fields().path("summary").asText(), text(item)))
            .toList();
    }

    private static String text(FakeItem item) {
        var description = item.fields().path("description");
        return description.isTextual() ? description.asText() : description.toString();
    }

    @Override
    public void delete(String id) {
        this.items.removeIf((item) -> item.id().equals(id));
    }

    @Override
    public Standing standing(String id) {
        return item(id).orElseThrow().standing(this.accountKey);
    }

    @Override
    public void changeByHand(String id, String statusKey) {
        var status = statusKey.replaceFirst(":.*", "");
        item(id).orElseThrow().stand(status, FakeWorkflow.status(status).category().equals("done") ? "Done" : "");
    }

    @Override
    public Issue.Account somebody() {
        var user = this.people.getFirst();
        return new Issue.Account(user.path(this.accountKey).asText(), user.path("displayName").asText());
    }

    @Override
    public Optional<String> move(String id) {
        item(id).orElseThrow().move("DESK-7");
        return Optional.of("DESK-7");
    }

    @Override
    public FakeHooks hooks() {
        return this.siteHooks.hooks;
    }

    @Override
    public void fixedIn(String id, String version) {
        item(id).orElseThrow().fields().putArray("fixVersions").addObject().put("id", "10100").put("name", version);
    }

    @Override
    protected boolean creates(RecordedRequest request) {
        return request.getMethod().equals("POST") && request.getUrl()
            .encodedPath()
            .matches(".*/rest/(api/" + this.version + "/issue|(jira-)?webhooks?/1.0/webhooks?)");
    }

    Optional<FakeItem> item(String idOrKey) {
        return this.items.stream()
            .filter((item) -> item.id().equals(idOrKey) || item.key().equals(idOrKey))
            .findFirst();
    }

    MockResponse issue(RecordedRequest request, List<String> path) {
        return this.issuePath.answer(request, path);
    }

    /** What answers a transition that is not on offer. */
    abstract MockResponse noSuchTransition();

    MockResponse unknownPerson(String account) {
        return wrong(Map.of("assignee", "User '" + account + "' cannot be assigned issues."));
    }

    Optional<ObjectNode> person(String account) {
        return this.people.stream().filter((user) -> user.path(this.accountKey).asText().equals(account)).findFirst();
    }

    static MockResponse page(RecordedRequest request, String name, ArrayNode all) {
        var start = Integer.parseInt(request.getUrl().queryParameter("startAt"));
        var page = JSON.createObjectNode().put("startAt", start).put("maxResults", PAGE).put("total", all.size());
        var items = page.putArray(name);
        StreamSupport.stream(all.spliterator(), false).skip(start).limit(PAGE).forEach(items::add);
        return json(200, page);
    }

    static ArrayNode types() {
        var types = JSON.createArrayNode();
        types.addObject().put("id", "10002").put("name", "Task").put("subtask", false);
        types.addObject().put("id", "10004").put("name", "Bug").put("subtask", false);
        return types;
    }

    ArrayNode fields() {
        var fields = JSON.createArrayNode();
        this.screen.values().forEach(fields::add);
        return fields;
    }

    ArrayNode assignable(String query) {
        var found = JSON.createArrayNode();
        this.people.stream()
            .filter((user) -> user.path("displayName").asText().toLowerCase().contains(query.toLowerCase()))
            .forEach(found::add);
        return found;
    }

    MockResponse create(JsonNode sent) {
        if (this.refusal != null) {
            var now = this.refusal;
            this.refusal = null;
            return now;
        }
        var fields = (ObjectNode) sent.path("fields");
        var wrong = FakeScreen.complaints(this.screen, this.offScreen, fields);
        fields.properties().forEach((field) -> {
            var schema = this.screen.getOrDefault(field.getKey(), JSON.createObjectNode()).path("schema");
            if (field.getKey().equals("description") || schema.path("custom").asText().endsWith(":textarea")) {
                richText(field.getKey(), field.getValue(), wrong);
            }
        });
        var assignee = fields.path("assignee").path(this.accountKey).asText();
        if (fields.has("assignee") && person(assignee).isEmpty()) {
            wrong.put("assignee", "User '%s' cannot be assigned issues.".formatted(assignee));
        }
        return wrong.isEmpty() ? created(sent, fields) : wrong(wrong);
    }

    private MockResponse created(JsonNode sent, ObjectNode fields) {
        var number = this.items.size() + 1;
        var item = new FakeItem(String.valueOf(10_000 + number), "SHOP-" + number, fields,
                sent.path("properties").path(0).path("value"));
        this.items.add(item);
        return json(201,
                JSON.createObjectNode()
                    .put("id", item.id())
                    .put("key", item.key())
                    .put("self", url() + "/rest/api/" + this.version + "/issue/" + item.id()));
    }

    /** The issues that a query of ours means, oldest first. */
    List<FakeItem> found(String jql) {
        var marker = BY_MARKER.matcher(jql);
        var time = BY_TIME.matcher(jql);
        if (marker.matches()) {
            return this.items.stream()
                .filter((item) -> this.indexed && item.fields().toString().contains(marker.group(1)))
                .toList();
        }
        if (time.matches()) {
            var since = OffsetDateTime.now().minusMinutes(Long.parseLong(time.group(1)));
            return this.items.stream().filter((item) -> !item.updated().isBefore(since)).toList();
        }
        throw new AssertionError("unexpected JQL " + jql);
    }

    static MockResponse ok(int status, JsonNode json) {
        return json(status, json);
    }

    static MockResponse error(int status, String message) {
        var error = JSON.createObjectNode();
        error.putArray("errorMessages").add(message);
        return json(status, error.set("errors", JSON.createObjectNode()));
    }

    static MockResponse wrong(Map<String, String> fields) {
        var error = JSON.createObjectNode();
        error.putArray("errorMessages");
        return json(400, error.set("errors", JSON.valueToTree(fields)));
    }

    static JsonNode body(RecordedRequest request) {
        return parse(request.getBody().utf8());
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        }
        catch (JsonProcessingException ex) {
            throw new UncheckedIOException(ex);
        }
    }

}
