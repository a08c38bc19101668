package io.tracebridge.tracker.jira;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.tracebridge.tracker.Issue;

/**
 * A step that Jira's workflow offers for an issue as it stands now.
 *
 * @param fields what its screen has
 */
record Transition(String id, String name, Issue.Status to, List<CreateField> fields) {

    static Transition of(JsonNode json) {
        var fields = json.path("fields")
            .properties()
            .stream()
            // Data Center names the field by its place in the object alone.
            .map((field) -> CreateField.of(field.getValue().<ObjectNode>deepCopy().put("fieldId", field.getKey())))
            .toList();
        return new Transition(json.path("id").asText(), json.path("name").asText(),
                IssueReader.status(json.path("to"), ""), fields);
    }

    /** What the screen insists on and nobody gave: field name to words about it. */
    Map<String, String> missing(Map<String, String> given) {
        return this.fields.stream()
            .filter((field) -> field.needsValue() && given(field, given).isEmpty())
            .collect(Collectors.toMap(CreateField::name, Transition::words, (one, other) -> one));
    }

    private static String words(CreateField field) {
        var options = field.options().stream().map(CreateField.Option::text).collect(Collectors.joining(", "));
        return options.isEmpty() ? "is required" : "is required, one of " + options;
    }

    /**
     * What to send of it. Fields that are not on the screen stay away, since Jira would
     * refuse them; what is optional belongs to the last step only, and a resolution to
     * one that ends the work.
     * @throws IllegalArgumentException in words about a text that does not fit its field
     */
    Map<String, Object> fill(Map<String, String> given, boolean last, FieldValues values) {
        var filled = new LinkedHashMap<String, Object>();
        for (var field : this.fields) {
            var wanted = field.needsValue()
                    || (last && (!field.id().equals("resolution") || this.to.category().equals("done")));
            if (wanted && field.settable()) {
                given(field, given).ifPresent((text) -> filled.put(field.id(), values.of(field, text)));
            }
        }
        return filled;
    }

    private static Optional<String> given(CreateField field, Map<String, String> given) {
        return given.entrySet()
            .stream()
            .filter((entry) -> field.answersTo(entry.getKey()) && !entry.getValue().isBlank())
            .map(Map.Entry::getValue)
            .findFirst();
    }

}
