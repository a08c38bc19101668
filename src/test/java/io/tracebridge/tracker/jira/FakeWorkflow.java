package io.tracebridge.tracker.jira;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The workflow of a fake Jira's project: nothing is done before it was reviewed, and
 * nothing ends without a resolution.
 */
final class FakeWorkflow {

    static final List<Status> STATUSES = List.of(new Status("1", "To Do", "new"),
            new Status("3", "In Progress", "indeterminate"), new Status("10001", "In Review", "indeterminate"),
            new Status("10002", "Done", "done"));

    private static final JsonMapper JSON = new JsonMapper();

    private static final List<String> RESOLUTIONS = List.of("Done", "Won't Do");

    final List<Step> steps = new CopyOnWriteArrayList<>(
            List.of(new Step("11", "1", "3", List.of()), new Step("21", "3", "1", List.of()),
                    new Step("31", "3", "10001", List.of()), new Step("41", "10001", "3", List.of()),
                    new Step("51", "10001", "10002", List.of(resolution())), new Step("61", "10002", "1", List.of())));

    static ObjectNode resolution() {
        var field = field("resolution", "Resolution", "resolution");
        for (var name : RESOLUTIONS) {
            field.withArray("allowedValues")
                .addObject()
                .put("id", "1000" + RESOLUTIONS.indexOf(name))
                .put("name", name);
        }
        return field;
    }

    static ObjectNode field(String id, String name, String type) {
        var field = JSON.createObjectNode()
            .put("key", id)
            .put("name", name)
            .put("required", true)
            .put("hasDefaultValue", false);
        field.putArray("operations").add("set");
        field.putObject("schema").put("type", type).put("system", id);
        return field;
    }

    static Status status(String id) {
        return STATUSES.stream().filter((status) -> status.id().equals(id)).findFirst().orElseThrow();
    }

    List<Step> from(String status) {
        return this.steps.stream().filter((step) -> step.from().equals(status)).toList();
    }

    /** Issue types with their statuses, as a project shows them. */
    static ArrayNode project() {
        var types = JSON.createArrayNode();
        for (var type : List.of("10002 Task", "10004 Bug")) {
            var json = types.addObject()
                .put("self", "https://jira.example.com/type")
                .put("id", type.substring(0, 5))
                .put("name", type.substring(6))
                .put("subtask", false);
            STATUSES.forEach((status) -> json.withArray("statuses").add(status.json()));
        }
        return types;
    }

    record Status(String id, String name, String category) {

        ObjectNode json() {
            var json = JSON.createObjectNode().put("id", this.id).put("name", this.name);
            json.putObject("statusCategory").put("key", this.category).put("name", this.name);
            return json;
        }

    }

    /**
     * @param fields of its screen
     */
    record Step(String id, String from, String to, List<ObjectNode> fields) {

        ObjectNode json() {
            var json = JSON.createObjectNode().put("id", this.id).put("name", "Step " + this.id);
            json.set("to", status(this.to).json());
            var screen = json.putObject("fields");
            this.fields.forEach((field) -> screen.set(field.path("key").asText(), field));
            return json;
        }

        /** The resolution's name in what was sent; the name or the id names it. */
        static String resolution(JsonNode sent) {
            var id = sent.path("id").asText();
            return id.isEmpty() ? sent.path("name").asText() : RESOLUTIONS.get(id.charAt(id.length() - 1) - '0');
        }

    }

}
