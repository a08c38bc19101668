package io.tracebridge.tracker.phabricator;

import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracebridge.tracker.Connection;
import io.tracebridge.tracker.FakeServer;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.Signatures;
import io.tracebridge.tracker.Webhooks;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;

/**
 * Phorge below the path {@code /phorge}. It does what its source says: refuses JSON
 * bodies, answers refusals with status 200, gives a task that nobody has to whoever
 * closes it, knows a page's end by a task's id, and checks types before it acts.
 */
final class FakePhabricator extends FakeServer {

    static final String BOT = "PHID-USER-bot00000000000000000";

    static final String FIELD = "custom.mycompany.error-url";

    private static final String TOKEN = "api-abcdefghijklmnopqrstuvwxyz01";

    private static final JsonMapper JSON = new JsonMapper();

    private static final Issue.Account ALICE = new Issue.Account("PHID-USER-alice000000000000000", "alice (Alice Doe)");

    private static final Map<String, String> PROJECTS = Map.of("shop", "PHID-PROJ-shop0000000000000000", "checkout",
            "PHID-PROJ-checkout000000000000");

    private static final Set<String> OWN_TYPES = Set.of("parent", "column", "space", "title", "owner", "status",
            "priority", "points", "description", "subtype", "projects.add", "comment");

    /** Custom fields, and whether they can be searched by. */
    final Map<String, Boolean> fields = new LinkedHashMap<>(
            Map.of(FIELD, true, "custom.mycompany.version", false, "custom.mycompany.count", false));

    /** Statuses that refuse edits. */
    final Set<String> locked = new LinkedHashSet<>();

    boolean mayCreate = true;

    /** What every call is refused with, if it is. */
    Map.Entry<String, String> refusal;

    private final List<ObjectNode> tasks = new CopyOnWriteArrayList<>();

    private final Map<String, List<String>> comments = new LinkedHashMap<>();

    private final Map<String, Integer> writes = new LinkedHashMap<>();

    @Override
    public Connection connection() {
        return connection(TOKEN);
    }

    @Override
    public Connection wrongConnection() {
        return connection("api-ffffffffffffffffffffffffffff");
    }

    private Connection connection(String token) {
        return new Connection(Map.of("baseUrl", url() + "/phorge/", "projects", "#shop"), Map.of("apiToken", token));
    }

    @Override
    public List<Held> issues() {
        return this.tasks.stream()
            .map((task) -> new Held(task.path("phid").asText(), task.at("/fields/name").asText(),
                    task.at("/fields/description/raw").asText()))
            .toList();
    }

    ObjectNode task(String phid) {
        return this.tasks.stream().filter((task) -> task.path("phid").asText().equals(phid)).findFirst().orElse(null);
    }

    /** Adds a task of ours that changed at this second. */
    String hold(long modified) {
        var task = blank();
        ((ObjectNode) task.path("fields")).put("name", "Held").put("dateModified", modified);
        this.tasks.add(task);
        return task.path("phid").asText();
    }

    private ObjectNode fieldsOf(String phid) {
        return (ObjectNode) task(phid).path("fields");
    }

    @Override
    public void delete(String id) {
        this.tasks.remove(task(id));
    }

    @Override
    public Standing standing(String id) {
        var fields = fieldsOf(id);
        return new Standing(fields.at("/status/value").asText(),
                Optional.of(fields.path("ownerPHID")).filter(JsonNode::isTextual).map(JsonNode::asText),
                List.copyOf(this.comments.getOrDefault(id, List.of())), List.of(), this.writes.getOrDefault(id, 0));
    }

    @Override
    public void changeByHand(String id, String statusKey) {
        status(fieldsOf(id), statusKey);
        fieldsOf(id).put("dateModified", Instant.now().getEpochSecond());
    }

    @Override
    public Issue.Account somebody() {
        return ALICE;
    }

    @Override
    public String nobody() {
        return "PHID-USER-nobody00000000000000";
    }

    @Override
    public Webhooks.Request webhook(String id, String secret, String delivery) {
        var body = object();
        body.putObject("object").put("type", "TASK").put("phid", id);
        body.putArray("triggers").addObject().put("phid", "PHID-HWBH-eeeeeeeeeeeeeeeeeeee");
        body.putObject("action").put("test", false).put("silent", false).put("secure", false).put("epoch", 1760000301);
        body.putArray("transactions").addObject().put("phid", "PHID-XACT-TASK-" + delivery);
        return signed(body.toString(), secret);
    }

