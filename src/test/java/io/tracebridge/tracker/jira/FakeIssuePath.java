package io.tracebridge.tracker.jira;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracebridge.tracker.FakeServer;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;

/** What lies below {@code /issue/{idOrKey}}. */
final class FakeIssuePath {

    private final JiraServer jira;

    FakeIssuePath(JiraServer jira) {
        this.jira = jira;
    }

    MockResponse answer(RecordedRequest request, List<String> path) {
        var what = request.getMethod() + (path.size() > 5 ? " " + path.get(5) : "");
        return this.jira.item(path.get(4)).map((item) -> switch (what) {
            case "GET" -> FakeServer.json(200, item.json());
            case "PUT" -> edit();
            case "GET transitions" -> transitions(request, item);
            case "POST transitions" -> transition(item, JiraServer.body(request));
            case "PUT assignee" -> assign(item, JiraServer.body(request));
            case "POST comment" -> comment(item, JiraServer.body(request).path("body"));
            case "POST remotelink" -> remoteLink(item, JiraServer.body(request));
            default -> JiraServer.error(404, "null for uri: " + request.getTarget());
        }).orElseGet(() -> JiraServer.error(404, "Issue does not exist or you do not have permission to see it."));
    }

    private static MockResponse edit() {
        return JiraServer.wrong(Map.of("resolution",
                "Field 'resolution' cannot be set. It is not on the appropriate screen, or unknown."));
    }

    private MockResponse transitions(RecordedRequest request, FakeItem item) {
        if (!"transitions.fields".equals(request.getUrl().queryParameter("expand"))) {
            throw new AssertionError("transitions without fields");
        }
        var answer = JiraServer.JSON.createObjectNode();
        var list = answer.putArray("transitions");
        this.jira.workflow.from(item.status()).forEach((step) -> list.add(step.json()));
        return FakeServer.json(200, answer);
    }

    private MockResponse transition(FakeItem item, JsonNode sent) {
        this.jira.beforeTransition.run();
        var id = sent.path("transition").path("id").asText();
        var step = this.jira.workflow.from(item.status()).stream().filter((s) -> s.id().equals(id)).findFirst();
        if (step.isEmpty()) {
            return this.jira.noSuchTransition();
        }
        var fields = sent.path("fields");
        var wrong = new LinkedHashMap<String, String>();
        var onScreen = step.get().fields().stream().map((field) -> field.path("key").asText()).toList();
        fields.fieldNames().forEachRemaining((name) -> {
            if (!onScreen.contains(name)) {
                wrong.put(name, "Field '" + name + "' cannot be set. It is not on the appropriate screen, or unknown.");
            }
        });
        step.get()
            .fields()
            .stream()
            .filter((field) -> field.path("required").asBoolean() && !fields.has(field.path("key").asText()))
            .forEach((field) -> wrong.put(field.path("key").asText(), field.path("name").asText() + " is required."));
        if (!wrong.isEmpty()) {
            return JiraServer.wrong(wrong);
        }
        item.stand(step.get().to(), FakeWorkflow.Step.resolution(fields.path("resolution")));
        item.written();
        return FakeServer.empty(204);
    }

    private MockResponse assign(FakeItem item, JsonNode sent) {
        if (!sent.has(this.jira.accountKey)) {
            return JiraServer.error(400, "no " + this.jira.accountKey);
        }
        if (sent.path(this.jira.accountKey).isNull()) {
            item.assign(null);
            return FakeServer.empty(204);
        }
        var account = sent.path(this.jira.accountKey).asText();
        return this.jira.person(account).map((user) -> {
            item.assign(user.deepCopy());
            return FakeServer.empty(204);
        }).orElseGet(() -> this.jira.unknownPerson(account));
    }

    private MockResponse comment(FakeItem item, JsonNode body) {
        var wrong = new LinkedHashMap<String, String>();
        this.jira.richText("comment", body, wrong);
        if (!wrong.isEmpty()) {
            return JiraServer.wrong(wrong);
        }
        item.comment(body);
        return FakeServer.json(201, "{\"id\":\"10019\"}");
    }

    private static MockResponse remoteLink(FakeItem item, JsonNode link) {
        var added = item.link(link.path("globalId").asText(), link.path("object").path("url").asText());
        return FakeServer.json(added ? 201 : 200, "{\"id\":10000,\"self\":\"https://jira.example.com/link\"}");
    }

}
