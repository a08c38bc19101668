package io.tracebridge.tracker.redmine;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracebridge.tracker.Connection;
import io.tracebridge.tracker.FakeServer;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.OpenApiCheck;
import io.tracebridge.tracker.Webhooks;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;

/**
 * Redmine 5.0 with one project, {@code shop}, below the path {@code /redmine}. It does
 * what a real one was seen to do: ignores what an account may not set and filters that it
 * does not have, shows custom fields of all projects to administrators only, and refuses
 * without words.
 */
public final class FakeRedmine extends FakeServer {

    static final OpenApiCheck SPECIFICATION = OpenApiCheck.of("redmine.openapi.json", "/redmine");

    private static final String KEY = "0123456789abcdef0123456789abcdef01234567";

    private static final JsonMapper JSON = new JsonMapper();

    private static final Map<Integer, String> TRACKERS = Map.of(1, "Bug", 2, "Feature");

    private static final Map<Integer, String> PRIORITIES = Map.of(1, "Low", 2, "Normal", 3, "High");

    private static final Map<Integer, String> CATEGORIES = Map.of(1, "Checkout");

    private static final Map<Integer, String> MEMBERS = Map.of(5, FakeChanges.TESS.name());

    private static final int ME = 9;

    final FakeChanges changes = new FakeChanges();

    final List<Field> fields = new CopyOnWriteArrayList<>();

    /** What the account's role may not set; ignored without a word. */
    final Set<String> ignored = new HashSet<>();

    final Set<String> permissions = new HashSet<>(Set.of("view_issues", "add_issues", "edit_issues"));

    final Set<String> modules = new HashSet<>(Set.of("issue_tracking"));

    private final List<ObjectNode> issues = new CopyOnWriteArrayList<>();

    private volatile String key = KEY;

    boolean admin = true;

    /** Anybody may see the project and create issues, signed in or not. */
    boolean open;

    boolean member = true;

    /** Issues say whether their status is a closed one, as from 5.0 on. */
    boolean saysClosed = true;

    /** What the next create call meets instead of being carried out. */
    MockResponse refusal;

    public FakeRedmine() {
        this.fields.add(new Field(1, "Version seen", "string", false, false, true, List.of()));
        this.fields.add(new Field(2, "Error marker", "string", false, true, true, List.of()));
        this.fields.add(new Field(3, "Browsers", "list", true, true, true, List.of("Firefox", "Chrome")));
        this.fields.add(new Field(4, "Log", "text", false, false, false, List.of()));
        this.fields.add(new Field(5, "Regression", "bool", false, true, true, List.of()));
    }

    record Field(int id, String name, String format, boolean multiple, boolean filter, boolean forAll,
            List<String> values) {
    }

    @Override
    public Connection connection() {
        return connection(this.key);
    }

    @Override
    public Connection wrongConnection() {
        return connection("ffffffffffffffffffffffffffffffffffffffff");
    }

    /** As the account's page does: from now on only {@link #connection()} has the key. */
    public void resetKey() {
        this.key = new StringBuilder(this.key).reverse().toString();
    }

    private Connection connection(String key) {
        return new Connection(Map.of("baseUrl", url() + "/redmine/", "project", "shop"), Map.of("apiKey", key));
    }

    @Override
    public List<Held> issues() {
        return this.issues.stream()
            .map((issue) -> new Held(issue.path("id").asText(), issue.path("subject").asText(),
                    issue.path("description").asText()))
            .toList();
    }

    ObjectNode issue(String id) {
        return this.issues.stream().filter((issue) -> issue.path("id").asText().equals(id)).findFirst().orElse(null);
    }

    @Override
    public void delete(String id) {
        this.issues.remove(issue(id));
    }

    @Override
    public Standing standing(String id) {
        return this.changes.standing(issue(id));
    }

