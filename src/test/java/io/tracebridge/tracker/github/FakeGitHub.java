package io.tracebridge.tracker.github;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracebridge.tracker.Connection;
import io.tracebridge.tracker.FakeServer;
import io.tracebridge.tracker.OpenApiCheck;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;

/**
 * GitHub with one repository, {@code acme/shop}, and the bot's account. Every request and
 * every issue it answers with is held against GitHub's specification.
 */
public final class FakeGitHub extends FakeServer {

    static final OpenApiCheck SPECIFICATION = OpenApiCheck.of("github.openapi.json", "");

    private static final String TOKEN = "github_pat_right0123456789";

    private static final String BOT = "tracebridge-bot";

    private static final Set<String> MEMBERS = Set.of("octocat", BOT);

    private static final JsonMapper JSON = new JsonMapper();

    private final List<Item> items = new CopyOnWriteArrayList<>();

    boolean push = true;

    boolean issuesEnabled = true;

    boolean archived;

    /** The token belongs to an app, which is no user. */
    boolean app;

    /** The token sees the repository no more. */
    boolean hidden;

    /** What the repository is called now; its old name redirects. */
    String fullName = "acme/shop";

    @Override
    public Connection connection() {
        return connection(TOKEN);
    }

    @Override
    public Connection wrongConnection() {
        return connection("github_pat_wrong0123456789");
    }

    private Connection connection(String token) {
        return new Connection(Map.of("baseUrl", url(), "owner", "acme", "repository", "shop"), Map.of("token", token));
    }

    @Override
    public List<Held> issues() {
        return this.items.stream().map((item) -> new Held(String.valueOf(item.number), item.title, item.body)).toList();
    }

    @Override
    public void delete(String id) {
        item(id).gone = 410;
    }

    Item item(String number) {
        return this.items.get(Integer.parseInt(number) - 1);
    }

    /** Something that another account left, now or earlier. */
    Item add(String author, String title, Duration ago) {
        var item = new Item(this.items.size() + 1, author, title, "by hand", Instant.now().minus(ago));
        this.items.add(item);
        return item;
    }

    @Override
    protected boolean creates(RecordedRequest request) {
        return request.getMethod().equals("POST") && request.getTarget().equals("/repos/acme/shop/issues");
    }

    @Override
    protected MockResponse answer(RecordedRequest request) {
        if (!("Bearer " + TOKEN).equals(request.getHeaders().get("Authorization"))) {
            return refusal(401, "Bad credentials");
        }
        var path = request.getUrl().pathSegments();
        if (path.getFirst().equals("user")) {
            SPECIFICATION.request(request);
            return this.app ? refusal(403, "Resource not accessible by integration")
                    : json(200, GitHubJson.account(BOT));
        }
        var old = path.getFirst().equals("repos");
        if (old) {
            SPECIFICATION.request(request);
        }
        if (this.hidden) {
            return refusal(404, "Not Found");
        }
        if (old && !this.fullName.equals("acme/shop")) {
            return moved(request, "/repositories/1/" + String.join("/", path.subList(3, path.size())));
        }
        var rest = path.subList(old ? 3 : 2, path.size()).stream().filter((segment) -> !segment.isEmpty()).toList();
        var response = switch (rest.size()) {
            case 0 -> json(200, repository());
            case 1 -> request.getMethod().equals("POST") ? create(parse(request)) : list(request);
            default -> show(request, rest.get(1));
        };
        if (old && !rest.isEmpty() && response.getCode() / 100 != 3) {
            SPECIFICATION.response(request, response);
        }
        return response;
    }

    private static MockResponse moved(RecordedRequest request, String path) {
        var status = request.getMethod().equals("GET") ? 301 : 307;
        return refusal(status, "Moved Permanently").newBuilder().setHeader("Location", path).build();
    }

