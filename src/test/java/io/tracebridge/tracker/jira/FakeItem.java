package io.tracebridge.tracker.jira;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracebridge.tracker.TrackerFake.Standing;

/** An issue of a fake Jira. */
final class FakeItem {

    private static final JsonMapper JSON = new JsonMapper();

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ");

    private final String id;

    private final ObjectNode fields;

    private final JsonNode property;

    private final List<String> comments = new CopyOnWriteArrayList<>();

    private final Map<String, String> links = new LinkedHashMap<>();

    private volatile String key;

    private volatile OffsetDateTime updated = OffsetDateTime.now(ZoneOffset.ofHours(3));

    private int writes;

    FakeItem(String id, String key, ObjectNode fields, JsonNode property) {
        this.id = id;
        this.key = key;
        this.fields = fields;
        this.property = property;
        stand("1", "");
    }

    String id() {
        return this.id;
    }

    String key() {
        return this.key;
    }

    /** As create left them, and its status and resolution as they are now. */
    ObjectNode fields() {
        return this.fields;
    }

    JsonNode property() {
        return this.property;
    }

    String status() {
        return this.fields.path("status").path("id").asText();
    }

    OffsetDateTime updated() {
        return this.updated;
    }

    void move(String newKey) {
        this.key = newKey;
        this.updated = OffsetDateTime.now(ZoneOffset.ofHours(3));
    }

    /** Brings it to a status; an empty resolution clears it. */
    void stand(String status, String resolution) {
        this.fields.set("status", FakeWorkflow.status(status).json());
        this.fields.remove("resolution");
        if (!resolution.isEmpty()) {
            this.fields.putObject("resolution").put("id", "1").put("name", resolution);
        }
        this.updated = OffsetDateTime.now(ZoneOffset.ofHours(3));
    }

    void assign(ObjectNode user) {
        this.fields.set("assignee", user);
        written();
    }

    void comment(JsonNode body) {
        this.comments.add(body.isTextual() ? body.asText() : body.toString());
        written();
    }

    /** Whether there was none with this id. */
    boolean link(String globalId, String url) {
        written();
        return this.links.put(globalId, url) == null;
    }

    void written() {
        this.writes++;
        this.updated = OffsetDateTime.now(ZoneOffset.ofHours(3));
    }

    Standing standing(String accountKey) {
        var resolution = this.fields.path("resolution").path("name").asText();
        return new Standing(resolution.isEmpty() ? status() : status() + ":" + resolution,
                Optional.of(this.fields.path("assignee").path(accountKey).asText()).filter((name) -> !name.isEmpty()),
                List.copyOf(this.comments), List.copyOf(this.links.values()), this.writes);
    }

    ObjectNode json() {
        var json = JSON.createObjectNode().put("id", this.id).put("key", this.key);
        var shown = this.fields.deepCopy().put("updated", this.updated.format(TIME));
        shown.withArray("/fixVersions");
        json.set("fields", shown);
        json.putObject("properties").set("tracebridge", this.property);
        return json;
    }

}