    @Override
    public void changeByHand(String id, String statusKey) {
        var change = object().put("status_id", Integer.parseInt(statusKey));
        this.changes.change(issue(id), change, Set.of(), object().put("id", 5).put("name", FakeChanges.TESS.name()));
    }

    @Override
    public Issue.Account somebody() {
        return FakeChanges.TESS;
    }

    @Override
    public String nobody() {
        return "99";
    }

    /** Numbers are the whole site's, so an issue keeps its own. */
    @Override
    public Optional<String> move(String id) {
        issue(id).putObject("project").put("id", 2).put("name", "Elsewhere");
        return Optional.of("#" + id);
    }

    @Override
    public Webhooks.Request webhook(String id, String secret, String delivery) {
        return FakeChanges.webhook(issue(id), secret, delivery);
    }

    @Override
    protected boolean creates(RecordedRequest request) {
        return request.getMethod().equals("POST") && request.getUrl().encodedPath().equals("/redmine/issues.json");
    }

    @Override
    protected MockResponse answer(RecordedRequest request) {
        var path = request.getUrl().encodedPath().replaceFirst("^/redmine", "");
        var specified = specified(request, path);
        if (specified) {
            SPECIFICATION.request(request);
        }
        var known = this.key.equals(request.getHeaders().get("X-Redmine-API-Key"));
        var response = (known || (this.open && !path.startsWith("/users"))) ? known(request, path) : stranger(path);
        if (specified && this.saysClosed && response.getCode() / 100 == 2) {
            SPECIFICATION.response(request, response);
        }
        return response;
    }

    /**
     * The specification lacks roles and says of custom field filters only that there are
     * some; and the check cannot read a path segment that is either number or text.
     */
    private static boolean specified(RecordedRequest request, String path) {
        return !path.startsWith("/roles") && !path.startsWith("/projects/") && !unassigns(request)
                && request.getUrl().queryParameterNames().stream().noneMatch((name) -> name.startsWith("cf_"));
    }

    /** It has null for that, which a real Redmine ignores. */
    private static boolean unassigns(RecordedRequest request) {
        return request.getBody() != null && request.getBody().utf8().contains("\"assigned_to_id\":\"\"");
    }

    private MockResponse stranger(String path) {
        return path.equals("/issues.json") ? list("issues", Stream.empty()) : empty(401);
    }

    private MockResponse known(RecordedRequest request, String path) {
        if (creates(request)) {
            return create(parse(request.getBody().utf8()).path("issue"));
        }
        return switch (path) {
            case "/users/current.json" -> json(200, object().set("user", me()));
            case "/projects/shop.json" -> json(200, object().set("project", project()));
            case "/enumerations/issue_priorities.json" -> list("issue_priorities", named(PRIORITIES)
                .map((priority) -> priority.put("is_default", priority.path("id").asInt() == 2).put("active", true)));
            case "/projects.json" -> page(request, "projects", Stream.of(project()));
            case "/projects/1/memberships.json" -> page(request, "memberships", memberships());
            case "/users.json" -> this.admin ? json(200,
                    array(object().put("total_count", 1), "users",
                            "tess@example.org".contains(request.getUrl().queryParameter("name")) ? Stream.of(tess())
                                    : Stream.empty()))
                    : empty(403);
            case "/trackers.json" -> list("trackers", named(TRACKERS).map(FakeRedmine::tracker));
            case "/issue_statuses.json" ->
                list("issue_statuses", FakeChanges.statuses(FakeChanges.STATUSES.keySet().stream())
                    .map((status) -> status.put("description", "")));
            case "/custom_fields.json" ->
                this.admin ? list("custom_fields", this.fields.stream().map(FakeRedmine::definition)) : empty(403);
            case "/roles/4.json" ->
                json(200, object().set("role", object().set("permissions", JSON.valueToTree(this.permissions))));
            case "/issues.json" -> search(request);
            default -> request.getMethod().equals("PUT") ? change(request, path) : show(request, path);
        };
    }

