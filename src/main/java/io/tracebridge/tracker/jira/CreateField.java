package io.tracebridge.tracker.jira;

import java.util.List;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One field of the form that Jira would show a person who creates an issue of this type.
 *
 * @param id what requests call it ({@code components}, {@code customfield_10068})
 * @param name what people call it; unique in practice, not by rule
 * @param filled whether Jira fills it by itself when we don't
 * @param settable whether a create call may carry it
 * @param type Jira's data type ({@code string}, {@code array}, {@code option}, …)
 * @param items the type of an array's items; empty otherwise
 * @param kind what tells apart fields of one type: the last part of a custom field's type
 * ({@code textarea}) or the system name ({@code environment})
 * @param options what it takes, in people's words; empty when anything or unknown
 */
record CreateField(String id, String name, boolean required, boolean filled, boolean settable, String type,
        String items, String kind, List<Option> options) {

    /**
     * @param text a custom option's value, or the name of a priority, version, component
     */
    record Option(String id, String text) {
    }

    static CreateField of(JsonNode json) {
        var schema = json.path("schema");
        var custom = schema.path("custom").asText();
        var kind = custom.isEmpty() ? schema.path("system").asText() : custom.substring(custom.lastIndexOf(':') + 1);
        var operations = json.path("operations");
        return new CreateField(json.path("fieldId").asText(json.path("key").asText()), json.path("name").asText(),
                json.path("required").asBoolean(), json.path("hasDefaultValue").asBoolean(),
                !operations.isArray() || !operations.isEmpty(), schema.path("type").asText(),
                schema.path("items").asText(), kind, options(json.path("allowedValues")));
    }

    private static List<Option> options(JsonNode values) {
        return StreamSupport.stream(values.spliterator(), false)
            .map((value) -> new Option(value.path("id").asText(),
                    value.path("value").asText(value.path("name").asText())))
            .filter((option) -> !option.id().isEmpty() && !option.text().isEmpty())
            .toList();
    }

    /** Whether it takes formatted text, which Jira Cloud wants as a document tree. */
    boolean richText() {
        return this.type.equals("string")
                && (this.kind.equals("textarea") || this.kind.equals("description") || this.kind.equals("environment"));
    }

    /**
     * Whether Jira would refuse an issue that leaves it empty. It calls the reporter
     * required and then fills in who creates the issue.
     */
    boolean needsValue() {
        return this.required && !this.filled && this.settable && !this.id.equals("reporter");
    }

    boolean answersTo(String nameOrId) {
        return this.id.equals(nameOrId) || this.name.equalsIgnoreCase(nameOrId);
    }

}
