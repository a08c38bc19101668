package io.tracebridge.tracker.fogbugz;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;

/** Texts for fields, made into what FogBugz takes; collects all that is wrong. */
final class FieldValues {

    private final Directory directory;

    private final Map<String, Object> columns = new LinkedHashMap<>();

    private final Map<String, String> wrong = new TreeMap<>();

    FieldValues(Directory directory) {
        this.directory = directory;
    }

    /** Blank texts fill nothing. */
    FieldValues fill(Map<String, String> fields) {
        fields.forEach((name, text) -> {
            if (!text.isBlank()) {
                CaseField.named(name).ifPresentOrElse((field) -> fill(field, name, text), () -> fillPlugin(name, text));
            }
        });
        return this;
    }

    /**
     * @param name what the admin or triager calls it
     */
    void fill(CaseField field, String name, String text) {
        try {
            this.columns.put(field.column(), field.value(text.strip(), this.directory));
        }
        catch (IllegalArgumentException ex) {
            this.wrong.put(name, ex.getMessage());
        }
    }

    private void fillPlugin(String name, String text) {
        if (CaseField.plugin(name)) {
            this.columns.put(name, text);
        }
        else {
            refuse(name, "FogBugz has no field '%s' that can be filled; it has %s".formatted(name, CaseField.known()));
        }
    }

    void refuse(String name, String why) {
        this.wrong.put(name, why);
    }

    /**
     * Column to value.
     * @throws Rejected naming every field that is unknown or wrong
     */
    Map<String, Object> columns() {
        if (!this.wrong.isEmpty()) {
            throw new Rejected(Reason.INVALID_FIELD,
                    this.wrong.entrySet()
                        .stream()
                        .map((field) -> field.getKey() + ": " + field.getValue())
                        .collect(Collectors.joining("; ")),
                    this.wrong);
        }
        return this.columns;
    }

}