    private MockResponse show(RecordedRequest request, String path) {
        var issue = asked(path);
        if (issue == null) {
            return empty(404).newBuilder().setHeader("Content-Type", "application/json").build();
        }
        var shown = this.changes.shown(issue, request.getUrl().queryParameter("include"));
        return issue.has("hidden") ? empty(403) : json(200, object().set("issue", shown));
    }

    private MockResponse change(RecordedRequest request, String path) {
        var errors = this.changes.change(asked(path), parse(request.getBody().utf8()).path("issue"), this.ignored,
                object().put("id", ME).put("name", "Error Bot"));
        return errors.isEmpty() ? empty(204) : json(422, object().set("errors", JSON.valueToTree(errors)));
    }

    private ObjectNode asked(String path) {
        return path.startsWith("/issues/") ? issue(path.replaceAll("\\D", "")) : null;
    }

    private static ObjectNode tracker(ObjectNode named) {
        named.putObject("default_status").put("id", 1).put("name", "New");
        named.put("description", "").putArray("enabled_standard_fields").add("assigned_to_id").add("category_id");
        return named;
    }

    private Stream<ObjectNode> memberships() {
        var group = object().put("id", 1);
        group.putObject("group").put("id", 7).put("name", "Tess's friends");
        var tess = object().put("id", 2);
        tess.putObject("user").put("id", 5).put("name", FakeChanges.TESS.name());
        return Stream.of(group, tess).map((membership) -> {
            membership.putObject("project").put("id", 1).put("name", "Shop");
            membership.putArray("roles").addObject().put("id", 4).put("name", "Developer");
            return membership;
        });
    }

    private static ObjectNode tess() {
        return object().put("id", 5)
            .put("login", "tess")
            .put("admin", false)
            .put("firstname", "Tess")
            .put("lastname", "Triager")
            .put("mail", "tess@example.org")
            .put("created_on", "2026-01-01T00:00:00Z")
            .put("updated_on", "2026-01-01T00:00:00Z")
            .putNull("last_login_on")
            .putNull("passwd_changed_on")
            .putNull("twofa_scheme")
            .put("status", 1);
    }

    /** One at a time, so that whoever wants all has to turn pages. */
    private static MockResponse page(RecordedRequest request, String name, Stream<ObjectNode> all) {
        var list = all.toList();
        var offset = Integer.parseInt(request.getUrl().queryParameter("offset"));
        return json(200, array(object().put("total_count", list.size()), name, list.stream().skip(offset).limit(1)));
    }

    private ObjectNode me() {
        var me = object().put("id", ME)
            .put("login", "errors")
            .put("admin", this.admin)
            .put("firstname", "Error")
            .put("lastname", "Bot")
            .put("api_key", this.key)
            .put("created_on", "2026-01-01T00:00:00Z")
            .put("updated_on", "2026-01-01T00:00:00Z")
            .putNull("last_login_on")
            .putNull("passwd_changed_on");
        if (this.member) {
            var membership = me.putArray("memberships").addObject().put("id", 1);
            membership.putObject("project").put("id", 1).put("name", "Shop");
            membership.putArray("roles").addObject().put("id", 4).put("name", "Developer");
        }
        return me;
    }

    private ObjectNode project() {
        var project = object().put("id", 1)
            .put("name", "Shop")
            .put("identifier", "shop")
            .putNull("description")
            .putNull("homepage")
            .put("status", 1)
            .put("is_public", false)
            .put("inherit_members", false)
            .put("created_on", "2026-01-01T00:00:00Z")
            .put("updated_on", "2026-01-01T00:00:00Z");
        named(TRACKERS).forEach(project.putArray("trackers")::add);
        named(CATEGORIES).forEach(project.putArray("issue_categories")::add);
        var modules = project.putArray("enabled_modules");
        this.modules.forEach((module) -> modules.addObject().put("id", modules.size()).put("name", module));
        var shown = project.putArray("issue_custom_fields");
        this.fields.stream()
            .filter((field) -> !field.forAll())
            .forEach((field) -> shown.addObject().put("id", field.id()).put("name", field.name()));
        return project;
    }

