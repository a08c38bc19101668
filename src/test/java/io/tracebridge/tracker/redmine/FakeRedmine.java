package io.tracebridge.tracker.redmine;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

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

    final FakeChanges changes = new FakeChanges();

    final List<Field> fields = new CopyOnWriteArrayList<>();

    /** What the account's role may not set; ignored without a word. */
    final Set<String> ignored = new HashSet<>();

    final Set<String> permissions = new HashSet<>(Set.of("view_issues", "add_issues", "edit_issues"));

    final Set<String> modules = new HashSet<>(Set.of("issue_tracking"));

    private final FakeIssues issues = new FakeIssues(this);

    private final FakeProject project = new FakeProject(this);

    volatile String key = KEY;

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
        return this.issues.all()
            .stream()
            .map((issue) -> new Held(issue.path("id").asText(), issue.path("subject").asText(),
                    issue.path("description").asText()))
            .toList();
    }

    ObjectNode issue(String id) {
        return this.issues.find(id);
    }

    @Override
    public void delete(String id) {
        this.issues.all().remove(issue(id));
    }

    @Override
    public Standing standing(String id) {
        return this.changes.standing(issue(id));
    }

    @Override
    public void changeByHand(String id, String statusKey) {
        var change = FakeJson.object().put("status_id", Integer.parseInt(statusKey));
        this.changes.change(issue(id), change, Set.of(),
                FakeJson.object().put("id", 5).put("name", FakeChanges.TESS.name()));
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
            return this.issues.create(FakeJson.parse(request.getBody().utf8()).path("issue"));
        }
        return switch (path) {
            case "/users/current.json" -> json(200, FakeJson.object().set("user", this.project.me()));
            case "/projects/shop.json" -> json(200, FakeJson.object().set("project", this.project.json()));
            case "/enumerations/issue_priorities.json" -> list("issue_priorities", FakeJson
                .named(FakeProject.PRIORITIES)
                .map((priority) -> priority.put("is_default", priority.path("id").asInt() == 2).put("active", true)));
            case "/projects.json" -> page(request, "projects", Stream.of(this.project.json()));
            case "/projects/1/memberships.json" -> page(request, "memberships", this.project.memberships());
            case "/users.json" -> this.admin ? json(200,
                    FakeJson.array(FakeJson.object().put("total_count", 1), "users",
                            "tess@example.org".contains(request.getUrl().queryParameter("name"))
                                    ? Stream.of(FakeProject.tess()) : Stream.empty()))
                    : empty(403);
            case "/trackers.json" -> list("trackers", FakeJson.named(FakeProject.TRACKERS).map(FakeProject::tracker));
            case "/issue_statuses.json" ->
                list("issue_statuses", FakeChanges.statuses(FakeChanges.STATUSES.keySet().stream())
                    .map((status) -> status.put("description", "")));
            case "/custom_fields.json" ->
                this.admin ? list("custom_fields", this.fields.stream().map(FakeProject::definition)) : empty(403);
            case "/roles/4.json" -> json(200, FakeJson.object()
                .set("role", FakeJson.object().set("permissions", FakeJson.JSON.valueToTree(this.permissions))));
            case "/issues.json" -> search(new FakeSearch(request.getUrl(), this.fields));
            default -> request.getMethod().equals("PUT") ? change(request, path) : show(request, path);
        };
    }

    private MockResponse search(FakeSearch search) {
        var found = search.in(this.issues.all());
        var page = search.page(found).map((issue) -> this.changes.shown(issue, null));
        return json(200, FakeJson.array(FakeJson.object().put("total_count", found.size()), "issues", page));
    }

    private MockResponse show(RecordedRequest request, String path) {
        var issue = asked(path);
        if (issue == null) {
            return empty(404).newBuilder().setHeader("Content-Type", "application/json").build();
        }
        var shown = this.changes.shown(issue, request.getUrl().queryParameter("include"));
        return issue.has("hidden") ? empty(403) : json(200, FakeJson.object().set("issue", shown));
    }

    private MockResponse change(RecordedRequest request, String path) {
        var errors = this.changes.change(asked(path), FakeJson.parse(request.getBody().utf8()).path("issue"),
                this.ignored, FakeJson.object().put("id", FakeProject.ME).put("name", "Error Bot"));
        return errors.isEmpty() ? empty(204)
                : json(422, FakeJson.object().set("errors", FakeJson.JSON.valueToTree(errors)));
    }

    private ObjectNode asked(String path) {
        return path.startsWith("/issues/") ? issue(path.replaceAll("\\D", "")) : null;
    }

    /** One at a time, so that whoever wants all has to turn pages. */
    private static MockResponse page(RecordedRequest request, String name, Stream<ObjectNode> all) {
        var list = all.toList();
        var offset = Integer.parseInt(request.getUrl().queryParameter("offset"));
        return json(200, FakeJson.array(FakeJson.object().put("total_count", list.size()), name,
                list.stream().skip(offset).limit(1)));
    }

    private static MockResponse list(String name, Stream<ObjectNode> all) {
        return json(200, FakeJson.array(FakeJson.object(), name, all));
    }

}
