package io.tracebridge.tracker.gitlab;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracebridge.tracker.FakeHooks;
import mockwebserver3.MockResponse;

/** What lies below {@code /projects/:id/hooks}. */
final class FakeGitLabHooks {

    private static final JsonMapper JSON = new JsonMapper();

    final FakeHooks hooks = new FakeHooks();

    /**
     * @param path from {@code hooks} on
     * @param sent the body, if there is one
     */
    MockResponse answer(String method, List<String> path, JsonNode sent) {
        if (this.hooks.forbidden()) {
            return json(403, JSON.createObjectNode().put("message", "403 Forbidden"));
        }
        if (sent.path("url").asText().contains("//10.")) {
            var blocked = JSON.createObjectNode();
            blocked.put("error", "Invalid url given: is blocked: Requests to the local network are not allowed");
            return json(422, blocked);
        }
        if (path.size() == 1) {
            return method.equals("POST") ? json(201, shown(this.hooks.add(url(sent), token(sent), sent))) : list();
        }
        var hook = this.hooks.find(path.get(1));
        if (hook.isEmpty()) {
            return json(404, JSON.createObjectNode().put("message", "404 Not found"));
        }
        if (method.equals("DELETE")) {
            this.hooks.remove(hook.get().id());
            return new MockResponse.Builder().code(204).build();
        }
        return json(200, shown(this.hooks.change(hook.get(), url(sent), token(sent), sent)));
    }

    private MockResponse list() {
        var list = JSON.createArrayNode();
        this.hooks.all().forEach((hook) -> list.add(shown(hook)));
        return json(200, list);
    }

    private static String url(JsonNode sent) {
        return sent.path("url").asText();
    }

    private static String token(JsonNode sent) {
        return sent.path("token").asText();
    }

    /** GitLab never shows the token. */
    private static ObjectNode shown(FakeHooks.Hook hook) {
        return JSON.createObjectNode()
            .put("id", Integer.parseInt(hook.id()))
            .put("url", hook.url())
            .put("project_id", FakeGitLab.SHOP)
            .put("issues_events", true)
            .put("alert_status", "executable");
    }

    private static MockResponse json(int status, JsonNode json) {
        return new MockResponse.Builder().code(status)
            .setHeader("Content-Type", "application/json")
            .body(json.toString())
            .build();
    }

}