    private static ObjectNode definition(Field field) {
        var json = object().put("id", field.id())
            .put("name", field.name())
            .put("description", "")
            .put("customized_type", "issue")
            .put("field_format", field.format())
            .put("regexp", "")
            .putNull("min_length")
            .putNull("max_length")
            .put("is_required", false)
            .put("is_for_all", field.forAll())
            .put("is_filter", field.filter())
            .put("searchable", false)
            .put("multiple", field.multiple())
            .put("default_value", "")
            .put("visible", true)
            .put("editable", true);
        named(TRACKERS).forEach(json.putArray("trackers")::add);
        var values = json.putArray("possible_values");
        field.values().forEach((value) -> values.addObject().put("value", value).put("label", value));
        return json;
    }

    private MockResponse search(RecordedRequest request) {
        var url = request.getUrl();
        Predicate<ObjectNode> wanted = (issue) -> true;
        if (url.queryParameter("author_id") != null) {
            wanted = wanted
                .and((issue) -> issue.path("author").path("id").asText().equals(url.queryParameter("author_id")));
        }
        if (url.queryParameter("created_on") != null) {
            var since = Instant.parse(url.queryParameter("created_on").substring(2));
            wanted = wanted.and((issue) -> !Instant.parse(issue.path("created_on").asText()).isBefore(since));
        }
        if (!url.queryParameter("status_id").equals("*")) {
            wanted = wanted
                .and((issue) -> issue.path("status").path("id").asText().equals(url.queryParameter("status_id")));
        }
        if (url.queryParameter("updated_on") != null) {
            var since = Instant.parse(url.queryParameter("updated_on").substring(2));
            wanted = wanted.and((issue) -> !updated(issue).isBefore(since));
        }
        for (var field : this.fields) {
            var value = url.queryParameter("cf_" + field.id());
            if (value != null && field.filter()) {
                wanted = wanted.and((issue) -> custom(issue, field.id()).path("value").asText().equals(value));
            }
        }
        var order = Comparator.<ObjectNode>comparingInt((issue) -> issue.path("id").asInt());
        if (url.queryParameter("sort").startsWith("updated_on,")) {
            order = Comparator.<ObjectNode, Instant>comparing(FakeRedmine::updated).thenComparing(order);
        }
        var found = this.issues.stream()
            .filter(wanted)
            .sorted(url.queryParameter("sort").endsWith(":desc") ? order.reversed() : order)
            .toList();
        var page = found.stream()
            .skip(Integer.parseInt(url.queryParameter("offset")))
            .limit(Math.min(100, Integer.parseInt(url.queryParameter("limit"))))
            .map((issue) -> this.changes.shown(issue, null));
        return json(200, array(object().put("total_count", found.size()), "issues", page));
    }

    private static Instant updated(JsonNode issue) {
        return Instant.parse(issue.path("updated_on").asText());
    }

    static JsonNode custom(JsonNode issue, int id) {
        for (var field : issue.path("custom_fields")) {
            if (field.path("id").asInt() == id) {
                return field;
            }
        }
        return object();
    }

