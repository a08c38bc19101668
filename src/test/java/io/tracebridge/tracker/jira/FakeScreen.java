package io.tracebridge.tracker.jira;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a fake Jira's create screen has and insists on. */
final class FakeScreen {

    private FakeScreen() {
    }

    /** By field id. */
    static Map<String, ObjectNode> usual() {
        var screen = new LinkedHashMap<String, ObjectNode>();
        Stream
            .of(field("project", "Project", "{'type':'project','system':'project'}").put("required", true), issueType(),
                    field("summary", "Summary", "{'type':'string','system':'summary'}").put("required", true),
                    field("description", "Description", "{'type':'string','system':'description'}"),
                    field("reporter", "Reporter", "{'type':'user','system':'reporter'}").put("required", true),
                    field("assignee", "Assignee", "{'type':'user','system':'assignee'}"),
                    field("labels", "Labels", "{'type':'array','items':'string','system':'labels'}"),
                    field("priority", "Priority", "{'type':'priority','system':'priority'}", "1 Highest", "3 Medium"),
                    field("components", "Components", "{'type':'array','items':'component','system':'components'}",
                            "10000 Checkout", "10001 Web Shop"),
                    field("versions", "Affects versions", "{'type':'array','items':'version','system':'versions'}",
                            "10100 4.2.0"))
            .forEach((field) -> screen.put(field.path("fieldId").asText(), field));
        return screen;
    }

    private static ObjectNode issueType() {
        var field = field("issuetype", "Issue Type", "{'type':'issuetype','system':'issuetype'}").put("required", true);
        field.putArray("operations");
        return field;
    }

    static ObjectNode field(String id, String name, String schema, String... idAndText) {
        var field = JiraServer.JSON.createObjectNode()
            .put("fieldId", id)
            .put("key", id)
            .put("name", name)
            .put("required", false)
            .put("hasDefaultValue", false);
        field.putArray("operations").add("set");
        field.set("schema", JiraServer.parse(schema.replace('\'', '"')));
        var word = schema.contains("option") ? "value" : "name";
        for (var allowed : idAndText) {
            var parts = allowed.split(" ", 2);
            field.withArray("allowedValues").addObject().put("id", parts[0]).put(word, parts[1]);
        }
        return field;
    }

    /** Field id to Jira's words about it; more may be added. */
    static Map<String, String> complaints(Map<String, ObjectNode> screen, Set<String> offScreen, ObjectNode fields) {
        var wrong = new LinkedHashMap<String, String>();
        fields.fieldNames().forEachRemaining((id) -> {
            if (!screen.containsKey(id) || offScreen.contains(id)) {
                wrong.put(id,
                        "Field '%s' cannot be set. It is not on the appropriate screen, or unknown.".formatted(id));
            }
        });
        screen.forEach((id, field) -> {
            if (field.path("required").asBoolean() && !fields.has(id) && !id.equals("reporter")) {
                wrong.put(id, field.path("name").asText() + " is required.");
            }
        });
        summary(fields.path("summary").asText(), wrong);
        fields.path("labels").forEach((label) -> label(label, wrong));
        return wrong;
    }

    private static void summary(String summary, Map<String, String> wrong) {
        if (summary.codePointCount(0, summary.length()) > 254) {
            wrong.put("summary", "Summary must be less than 255 characters.");
        }
        if (summary.lines().count() != 1) {
            wrong.put("summary", "The summary is invalid because it contains newline characters.");
        }
    }

    private static void label(JsonNode label, Map<String, String> wrong) {
        if (label.asText().contains(" ")) {
            wrong.put("labels", "The label '%s' contains spaces which is invalid.".formatted(label.asText()));
        }
    }

}
