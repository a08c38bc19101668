package io.tracebridge.tracker.redmine;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;

/**
 * Field names and texts as Redmine's calls take them: numbers for what it lists, lists
 * for what takes several values. Gathers all that is wrong, so that a person hears of it
 * at once.
 */
final class FieldValues {

    private final Directory directory;

    private final Map<StandardField, Object> standard = new EnumMap<>(StandardField.class);

    private final Map<CustomField, Object> custom = new LinkedHashMap<>();

    private final Map<String, String> wrong = new TreeMap<>();

    FieldValues(Directory directory) {
        this.directory = directory;
    }

    Map<StandardField, Object> standard() {
        return this.standard;
    }

    Map<CustomField, Object> custom() {
        return this.custom;
    }

    /**
     * Sets Redmine's own field or the custom field of that name; a blank text sets none.
     */
    void fill(String name, String text) {
        if (text.isBlank()) {
            return;
        }
        var own = StandardField.named(name);
        if (own.isPresent()) {
            fill(own.get(), name, text.strip());
            return;
        }
        customField(name).ifPresent((field) -> this.custom.put(field, field.value(text)));
    }

    /**
     * @param name what the person who can correct it calls it
     */
    void fill(StandardField field, String name, String text) {
        try {
            this.standard.put(field, field.value(text, this.directory));
        }
        catch (IllegalArgumentException ex) {
            this.wrong.put(name, ex.getMessage());
        }
    }

    /** Sets the custom field to the text as it is. */
    void fill(CustomField field, String text) {
        this.custom.put(field, text);
    }

    /** Notes it as wrong when there is none. */
    Optional<CustomField> customField(String name) {
        var field = this.directory.customField(name);
        if (field.isEmpty()) {
            unknown(name, name);
        }
        return field;
    }

    /**
     * @param setting what is wrong
     * @param field the custom field that it names in vain
     */
    void unknown(String setting, String field) {
        var names = this.directory.customFieldNames();
        this.wrong.put(setting,
                "no custom field '%s' is known%s; where this account may not list them, give the field's number"
                    .formatted(field, names.isEmpty() ? "" : ", only " + String.join(", ", names)));
    }

    /**
     * @throws Rejected naming every field that is unknown or wrong
     */
    void mustBeRight() {
        if (!this.wrong.isEmpty()) {
            var all = this.wrong.entrySet()
                .stream()
                .map((e) -> e.getKey() + ": " + e.getValue())
                .collect(Collectors.joining("; "));
            throw new Rejected(Reason.INVALID_FIELD, all, this.wrong);
        }
    }

    Map<String, Object> json() {
        var json = new LinkedHashMap<String, Object>();
        this.standard.forEach((field, value) -> json.put(field.attribute(), value));
        if (!this.custom.isEmpty()) {
            json.put("custom_fields",
                    this.custom.entrySet()
                        .stream()
                        .map((e) -> Map.of("id", e.getKey().id(), "value", e.getValue()))
                        .toList());
        }
        return json;
    }

    /** What Redmine's messages may start with to say which field they mean. */
    Set<String> labels() {
        var labels = new LinkedHashSet<String>();
        for (var field : StandardField.values()) {
            labels.add(field.label());
        }
        this.custom.keySet().forEach((field) -> labels.add(field.name()));
        return labels;
    }

}