    private MockResponse create(JsonNode asked) {
        if (this.refusal != null) {
            var now = this.refusal;
            this.refusal = null;
            return now;
        }
        var sent = (ObjectNode) asked.deepCopy();
        sent.remove(this.ignored);
        var errors = new ArrayList<String>();
        var subject = sent.path("subject").asText();
        if (subject.isBlank()) {
            errors.add("Subject cannot be blank");
        }
        if (subject.codePointCount(0, subject.length()) > 255) {
            errors.add("Subject is too long (maximum is 255 characters)");
        }
        if (sent.has("assigned_to_id") && !MEMBERS.containsKey(sent.path("assigned_to_id").asInt())) {
            errors.add("Assignee is invalid");
        }
        for (var value : sent.path("custom_fields")) {
            this.fields.stream()
                .filter((field) -> field.id() == value.path("id").asInt())
                .filter((field) -> !field.multiple() && value.path("value").isArray())
                .forEach((field) -> errors.add(field.name() + " is invalid"));
        }
        if (sent.path("description").asText().getBytes(StandardCharsets.UTF_8).length > 65_535) {
            return empty(500);
        }
        if (!errors.isEmpty()) {
            return json(422, object().set("errors", JSON.valueToTree(errors)));
        }
        var issue = stored(sent);
        this.issues.add(issue);
        return json(201, object().set("issue", issue));
    }

    private ObjectNode stored(JsonNode sent) {
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        var issue = object().put("id", this.issues.size() + 1);
        issue.putObject("project").put("id", 1).put("name", "Shop");
        refer(issue, "tracker", TRACKERS, sent.path("tracker_id").asInt(1));
        refer(issue, "status", FakeChanges.STATUSES, sent.path("status_id").asInt(1));
        if (this.saysClosed) {
            ((ObjectNode) issue.path("status")).put("is_closed", FakeChanges.closed(sent.path("status_id").asInt()));
        }
        refer(issue, "priority", PRIORITIES, sent.path("priority_id").asInt(2));
        issue.putObject("author").put("id", ME).put("name", "Error Bot");
        if (sent.has("assigned_to_id")) {
            refer(issue, "assigned_to", MEMBERS, sent.path("assigned_to_id").asInt());
        }
        if (sent.has("category_id")) {
            refer(issue, "category", CATEGORIES, sent.path("category_id").asInt());
        }
        issue.put("subject", sent.path("subject").asText())
            .put("description", sent.path("description").asText().replace("\n", "\r\n"))
            .put("start_date", sent.path("start_date").asText("2026-07-01"))
            .put("due_date", sent.path("due_date").asText(null))
            .put("done_ratio", sent.path("done_ratio").asInt())
            .put("is_private", sent.path("is_private").asBoolean())
            .putNull("total_estimated_hours")
            .put("created_on", now)
            .put("updated_on", now)
            .putNull("closed_on");
        issue.set("estimated_hours", sent.has("estimated_hours")
                ? JSON.getNodeFactory().numberNode(sent.path("estimated_hours").asDouble()) : JSON.nullNode());
        var kept = issue.putArray("custom_fields");
        this.fields.forEach((field) -> {
            var value = custom(sent, field.id()).path("value");
            var one = kept.addObject().put("id", field.id()).put("name", field.name());
            if (field.multiple()) {
                one.put("multiple", true);
            }
            one.set("value", value.isMissingNode() ? (field.multiple() ? JSON.createArrayNode() : JSON.nullNode())
                    : value.isTextual() ? JSON.getNodeFactory().textNode(value.asText().replace("\n", "\r\n")) : value);
        });
        return issue;
    }

    private static void refer(ObjectNode issue, String name, Map<Integer, String> all, int id) {
        issue.putObject(name).put("id", id).put("name", all.get(id));
    }

    private static Stream<ObjectNode> named(Map<Integer, String> all) {
        return all.entrySet()
            .stream()
            .sorted(Map.Entry.comparingByKey())
            .map((one) -> object().put("id", one.getKey()).put("name", one.getValue()));
    }

    private static MockResponse list(String name, Stream<ObjectNode> all) {
        return json(200, array(object(), name, all));
    }

    private static ObjectNode array(ObjectNode into, String name, Stream<ObjectNode> all) {
        ArrayNode array = into.putArray(name);
        all.forEach(array::add);
        return into;
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        }
        catch (JsonProcessingException ex) {
            throw new UncheckedIOException(ex);
        }
    }

}
