package io.tracebridge.tracker.github;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracebridge.tracker.FakeHooks;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;

import static io.tracebridge.tracker.github.GitHubAnswers.json;
import static io.tracebridge.tracker.github.GitHubAnswers.parse;
import static io.tracebridge.tracker.github.GitHubAnswers.refusal;

/** What lies below {@code /repos/acme/shop/hooks}. */
final class FakeGitHubHooks {

    final FakeHooks hooks = new FakeHooks();

    final List<String> redelivered = new CopyOnWriteArrayList<>();

    /** What tells somebody without the permission: 404 or, for some tokens, 403. */
    int forbiddenStatus = 404;

    /** Deliveries that GitHub repeats no more. */
    final List<String> tooOld = new CopyOnWriteArrayList<>();

    private final List<Attempt> attempts = new CopyOnWriteArrayList<>();

    void delivered(String guid, Instant at, int status, String event) {
        this.attempts
            .add(new Attempt(this.attempts.size() + 1, guid, at.truncatedTo(ChronoUnit.SECONDS), status, event));
    }

    /**
     * @param rest of the path, from {@code hooks} on
     */
    MockResponse answer(RecordedRequest request, List<String> rest, String api) {
        if (this.hooks.forbidden()) {
            return refusal(this.forbiddenStatus,
                    (this.forbiddenStatus == 404) ? "Not Found" : "Resource not accessible by personal access token");
        }
        if (rest.size() == 1) {
            return request.getMethod().equals("POST") ? create(parse(request), api)
                    : GitHubAnswers.page(request, this.hooks.all().stream().map((hook) -> shown(hook, api)).toList());
        }
        var hook = this.hooks.find(rest.get(1));
        if (hook.isEmpty()) {
            return refusal(404, "Not Found");
        }
        return switch (request.getMethod() + " " + rest.size()) {
            case "PATCH 2" -> json(200, shown(change(hook.get(), parse(request)), api));
            case "DELETE 2" -> {
                this.hooks.remove(hook.get().id());
                yield new MockResponse.Builder().code(204).build();
            }
            case "GET 3" -> deliveries(request);
            case "POST 5" -> redeliver(Integer.parseInt(rest.get(3)));
            case String other -> throw new AssertionError("nobody should call " + other);
        };
    }

    private MockResponse create(JsonNode sent, String api) {
        var url = sent.path("config").path("url").asText();
        if (this.hooks.all().stream().anyMatch((hook) -> hook.url().equals(url))) {
            return GitHubAnswers.invalid("url", "code", "custom", "message", "Hook already exists on this repository");
        }
        if (url.contains("//localhost")) {
            return GitHubAnswers.invalid("url", "code", "custom", "message",
                    "url is not supported because it isn't reachable over the public Internet (" + url + ")");
        }
        return json(201, shown(this.hooks.add(url, secret(sent), sent), api));
    }

    private FakeHooks.Hook change(FakeHooks.Hook hook, JsonNode sent) {
        return this.hooks.change(hook, sent.path("config").path("url").asText(), secret(sent), sent);
    }

    private static String secret(JsonNode sent) {
        return sent.path("config").path("secret").asText();
    }

    /** GitHub never shows a secret again. */
    private static ObjectNode shown(FakeHooks.Hook hook, String api) {
        var url = api + "/repos/acme/shop/hooks/" + hook.id();
        var json = GitHubJson.object("type", "Repository", "name", "web", "url", url, "test_url", url + "/test",
                "ping_url", url + "/pings", "deliveries_url", url + "/deliveries", "created_at", "2026-01-01T00:00:00Z",
                "updated_at", "2026-01-01T00:00:00Z");
        json.put("id", Integer.parseInt(hook.id())).put("active", true);
        json.putArray("events").addAll(JsonNodeFactory.instance.arrayNode().add("issues"));
        json.putObject("config")
            .put("url", hook.url())
            .put("content_type", "json")
            .put("secret", "********")
            .put("insecure_ssl", "0");
        json.putObject("last_response").putNull("code").put("status", "unused").putNull("message");
        return json;
    }

    private MockResponse deliveries(RecordedRequest request) {
        var url = request.getUrl();
        var size = Integer.parseInt(url.queryParameter("per_page"));
        var cursor = url.queryParameter("cursor");
        var start = (cursor == null) ? 0 : Integer.parseInt(cursor.replace("v1_", ""));
        var array = JsonNodeFactory.instance.arrayNode();
        this.attempts.stream()
            .sorted(Comparator.comparing(Attempt::at).thenComparing(Attempt::id).reversed())
            .skip(start)
            .limit(size)
            .forEach((attempt) -> array.add(attempt.json()));
        var response = json(200, array);
        if (this.attempts.size() <= start + size) {
            return response;
        }
        var next = url.newBuilder().setQueryParameter("cursor", "v1_" + (start + size)).build();
        return response.newBuilder().setHeader("Link", "<" + next + ">; rel=\"next\"").build();
    }

    private MockResponse redeliver(int id) {
        var attempt = this.attempts.get(id - 1);
        if (this.tooOld.contains(attempt.guid())) {
            return GitHubAnswers.invalid("delivery", "code", "custom", "message", "is too old to be redelivered");
        }
        this.redelivered.add(attempt.guid());
        delivered(attempt.guid(), Instant.now(), 200, attempt.event());
        return json(202, JsonNodeFactory.instance.objectNode());
    }

    private record Attempt(int id, String guid, Instant at, int status, String event) {

        ObjectNode json() {
            var json = GitHubJson.object("guid", this.guid, "delivered_at", this.at.toString(), "status",
                    (this.status == 200) ? "OK" : "failed to connect", "event", this.event, "action", "edited");
            return json.put("id", this.id)
                .put("redelivery", false)
                .put("duration", 0.1)
                .put("status_code", this.status)
                .putNull("installation_id")
                .putNull("repository_id");
        }

    }

}
