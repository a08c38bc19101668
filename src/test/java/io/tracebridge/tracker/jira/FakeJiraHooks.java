package io.tracebridge.tracker.jira;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracebridge.tracker.FakeHooks;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;

import static io.tracebridge.tracker.jira.JiraServer.JSON;

/**
 * A Jira site's webhooks. No specification has them: written after what Atlassian's pages
 * say and what clients of both interfaces send and read.
 */
final class FakeJiraHooks {

    final FakeHooks hooks = new FakeHooks();

    /** What tells somebody without the permission; Data Center may say 401. */
    int forbiddenStatus = 403;

    /** Whether a new webhook is answered with nothing, as some versions do. */
    boolean silent;

    private final String site;

    FakeJiraHooks(String site) {
        this.site = site;
    }

    /**
     * @param path all of it
     * @param major version; 0 for Cloud
     */
    MockResponse answer(RecordedRequest request, List<String> path, int major) {
        var place = (major < 10) ? List.of("rest", "webhooks", "1.0", "webhook")
                : List.of("rest", "jira-webhook", "1.0", "webhooks");
        if (!path.subList(0, Math.min(4, path.size())).equals(place)) {
            return new MockResponse.Builder().code(404).build();
        }
        if (this.hooks.forbidden()) {
            return JiraServer.error(this.forbiddenStatus, "You need to be an administrator to manage webhooks.");
        }
        if (path.size() == 4) {
            return request.getMethod().equals("POST") ? create(JiraServer.body(request), major) : list(request, major);
        }
        var hook = this.hooks.find(path.get(4));
        if (hook.isEmpty()) {
            return new MockResponse.Builder().code(404).build();
        }
        if (request.getMethod().equals("DELETE")) {
            this.hooks.remove(hook.get().id());
            return new MockResponse.Builder().code(204).build();
        }
        var sent = JiraServer.body(request);
        return JiraServer.ok(200, shown(
                this.hooks.change(hook.get(), sent.path("url").asText(), sent.path("secret").asText(), sent), major));
    }

    private MockResponse create(JsonNode sent, int major) {
        var url = sent.path("url").asText();
        if (url.contains(":8443/")) {
            return JiraServer.ok(400, JSON.createObjectNode()
                .set("messages", JSON.createArrayNode().add("The port of " + url + " is not allowed")));
        }
        var hook = this.hooks.add(url, sent.path("secret").asText(), sent);
        return this.silent ? new MockResponse.Builder().code(204).build() : JiraServer.ok(201, shown(hook, major));
    }

    /** From version 10 on in pages, and short ones where nobody asks for longer. */
    private MockResponse list(RecordedRequest request, int major) {
        var url = request.getUrl();
        var list = JSON.createArrayNode();
        var start = (major < 10) ? 0 : Integer.parseInt(url.queryParameter("start"));
        var limit = (major < 10) ? Integer.MAX_VALUE : Math.min(4, Integer.parseInt(url.queryParameter("limit")));
        this.hooks.all().stream().skip(start).limit(limit).forEach((hook) -> list.add(shown(hook, major)));
        return JiraServer.ok(200, list);
    }

    private ObjectNode shown(FakeHooks.Hook hook, int major) {
        var json = JSON.createObjectNode().put("name", "Tracebridge SHOP").put("url", hook.url());
        json.putArray("events").add("jira:issue_updated");
        return (major < 10) ? json.put("self", this.site + "/rest/webhooks/1.0/webhook/" + hook.id())
                : json.put("id", Integer.parseInt(hook.id())).put("active", true);
    }

}
