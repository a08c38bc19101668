package io.tracebridge.tracker.gitlab;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tracebridge.tracker.Connection;
import io.tracebridge.tracker.FakeHooks;
import io.tracebridge.tracker.FakeServer;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.OpenApiCheck;
import io.tracebridge.tracker.Webhooks;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;

/**
 * GitLab with the projects {@code acme/shop} (14) and {@code acme/archive} (15), the bot
 * of a project access token, and Jane. What its specification describes is held against
 * it; text that would make GitLab obey or call somebody fails the test.
 */
public final class FakeGitLab extends FakeServer {

    static final OpenApiCheck SPECIFICATION = OpenApiCheck.of("gitlab.openapi.json", "");

    static final int SHOP = 14;

    static final int ARCHIVE = 15;

    static final int BOT = 7;

    static final int JANE = 5;

    private static final String TOKEN = "glpat-right0123456789abcdef";

    static final Map<Integer, String> PATHS = Map.of(SHOP, "acme/shop", ARCHIVE, "acme/archive");

    static final Map<Integer, String> PEOPLE = Map.of(BOT, "Tracebridge", JANE, "Jane Smith");

    static final JsonMapper JSON = new JsonMapper();

    private final List<GitLabItem> items = new CopyOnWriteArrayList<>();

    final FakeGitLabHooks projectHooks = new FakeGitLabHooks();

    private final FakeProject project = new FakeProject(this);

    /** How it writes, and what tests change in that. */
    final GitLabJson json = new GitLabJson(url());

    /** Of the bot, as GitLab counts: 10 guest, 15 planner, 20 reporter. */
    int role = 20;

    /** The token sees the project no more. */
    boolean hidden;

    /** The token does not see the other project, where issues are moved to. */
    boolean archiveHidden;

    /** Free keeps no weight. */
    boolean premium = true;

    /** Asked for by its old path, answers as a project that was renamed. */
    boolean renamed;

    @Override
    public Connection connection() {
        return connection(PATHS.get(SHOP), TOKEN);
    }

    @Override
    public Connection wrongConnection() {
        return connection("acme/shop", "glpat-wrong0123456789abcdef");
    }

    Connection connection(String project, String token) {
        return new Connection(Map.of("baseUrl", url(), "project", project), Map.of("token", token));
    }

    Connection byNumber() {
        return connection(String.valueOf(SHOP), TOKEN);
    }

    @Override
    public List<Held> issues() {
        return ofProject(SHOP).stream().map((item) -> new Held(item.id(), item.title, item.description)).toList();
    }

    @Override
    public void delete(String id) {
        this.items.remove(item(id));
    }

    /** Makes the bot a guest. */
    void demote() {
        this.role = 10;
        this.json.projectAccess = 10;
    }

    GitLabItem item(String id) {
        return find(id).orElseThrow();
    }

    Optional<GitLabItem> find(String id) {
        return this.items.stream().filter((item) -> item.id().equals(id)).findFirst();
    }

    /** Something that another account or somebody left, now or earlier. */
    GitLabItem add(int project, int author, String title, Duration ago) {
        var iid = ofProject(project).size() + 1;
        var item = new GitLabItem(1000 + this.items.size(), project, iid, author, title,
                Instant.now().minus(ago).truncatedTo(ChronoUnit.MILLIS));
        this.items.add(item);
        return item;
    }

    @Override
    public Standing standing(String id) {
        var item = item(id);
        var label = item.state.equals("opened") ? "status:in-progress" : "muted";
        return new Standing(item.state + (item.labels.contains(label) ? ":" + label : ""),
                item.assignees.stream().findFirst().map(String::valueOf), List.copyOf(item.notes), List.of(),
                item.writes);
    }

    @Override
    public void changeByHand(String id, String statusKey) {
        var parts = statusKey.split(":", 2);
        var item = item(id);
        item.state = parts[0];
        item.labels.removeAll(Set.of("status:in-progress", "muted"));
        Arrays.stream(parts).skip(1).forEach(item.labels::add);
        item.touch();
    }

