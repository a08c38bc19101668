package io.tracebridge.tracker.github;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracebridge.tracker.Signatures;
import io.tracebridge.tracker.Webhooks;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;

/** How GitHub answers over HTTP, whatever was asked. */
final class GitHubAnswers {

    private static final JsonMapper JSON = new JsonMapper();

    private GitHubAnswers() {
    }

    static MockResponse json(int status, Object json) {
        return new MockResponse.Builder().code(status)
            .setHeader("Content-Type", "application/json; charset=utf-8")
            .body(json.toString())
            .build();
    }

    static MockResponse refusal(int status, String message) {
        return json(status, GitHubJson.object("message", message, "documentation_url", "https://docs.github.com/rest",
                "status", String.valueOf(status)));
    }

    /**
     * @param error pairs beside resource and field
     */
    static MockResponse invalid(String field, String... error) {
        var said = GitHubJson.object("resource", "Issue", "field", field);
        said.setAll(GitHubJson.object(error));
        return json(422,
                GitHubJson.object("message", "Validation Failed", "documentation_url", "https://docs.github.com")
                    .set("errors", JsonNodeFactory.instance.arrayNode().add(said)));
    }

    static MockResponse page(RecordedRequest request, List<ObjectNode> found) {
        var url = request.getUrl();
        var page = (url.queryParameter("page") != null) ? Integer.parseInt(url.queryParameter("page")) : 1;
        var size = Integer.parseInt(url.queryParameter("per_page"));
        var array = JsonNodeFactory.instance.arrayNode();
        found.stream().skip((page - 1L) * size).limit(size).forEach(array::add);
        var response = json(200, array);
        if (found.size() <= page * size) {
            return response;
        }
        var next = url.newBuilder().setQueryParameter("page", String.valueOf(page + 1)).build();
        return response.newBuilder()
            .setHeader("Link", "<" + next + ">; rel=\"next\", <" + url + ">; rel=\"first\"")
            .build();
    }

    static MockResponse moved(RecordedRequest request, String path) {
        var status = request.getMethod().equals("GET") ? 301 : 307;
        return refusal(status, "Moved Permanently").newBuilder().setHeader("Location", path).build();
    }

    static MockResponse issues(RecordedRequest request, List<GitHubItem> items,
            Function<GitHubItem, ObjectNode> shown) {
        var url = request.getUrl();
        var creator = url.queryParameter("creator");
        var since = Instant.parse(url.queryParameter("since"));
        var order = "updated".equals(url.queryParameter("sort"))
                ? Comparator.comparing((GitHubItem item) -> item.updatedAt)
                : Comparator.comparing((GitHubItem item) -> -item.number);
        return page(request,
                items.stream()
                    .filter((item) -> creator == null || item.author.equals(creator))
                    .filter((item) -> !item.updatedAt.isBefore(since))
                    .filter((item) -> item.gone == 0 && item.repository.isEmpty())
                    .sorted(order)
                    .map(shown)
                    .toList());
    }

    static Webhooks.Request delivery(String event, String body, String secret, String delivery) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        return new Webhooks.Request(Map.of("X-GitHub-Event", event, "X-GitHub-Delivery", delivery,
                "X-Hub-Signature-256", "sha256=" + Signatures.hexHmacSha256(secret, bytes)), bytes, Instant.now());
    }

    static JsonNode parse(RecordedRequest request) {
        try {
            return JSON.readTree(request.getBody().utf8());
        }
        catch (JsonProcessingException ex) {
            throw new AssertionError("the body must be JSON", ex);
        }
    }

}
