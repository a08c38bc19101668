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

    private final List<GitHubItem> items = new CopyOnWriteArrayList<>();

    private final GitHubWrites writes = new GitHubWrites(this);

    final FakeGitHubHooks repositoryHooks = new FakeGitHubHooks();

    private final OpenApiCheck specification;

    private final String basePath;

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

    private String api() {
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
            case "repos" -> inRepository(request, path);
            default -> redirected(request, path);
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

    private MockResponse inRepository(RecordedRequest request, List<String> path) {
        this.specification.request(request);
        if (this.hidden) {
            return GitHubAnswers.refusal(404, "Not Found");
        }
        var rest = path.subList(3, path.size());
        var named = path.get(1) + "/" + path.get(2);
        if (named.equals("acme/archive")) {
            return inArchive(request, rest);
        }
        if (!this.fullName.equals(named)) {
            return GitHubAnswers.moved(request, this.basePath + "/repositories/1/" + String.join("/", rest));
        }
        var response = inShop(request, rest);
        return (rest.isEmpty() || response.getCode() / 100 == 3) ? response : checked(request, response);
    }

    private MockResponse inArchive(RecordedRequest request, List<String> rest) {
        if (rest.getFirst().equals("assignees")) {
            return assignees(request, rest);
        }
        return this.items.stream()
            .filter((item) -> item.repository.equals("acme/archive"))
            .filter((item) -> rest.get(1).equals(String.valueOf(item.number)))
            .findFirst()
            .map((item) -> checked(request, this.writes.onIssue(request, item, rest.subList(2, rest.size()))))
            .orElseGet(() -> GitHubAnswers.refusal(404, "Not Found"));
    }

    /** Where redirects lead: repositories by their ids. */
    private MockResponse redirected(RecordedRequest request, List<String> path) {
        var rest = path.subList(2, path.size()).stream().filter((segment) -> !segment.isEmpty()).toList();
        return path.get(1).equals("1") ? inShop(request, rest)
                : this.writes.onIssue(request, item(rest.get(1)), List.of());
    }

    private MockResponse inShop(RecordedRequest request, List<String> rest) {
        if (rest.isEmpty()) {
            return json(200, GitHubJson.repository(this));
        }
        return switch (rest.getFirst()) {
            case "assignees" -> assignees(request, rest);
            case "hooks" -> this.repositoryHooks.answer(request, rest, api());
            case "milestones" -> GitHubAnswers.page(request, List.of(GitHubJson.milestone(7, api())));
            default -> (rest.size() > 1) ? issueAt(request, rest)
                    : request.getMethod().equals("POST") ? this.writes.create(GitHubAnswers.parse(request))
                            : GitHubAnswers.issues(request, this.items, this::issue);
        };
    }

    /**
     * The specification composes the answer to an edit of two parts, of which the check
     * takes neither for the whole, and does not tell who is refused webhooks.
     */
    private MockResponse checked(RecordedRequest request, MockResponse response) {
        if (!request.getMethod().equals("PATCH") && !hooks().forbidden()) {
            this.specification.response(request, response);
        }
        return response;
    }

    private MockResponse assignees(RecordedRequest request, List<String> rest) {
        if (rest.size() == 1) {
            return GitHubAnswers.page(request,
                    GitHubWrites.ASSIGNABLE.stream().sorted().map(GitHubJson::account).toList());
        }
        return GitHubWrites.ASSIGNABLE.contains(rest.get(1)) ? empty(204) : GitHubAnswers.refusal(404, "Not Found");
    }

    private MockResponse issueAt(RecordedRequest request, List<String> rest) {
        var number = Integer.parseInt(rest.get(1));
        if (number > this.items.size()) {
            return GitHubAnswers.refusal(404, "Not Found");
        }
        var item = this.items.get(number - 1);
        if (item.gone != 0) {
            return GitHubAnswers.refusal(item.gone, (item.gone == 410) ? "This issue was deleted" : "Not Found");
        }
        return item.repository.isEmpty() ? this.writes.onIssue(request, item, rest.subList(2, rest.size()))
                : GitHubAnswers.moved(request, this.basePath + "/repositories/2/issues/" + number);
    }

    ObjectNode issue(GitHubItem item) {
        return GitHubJson.issue(item, api(), item.repository.isEmpty() ? this.fullName : item.repository);
    }

}