    @Override
    public Issue.Account somebody() {
        return new Issue.Account(String.valueOf(JANE), PEOPLE.get(JANE));
    }

    @Override
    public String nobody() {
        return "404";
    }

    @Override
    public Optional<String> move(String id) {
        var old = item(id);
        var moved = add(ARCHIVE, BOT, old.title, Duration.ZERO);
        moved.description = old.description;
        old.movedTo = moved.globalId;
        old.state = "closed";
        old.touch();
        return Optional.of("acme/archive#" + moved.iid);
    }

    @Override
    public Webhooks.Request webhook(String id, String secret, String delivery) {
        return GitLabDelivery.signed(this.json.delivery(item(id)).toString(), secret, delivery);
    }

    @Override
    public FakeHooks hooks() {
        return this.projectHooks.hooks;
    }

    @Override
    public void fixedIn(String id, String version) {
        item(id).milestone = 12;
        item(id).milestoneTitle = version;
    }

    @Override
    protected boolean creates(RecordedRequest request) {
        return request.getMethod().equals("POST") && request.getUrl().encodedPath().matches(".*/(issues|hooks)");
    }

    @Override
    protected MockResponse answer(RecordedRequest request) {
        if (!("Bearer " + TOKEN).equals(request.getHeaders().get("Authorization"))) {
            return json(401, "{\"message\":\"401 Unauthorized\"}");
        }
        var path = request.getUrl().pathSegments();
        var specified = specified(request, path);
        if (specified) {
            SPECIFICATION.request(request);
        }
        var response = path.contains("graphql") ? where(FakeProject.parse(request))
                : route(request, path.subList(2, path.size()));
        // Elsewhere it has roles and ids of webhooks as texts, and one user for a list of
        // them.
        if (specified && response.getCode() / 100 == 2 && !path.contains("members") && path.size() != 4
                && !path.contains("users") && !path.contains("hooks")) {
            SPECIFICATION.response(request, response);
        }
        return response.newBuilder()
            .setHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.now().atOffset(ZoneOffset.UTC)))
            .build();
    }

    /**
     * The file leaves out milestones, GraphQL, a single member, a single webhook, and
     * what Premium adds.
     */
    private static boolean specified(RecordedRequest request, List<String> path) {
        var sent = Optional.ofNullable(request.getBody()).map((body) -> body.utf8()).orElse("");
        return !path.contains("milestones") && !path.contains("graphql") && !sent.contains("\"weight\"")
                && !(path.size() == 7 && path.contains("members")) && !(path.size() == 6 && path.contains("hooks"));
    }

    private MockResponse route(RecordedRequest request, List<String> path) {
        var url = request.getUrl();
        return switch (path.getFirst()) {
            case "user" -> json(200, this.json.currentUser());
            case "users" ->
                json(200, this.project.people("jane".equals(url.queryParameter("username")) ? "Jane" : "?"));
            case "personal_access_tokens" ->
                this.json.token.isEmpty() ? json(404, "{\"message\":\"404 Not Found\"}") : json(200, this.json.token);
            case "projects" -> (path.size() == 1) ? json(200, JSON.createArrayNode().add(this.json.listedProject()))
                    : this.project.answer(request, path);
            default -> throw new AssertionError("GitLab has no /" + String.join("/", path));
        };
    }

    private MockResponse where(JsonNode sent) {
        var id = sent.path("variables").path("id").asText().replace("gid://gitlab/Issue/", "");
        var data = JSON.createObjectNode();
        var issue = data.putObject("data").putObject("issue");
        this.items.stream()
            .filter((item) -> !this.archiveHidden && String.valueOf(item.globalId).equals(id))
            .findFirst()
            .ifPresent((item) -> {
                issue.put("projectId", item.project).put("iid", String.valueOf(item.iid));
            });
        return json(200, data);
    }

    List<GitLabItem> ofProject(int project) {
        return this.items.stream().filter((item) -> item.project == project).toList();
    }

}
