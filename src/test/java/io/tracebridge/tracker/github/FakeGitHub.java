package io.tracebridge.tracker.github;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracebridge.tracker.Connection;
import io.tracebridge.tracker.FakeHooks;
import io.tracebridge.tracker.FakeServer;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.OpenApiCheck;
import io.tracebridge.tracker.Webhooks;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;

/**
 * GitHub with one repository, {@code acme/shop}, and the bot's account. Every request and
 * every issue it answers with is held against GitHub's specification.
 */
public final class FakeGitHub extends FakeServer {

    static final OpenApiCheck SPECIFICATION = OpenApiCheck.of("github.openapi.json", "");

    static final OpenApiCheck ENTERPRISE = OpenApiCheck.of("ghes-3.17.openapi.json", "/api/v3");

    private static final String TOKEN = "github_pat_right0123456789";

    static final String BOT = "tracebridge-bot";

    final List<GitHubItem> items = new CopyOnWriteArrayList<>();

    private final GitHubRoutes routes = new GitHubRoutes(this);

    final FakeGitHubHooks repositoryHooks = new FakeGitHubHooks();

    final OpenApiCheck specification;

    final String basePath;

    boolean push = true;

    /** Servers before 3.4 know no reasons. */
    boolean knowsReasons = true;

    /** Older servers know no duplicates. */
    boolean knowsDuplicates = true;

    /** The status that refuses every change; 0 while none is. */
    int refusesChanges;

    /** Takes changes of state and does nothing. */
    boolean ignoresStates;

    boolean issuesEnabled = true;

    boolean archived;

    /** The token belongs to an app, which is no user. */
    boolean app;

    /** The token sees the repository no more. */
    boolean hidden;

    /** What the repository is called now; its old name redirects. */
    String fullName = "acme/shop";

    public FakeGitHub() {
        this(SPECIFICATION, "");
    }

    private FakeGitHub(OpenApiCheck specification, String basePath) {
        this.specification = specification;
        this.basePath = basePath;
    }

    /** GitHub Enterprise Server 3.17. */
    static FakeGitHub enterprise() {
        return new FakeGitHub(ENTERPRISE, "/api/v3");
    }

    @Override
    public Connection connection() {
        return connection(TOKEN);
    }

    @Override
    public Connection wrongConnection() {
        return connection("github_pat_wrong0123456789");
    }

    private Connection connection(String token) {
        return new Connection(Map.of("baseUrl", api(), "owner", "acme", "repository", "shop"), Map.of("token", token));
    }

    @Override
    public List<Held> issues() {
        return this.items.stream().map((item) -> new Held(String.valueOf(item.number), item.title, item.body)).toList();
    }

    @Override
    public void delete(String id) {
        item(id).gone = 410;
    }

    @Override
    public Standing standing(String id) {
        var item = item(id);
        return new Standing(item.status(), item.assignees.stream().findFirst(), List.copyOf(item.comments), List.of(),
                item.writes);
    }

    @Override
    public void changeByHand(String id, String statusKey) {
        item(id).become(statusKey);
    }

    @Override
    public Issue.Account somebody() {
        return new Issue.Account("octocat", "octocat");
    }

    @Override
    public String nobody() {
        return "stranger";
    }

    @Override
    public Optional<String> move(String id) {
        var item = item(id);
        item.repository = "acme/archive";
        item.number = 41;
        return Optional.of("acme/archive#41");
    }

    @Override
    public Webhooks.Request webhook(String id, String secret, String delivery) {
        var json = GitHubJson.object("action", "edited");
        json.set("issue", issue(item(id)));
        json.set("repository", GitHubJson.repository(this));
        json.set("sender", GitHubJson.account("octocat"));
        return GitHubAnswers.delivery("issues", json.toString(), secret, delivery);
    }

    @Override
    public FakeHooks hooks() {
        return this.repositoryHooks.hooks;
    }

    @Override
    public void delivered(String hookId, String delivery, Instant at, boolean arrived) {
        this.repositoryHooks.delivered(delivery, at, arrived ? 200 : 502, "issues");
    }

    @Override
    public List<String> redelivered() {
        return this.repositoryHooks.redelivered;
    }

    @Override
    public void fixedIn(String id, String version) {
        item(id).milestone = 9;
        item(id).milestoneTitle = version;
    }

    String api() {
        return url() + this.basePath;
    }

    /** By the number that it was created with. */
    GitHubItem item(String number) {
        return this.items.get(Integer.parseInt(number) - 1);
    }

    /** Something that another account left, now or earlier. */
    GitHubItem add(String author, String title, Duration ago) {
        var item = new GitHubItem(this.items.size() + 1, author, title, "by hand", Instant.now().minus(ago));
        this.items.add(item);
        return item;
    }

    @Override
    protected boolean creates(RecordedRequest request) {
        return request.getMethod().equals("POST")
                && request.getTarget().matches(this.basePath + "/repos/acme/shop/(issues|hooks)");
    }

    @Override
    protected MockResponse answer(RecordedRequest request) {
        var response = respond(request);
        var date = DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.now().atOffset(ZoneOffset.UTC));
        return response.newBuilder().setHeader("Date", date).build();
    }

    private MockResponse respond(RecordedRequest request) {
        if (!("Bearer " + TOKEN).equals(request.getHeaders().get("Authorization"))) {
            return GitHubAnswers.refusal(401, "Bad credentials");
        }
        var segments = request.getUrl().pathSegments();
        var path = segments.subList(this.basePath.isEmpty() ? 0 : 2, segments.size());
        return switch (path.getFirst()) {
            case "user", "installation" -> account(request, path);
            case "orgs" -> types(request);
            case "repos" -> this.routes.inRepository(request, path);
            default -> this.routes.redirected(request, path);
        };
    }

    private MockResponse account(RecordedRequest request, List<String> path) {
        this.specification.request(request);
        if (this.app == path.getFirst().equals("user")) {
            return GitHubAnswers.refusal(403, "Resource not accessible by integration");
        }
        if (path.size() == 1) {
            return json(200, GitHubJson.account(BOT));
        }
        var list = JsonNodeFactory.instance.arrayNode().add(GitHubJson.repository(this));
        list.add(GitHubJson.object("full_name", "acme/old").put("has_issues", true).put("archived", true));
        return json(200, this.app ? JsonNodeFactory.instance.objectNode().set("repositories", list) : list);
    }

    private MockResponse types(RecordedRequest request) {
        if (this.specification == ENTERPRISE) {
            return GitHubAnswers.refusal(404, "Not Found");
        }
        this.specification.request(request);
        return checked(request,
                json(200,
                        JsonNodeFactory.instance.arrayNode()
                            .add(GitHubJson.type("Bug"))
                            .add(GitHubJson.type("Old").put("is_enabled", false))));
    }

    /**
     * The specification composes the answer to an edit of two parts, of which the check
     * takes neither for the whole, and does not tell who is refused webhooks.
     */
    MockResponse checked(RecordedRequest request, MockResponse response) {
        if (!request.getMethod().equals("PATCH") && !hooks().forbidden()) {
            this.specification.response(request, response);
        }
        return response;
    }

    ObjectNode issue(GitHubItem item) {
        return GitHubJson.issue(item, api(), item.repository.isEmpty() ? this.fullName : item.repository);
    }

}