    private MockResponse create(JsonNode sent) {
        if (!this.issuesEnabled) {
            return refusal(410, "Issues are disabled for this repo");
        }
        if (sent.path("title").asText().codePoints().count() > 256) {
            return invalid("title", "title is too long (maximum is 256 characters)");
        }
        if (sent.path("body").asText().length() > 65_536) {
            return invalid("body", "body is too long (maximum is 65536 characters)");
        }
        if (!MEMBERS.containsAll(texts(sent.path("assignees")))) {
            return json(422,
                    GitHubJson.object("message", "Validation Failed", "documentation_url", "https://docs.github.com")
                        .set("errors",
                                JsonNodeFactory.instance.arrayNode()
                                    .add(GitHubJson.object("resource", "Issue", "field", "assignees", "code", "invalid",
                                            "value", sent.path("assignees").path(0).asText()))));
        }
        var item = add(this.app ? "tracebridge[bot]" : BOT, sent.path("title").asText(), Duration.ZERO);
        item.body = sent.path("body").asText();
        if (this.push) {
            item.labels = texts(sent.path("labels")).stream().map(String::toLowerCase).toList();
            item.assignees = texts(sent.path("assignees"));
            item.milestone = sent.path("milestone").asInt();
            item.type = sent.path("type").asText("");
        }
        return json(201, issue(item));
    }

    private MockResponse list(RecordedRequest request) {
        var url = request.getUrl();
        var creator = url.queryParameter("creator");
        var since = Instant.parse(url.queryParameter("since"));
        var page = (url.queryParameter("page") != null) ? Integer.parseInt(url.queryParameter("page")) : 1;
        var size = Integer.parseInt(url.queryParameter("per_page"));
        var found = this.items.reversed()
            .stream()
            .filter((item) -> creator == null || item.author.equals(creator))
            .filter((item) -> !item.updatedAt.isBefore(since))
            .toList();
        var array = JsonNodeFactory.instance.arrayNode();
        found.stream().skip((page - 1L) * size).limit(size).map(this::issue).forEach(array::add);
        var response = json(200, array);
        if (found.size() <= page * size) {
            return response;
        }
        var next = url.newBuilder().setQueryParameter("page", String.valueOf(page + 1)).build();
        return response.newBuilder()
            .setHeader("Link", "<" + next + ">; rel=\"next\", <" + url + ">; rel=\"first\"")
            .build();
    }

    private MockResponse show(RecordedRequest request, String number) {
        if (Integer.parseInt(number) > this.items.size()) {
            return refusal(404, "Not Found");
        }
        var item = item(number);
        if (item.gone != 0) {
            return refusal(item.gone, (item.gone == 410) ? "This issue was deleted" : "Not Found");
        }
        if (!item.repository.isEmpty() && request.getTarget().startsWith("/repos/")) {
            return moved(request, "/repositories/2/issues/" + number);
        }
        return json(200, issue(item));
    }

    private static MockResponse invalid(String field, String message) {
        var error = GitHubJson.object("resource", "Issue", "field", field, "code", "custom", "message", message);
        return json(422,
                GitHubJson.object("message", "Validation Failed", "documentation_url", "https://docs.github.com")
                    .set("errors", JsonNodeFactory.instance.arrayNode().add(error)));
    }

    private static MockResponse refusal(int status, String message) {
        return json(status, GitHubJson.object("message", message, "documentation_url", "https://docs.github.com/rest",
                "status", String.valueOf(status)));
    }

    private ObjectNode repository() {
        var json = GitHubJson.object("full_name", this.fullName)
            .put("has_issues", this.issuesEnabled)
            .put("archived", this.archived);
        json.putObject("permissions").put("admin", false).put("push", this.push).put("pull", true);
        return json;
    }

    private ObjectNode issue(Item item) {
        return GitHubJson.issue(item, url(), item.repository.isEmpty() ? this.fullName : item.repository);
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
    }

    private static JsonNode parse(RecordedRequest request) {
        try {
            return JSON.readTree(request.getBody().utf8());
        }
        catch (JsonProcessingException ex) {
            throw new AssertionError("the body must be JSON", ex);
        }
    }

    static final class Item {

        final int number;

        final String author;

        final String title;

        final Instant createdAt;

        Instant updatedAt;

        String body;

        List<String> labels = List.of();

        List<String> assignees = List.of();

        int milestone;

        String type = "";

        String state = "open";

        String reason;

        boolean pullRequest;

        /** The status that tells its absence; 0 while it is here. */
        int gone;

        /** Where it was transferred to; empty while it is here. */
        String repository = "";

        Item(int number, String author, String title, String body, Instant createdAt) {
            this.number = number;
            this.author = author;
            this.title = title;
            this.body = body;
            this.createdAt = createdAt.truncatedTo(ChronoUnit.SECONDS);
            this.updatedAt = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        }

    }

}
