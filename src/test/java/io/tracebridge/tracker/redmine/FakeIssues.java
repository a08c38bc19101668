package io.tracebridge.tracker.redmine;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracebridge.tracker.FakeServer;
import mockwebserver3.MockResponse;

/** The issues of {@link FakeRedmine}, and what it takes to create one. */
final class FakeIssues {

    private final FakeRedmine site;

    private final List<ObjectNode> all = new CopyOnWriteArrayList<>();

    FakeIssues(FakeRedmine site) {
        this.site = site;
    }

    List<ObjectNode> all() {
        return this.all;
    }

    ObjectNode find(String id) {
        return this.all.stream().filter((issue) -> issue.path("id").asText().equals(id)).findFirst().orElse(null);
    }

    MockResponse create(JsonNode asked) {
        if (this.site.refusal != null) {
            var now = this.site.refusal;
            this.site.refusal = null;
            return now;
        }
        var sent = (ObjectNode) asked.deepCopy();
        sent.remove(this.site.ignored);
        var errors = new ArrayList<String>();
        var subject = sent.path("subject").asText();
        if (subject.isBlank()) {
            errors.add("Subject cannot be blank");
        }
        if (subject.codePointCount(0, subject.length()) > 255) {
            errors.add("Subject is too long (maximum is 255 characters)");
        }
        if (sent.has("assigned_to_id") && !FakeProject.MEMBERS.containsKey(sent.path("assigned_to_id").asInt())) {
            errors.add("Assignee is invalid");
        }
        for (var value : sent.path("custom_fields")) {
            this.site.fields.stream()
                .filter((field) -> field.id() == value.path("id").asInt())
                .filter((field) -> !field.multiple() && value.path("value").isArray())
                .forEach((field) -> errors.add(field.name() + " is invalid"));
        }
        if (sent.path("description").asText().getBytes(StandardCharsets.UTF_8).length > 65_535) {
            return FakeServer.empty(500);
        }
        if (!errors.isEmpty()) {
            return FakeServer.json(422, FakeJson.object().set("errors", FakeJson.JSON.valueToTree(errors)));
        }
        var issue = stored(sent);
        this.all.add(issue);
        return FakeServer.json(201, FakeJson.object().set("issue", issue));
    }

    private ObjectNode stored(JsonNode sent) {
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        var issue = FakeJson.object().put("id", this.all.size() + 1);
        issue.putObject("project").put("id", 1).put("name", "Shop");
        FakeJson.refer(issue, "tracker", FakeProject.TRACKERS, sent.path("tracker_id").asInt(1));
        FakeJson.refer(issue, "status", FakeChanges.STATUSES, sent.path("status_id").asInt(1));
        if (this.site.saysClosed) {
            ((ObjectNode) issue.path("status")).put("is_closed", FakeChanges.closed(sent.path("status_id").asInt()));
        }
        FakeJson.refer(issue, "priority", FakeProject.PRIORITIES, sent.path("priority_id").asInt(2));
        issue.putObject("author").put("id", FakeProject.ME).put("name", "Error Bot");
        if (sent.has("assigned_to_id")) {
            FakeJson.refer(issue, "assigned_to", FakeProject.MEMBERS, sent.path("assigned_to_id").asInt());
        }
        if (sent.has("category_id")) {
            FakeJson.refer(issue, "category", FakeProject.CATEGORIES, sent.path("category_id").asInt());
        }
        issue.put("subject", sent.path("subject").asText())
            .put("description", sent.path("description").asText().replace("\n", "\r\n"))
            .put("start_date", sent.path("start_date").asText("2026-07-01"))
            .put("due_date", sent.path("due_date").asText(null))
            .put("done_ratio", sent.path("done_ratio").asInt())
            .put("is_private", sent.path("is_private").asBoolean())
            .putNull("total_estimated_hours")
            .put("created_on", now)
            .put("updated_on", now)
            .putNull("closed_on");
        issue.set("estimated_hours",
                sent.has("estimated_hours")
                        ? FakeJson.JSON.getNodeFactory().numberNode(sent.path("estimated_hours").asDouble())
                        : FakeJson.JSON.nullNode());
        var kept = issue.putArray("custom_fields");
        this.site.fields.forEach((field) -> {
            var value = FakeJson.custom(sent, field.id()).path("value");
            var one = kept.addObject().put("id", field.id()).put("name", field.name());
            if (field.multiple()) {
                one.put("multiple", true);
            }
            one.set("value",
                    value.isMissingNode()
                            ? (field.multiple() ? FakeJson.JSON.createArrayNode() : FakeJson.JSON.nullNode())
                            : value.isTextual()
                                    ? FakeJson.JSON.getNodeFactory().textNode(value.asText().replace("\n", "\r\n"))
                                    : value);
        });
        return issue;
    }

}