    static Webhooks.Request signed(String body, String secret) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        return new Webhooks.Request(Map.of("X-Phabricator-Webhook-Signature", Signatures.hexHmacSha256(secret, bytes)),
                bytes, Instant.now());
    }

    @Override
    protected boolean creates(RecordedRequest request) {
        return request.getUrl().encodedPath().endsWith("/api/maniphest.edit")
                && !params(request).has("objectIdentifier");
    }

    @Override
    protected MockResponse answer(RecordedRequest request) {
        try {
            return json(200, object().putNull("error_code").putNull("error_info").set("result", result(request)));
        }
        catch (Refusal ex) {
            return json(200, object().putNull("result").put("error_code", ex.code).put("error_info", ex.getMessage()));
        }
    }

    private JsonNode result(RecordedRequest request) {
        if (!"application/x-www-form-urlencoded".equals(request.getHeaders().get("Content-Type"))) {
            throw new Refusal("ERR-CONDUIT-CORE",
                    "Use form-encoded data to submit parameters to Conduit endpoints. Sending a JSON-encoded body and "
                            + "setting 'Content-Type': 'application/json' is not currently supported.");
        }
        var params = params(request);
        var token = params.at("/__conduit__/token").asText();
        if (!token.equals(TOKEN)) {
            throw new Refusal("ERR-INVALID-AUTH", "API token \"" + token + "\" is not valid.");
        }
        if (this.refusal != null) {
            throw new Refusal(this.refusal.getKey(), this.refusal.getValue());
        }
        return switch (request.getUrl().encodedPath().replaceFirst("^/phorge/api/", "")) {
            case "user.whoami" -> object().put("phid", BOT).put("userName", "errors-bot");
            case "project.search" -> projects(params);
            case "phid.lookup" -> params.path("names").toString().equals("[\"S2\"]")
                    ? object().set("S2", object().put("phid", "PHID-SPCE-two00000000000000000"))
                    : JsonNodeFactory.instance.arrayNode();
            case "maniphest.status.search" -> data(statuses());
            case "maniphest.priority.search" -> data(priorities());
            case "user.search" -> users(params.path("constraints"));
            case "user.query" -> JSON.createArrayNode()
                .addAll(params.at("/emails/0").asText().equals("alice@example.com")
                        ? List
                            .of(object().put("phid", ALICE.id()).put("userName", "alice").put("realName", "Alice Doe"))
                        : List.of());
            case "maniphest.search" -> search(params);
            case "maniphest.edit" -> edit(params);
            default -> throw new Refusal("ERR-CONDUIT-CALL", "Conduit API method does not exist.");
        };
    }

    /** The one field of JSON, as arcanist sends it. */
    static ObjectNode params(RecordedRequest request) {
        var form = Arrays.stream(request.getBody().utf8().split("&"))
            .map((field) -> field.split("=", 2))
            .collect(Collectors.toMap((field) -> field[0],
                    (field) -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
        if (!form.keySet().equals(Set.of("output", "__conduit__", "params")) || !form.get("output").equals("json")) {
            throw new AssertionError("not the form that arcanist sends: " + form.keySet());
        }
        try {
            return (ObjectNode) JSON.readTree(form.get("params"));
        }
        catch (JsonProcessingException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private JsonNode projects(JsonNode params) {
        var slugs = params.at("/constraints/slugs");
        var found = PROJECTS.entrySet()
            .stream()
            .filter((project) -> slugs.isMissingNode() || contains(slugs, project.getKey()))
            .sorted(Map.Entry.comparingByKey())
            .map((project) -> {
                var json = object().put("type", "PROJ").put("phid", project.getValue());
                json.putObject("fields").put("name", "Project " + project.getKey()).put("slug", project.getKey());
                return json;
            });
        var result = data(found);
        if (contains(slugs, "store")) {
            result.withObject("/maps/slugMap/store").put("slug", "store").put("projectPHID", PROJECTS.get("shop"));
        }
        return result;
    }

    private static Stream<ObjectNode> statuses() {
        return Stream.of(
                object().put("name", "Open").put("value", "open").put("closed", false).put("special", "default"),
                object().put("name", "Stalled").put("value", "stalled").put("closed", false),
                object().put("name", "Resolved").put("value", "resolved").put("closed", true).put("special", "closed"),
                object().put("name", "Wontfix").put("value", "wontfix").put("closed", true),
                object().put("name", "Invalid").put("value", "invalid").put("closed", true),
                object().put("name", "Duplicate")
                    .put("value", "duplicate")
                    .put("closed", true)
                    .put("special", "duplicate"));
    }

    private static Stream<ObjectNode> priorities() {
        return Stream.of(priority(90, "Needs Triage", "triage"), priority(80, "High", "high"),
                priority(50, "Normal", "normal"));
    }

    private static ObjectNode priority(int value, String name, String keyword) {
        var priority = object().put("name", name).put("value", value);
        priority.putArray("keywords").add(keyword);
        return priority;
    }

    private static JsonNode users(JsonNode constraints) {
        var like = constraints.path("nameLike").asText().toLowerCase();
        var alice = contains(constraints.path("phids"), ALICE.id())
                || (constraints.path("phids").isMissingNode() && "alice doe".contains(like));
        var user = object().put("type", "USER").put("phid", ALICE.id());
        user.putObject("fields").put("username", "alice").put("realName", "Alice Doe");
        return data(alice ? Stream.of(user) : Stream.empty());
    }

    private JsonNode search(ObjectNode params) {
        var constraints = params.path("constraints");
        var named = new ArrayList<String>();
        constraints.fieldNames().forEachRemaining(named::add);
        Predicate<ObjectNode> wanted = (task) -> true;
        for (var name : named) {
            wanted = wanted.and(constraint(name, constraints.path(name)));
        }
        var order = switch (params.path("order").asText("newest")) {
            case "outdated" -> Comparator.comparingLong(FakePhabricator::modified).thenComparing(FakePhabricator::id);
            case "oldest" -> Comparator.comparingLong(FakePhabricator::id);
            case "newest" -> Comparator.comparingLong(FakePhabricator::id).reversed();
            default -> throw new AssertionError("no such order: " + params);
        };
        var after = params.path("after").asText();
        var limit = params.path("limit").asInt(100);
        if (limit > 100) {
            throw new Refusal("ERR-CONDUIT-CORE", "Maximum page size for Conduit API method calls is 100.");
        }
        var found = this.tasks.stream().filter(wanted).sorted(order).toList();
        var rest = after.isEmpty() ? found
                : found.stream().filter((task) -> order.compare(task, byId(Long.parseLong(after))) > 0).toList();
        var result = data(rest.stream().limit(limit));
        if (rest.size() > limit) {
            result.withObject("/cursor").put("after", String.valueOf(id(rest.get(limit - 1))));
        }
        return result;
    }

    private Predicate<ObjectNode> constraint(String name, JsonNode value) {
        if (this.fields.getOrDefault(name, false)) {
            return (task) -> contains(value, task.path("fields").path(name).asText());
        }
        return switch (name) {
            case "ids" -> (task) -> value.path(0).asLong() == id(task);
            case "phids" -> (task) -> contains(value, task.path("phid").asText());
            case "authorPHIDs" -> (task) -> contains(value, task.at("/fields/authorPHID").asText());
            case "createdStart" -> (task) -> task.at("/fields/dateCreated").asLong() >= value.asLong();
            case "modifiedStart" -> (task) -> modified(task) >= value.asLong();
            case "modifiedEnd" -> (task) -> modified(task) <= value.asLong();
            default -> throw new Refusal("ERR-CONDUIT-CORE",
                    "Constraint \"" + name + "\" is not a valid constraint for this query.");
        };
    }

    private JsonNode edit(ObjectNode params) {
        var creation = !params.has("objectIdentifier");
        if (creation && !this.mayCreate) {
            throw new Refusal("ERR-CONDUIT-CORE", "You do not have permission to create tasks.");
        }
        var phid = params.path("objectIdentifier").asText();
        if (!creation && task(phid) == null) {
            throw new Refusal("ERR-CONDUIT-CORE", "No object exists with PHID \"" + phid + "\".");
        }
        var task = creation ? blank() : task(phid).deepCopy();
        var transactions = params.path("transactions");
        checkTypes(transactions);
        var fields = (ObjectNode) task.path("fields");
        var open = !closed(fields.at("/status/value").asText());
        var owned = false;
        for (var transaction : transactions) {
            owned |= transaction.path("type").asText().equals("owner");
            apply(task, transaction.path("type").asText(), transaction.path("value"));
        }
        if (fields.path("name").asText().isEmpty()) {
            throw new Refusal("ERR-CONDUIT-CORE", "Validation errors:\n  - Tasks must have a title.");
        }
        if (open && closed(fields.at("/status/value").asText()) && !owned && fields.path("ownerPHID").isNull()) {
            fields.put("ownerPHID", BOT);
        }
        fields.put("dateModified", Instant.now().getEpochSecond());
        if (creation) {
            this.tasks.add(task);
        }
        else {
            this.tasks.set(this.tasks.indexOf(task(phid)), task);
            this.writes.merge(phid, 1, Integer::sum);
        }
        var result = object();
        result.putObject("object").put("id", id(task)).put("phid", task.path("phid").asText());
        return result;
    }

    private void checkTypes(JsonNode transactions) {
        var key = 0;
        for (var transaction : transactions) {
            var type = transaction.path("type").asText();
            if (!OWN_TYPES.contains(type) && !this.fields.containsKey(type)) {
                var valid = Stream.concat(OWN_TYPES.stream().sorted(), this.fields.keySet().stream());
                throw new Refusal("ERR-CONDUIT-CORE",
                        "Transaction with key \"%d\" has invalid type \"%s\". This type is not recognized. Valid types are: %s."
                            .formatted(key, type, valid.collect(Collectors.joining(", "))));
            }
            key++;
        }
    }

    private void apply(ObjectNode task, String type, JsonNode value) {
        var fields = (ObjectNode) task.path("fields");
        switch (type) {
            case "title" -> {
                var title = value.asText();
                if (title.codePointCount(0, title.length()) > 255) {
                    throw new Refusal("ERR-CONDUIT-CORE",
                            "Validation errors:\n  - Task title cannot exceed 255 characters.");
                }
                fields.put("name", title);
            }
            case "description" -> fields.putObject("description").put("raw", value.asText());
            case "owner" -> owner(fields, value);
            case "status" -> {
                if (this.locked.contains(value.asText())) {
                    throw new Refusal("ERR-CONDUIT-CORE", "You can not edit this task because it is locked.");
                }
                status(fields, value.asText());
            }
            case "priority" -> fields.putObject("priority")
                .put("name",
                        priorities().filter((one) -> one.at("/keywords/0").equals(value))
                            .findFirst()
                            .orElseThrow(() -> new Refusal("ERR-CONDUIT-CORE",
                                    "Validation errors:\n  - Task priority \"" + value.asText()
                                            + "\" is not a valid task priority. Use a priority keyword."))
                            .path("name")
                            .asText());
            case "projects.add" -> fields.set("projects", value);
            case "space" -> fields.put("spacePHID", value.asText());
            case "comment" ->
                this.comments.computeIfAbsent(task.path("phid").asText(), (none) -> new CopyOnWriteArrayList<>())
                    .add(value.asText());
            case "custom.mycompany.count" -> {
                if (!value.isIntegralNumber()) {
                    throw new Refusal("ERR-CONDUIT-CORE",
                            "Exception when processing transaction of type \"" + type + "\": Expected integer.");
                }
                fields.set(type, value);
            }
            default -> fields.set(type, value);
        }
    }

    /** An empty name is nobody, too. */
    private static void owner(ObjectNode fields, JsonNode value) {
        if (value.isNull() || value.asText().isEmpty()) {
            fields.putNull("ownerPHID");
        }
        else if (Set.of(ALICE.id(), "alice").contains(value.asText())) {
            fields.put("ownerPHID", ALICE.id());
        }
        else {
            throw new Refusal("ERR-CONDUIT-CORE",
                    "Validation errors:\n  - User \"" + value.asText() + "\" is not a valid user.");
        }
    }

    private static void status(ObjectNode fields, String value) {
        var status = statuses().filter((one) -> one.path("value").asText().equals(value)).findFirst();
        if (status.isEmpty() || value.equals("duplicate")) {
            throw new Refusal("ERR-CONDUIT-CORE",
                    "Validation errors:\n  - Task status \"" + value + "\" is not valid.");
        }
        fields.putObject("status").put("value", value).put("name", status.get().path("name").asText()).putNull("color");
    }

    private static boolean closed(String value) {
        return statuses().anyMatch((one) -> one.path("value").asText().equals(value) && one.path("closed").asBoolean());
    }

    private ObjectNode blank() {
        var id = this.tasks.stream().mapToLong(FakePhabricator::id).max().orElse(122) + 1;
        var task = object().put("id", id).put("type", "TASK").put("phid", "PHID-TASK-%020d".formatted(id));
        var fields = task.putObject("fields");
        fields.put("authorPHID", BOT).putNull("ownerPHID").put("subtype", "default");
        status(fields, "open");
        this.fields.keySet().forEach(fields::putNull);
        fields.put("dateCreated", Instant.now().getEpochSecond());
        return task;
    }

    private ObjectNode byId(long id) {
        return this.tasks.stream().filter((task) -> id(task) == id).findFirst().orElseThrow();
    }

    private static long id(JsonNode task) {
        return task.path("id").asLong();
    }

    private static long modified(JsonNode task) {
        return task.at("/fields/dateModified").asLong();
    }

    private static ObjectNode data(Stream<ObjectNode> items) {
        var result = object();
        items.forEach(result.putArray("data")::add);
        result.putObject("maps");
        result.putObject("cursor").put("limit", 100).putNull("after").putNull("before").putNull("order");
        return result;
    }

    private static boolean contains(JsonNode array, String text) {
        for (var element : array) {
            if (element.asText().equals(text)) {
                return true;
            }
        }
        return false;
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    private static final class Refusal extends RuntimeException {

        private final String code;

        Refusal(String code, String words) {
            super(words);
            this.code = code;
        }

    }

}
