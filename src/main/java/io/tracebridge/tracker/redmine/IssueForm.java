package io.tracebridge.tracker.redmine;

import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import io.tracebridge.issue.Document;
import io.tracebridge.issue.IssueDraft;
import io.tracebridge.issue.render.Limit;
import io.tracebridge.tracker.Marker;
import io.tracebridge.tracker.MarkerLine;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;

/**
 * A draft as Redmine's create call takes it.
 */
final class IssueForm {

    /** What a MySQL text column holds, the smallest among Redmine's databases. */
    private static final Limit DESCRIPTION = Limit.utf8Bytes(65_535);

    private static final List<String> ALWAYS_SENT = List.of("Project", "Tracker", "Subject", "Description");

    private final Directory directory;

    private final RedmineSettings settings;

    private final NamedId tracker;

    private final Map<StandardField, Object> standard = new EnumMap<>(StandardField.class);

    private final Map<CustomField, Object> custom = new LinkedHashMap<>();

    private final Map<String, String> wrong = new TreeMap<>();

    private final String subject;

    private String description = "";

    /**
     * @throws Rejected naming every field that is unknown or wrong
     */
    IssueForm(Directory directory, RedmineSettings settings, IssueDraft draft, Marker marker) {
        this.directory = directory;
        this.settings = settings;
        this.subject = draft.title();
        this.tracker = directory.tracker();
        if (!settings.priority().isEmpty()) {
            standard(StandardField.PRIORITY, Redmine.PRIORITY.name(), settings.priority());
        }
        draft.fields().forEach(this::fill);
        draft.owner()
            .filter((owner) -> !owner.isBlank())
            .ifPresent((owner) -> standard(StandardField.ASSIGNEE, "owner", owner));
        var marked = mark(marker);
        body(draft, marked ? draft.description() : MarkerLine.under(draft.description(), marker));
        if (!this.wrong.isEmpty()) {
            throw new Rejected(Reason.INVALID_FIELD,
                    this.wrong.entrySet()
                        .stream()
                        .map((e) -> e.getKey() + ": " + e.getValue())
                        .collect(Collectors.joining("; ")),
                    this.wrong);
        }
    }

    /**
     * Whether the marker field alone is sure to show the marker. Only administrators can
     * know; for others the description carries it too.
     */
    private boolean mark(Marker marker) {
        if (this.settings.markerField().isEmpty()) {
            return false;
        }
        var field = this.directory.markerField();
        if (field.isEmpty()) {
            this.wrong.put(Redmine.MARKER_FIELD.name(), unknown(this.settings.markerField()));
            return false;
        }
        this.custom.put(field.get(), marker.value());
        return field.get().provenFilter(this.tracker.id());
    }

    private void fill(String name, String text) {
        if (text.isBlank()) {
            return;
        }
        var own = StandardField.named(name);
        if (own.isPresent()) {
            standard(own.get(), name, text.strip());
            return;
        }
        customField(name).ifPresentOrElse((field) -> this.custom.put(field, field.value(text)),
                () -> this.wrong.put(name, unknown(name)));
    }

    private Optional<CustomField> customField(String name) {
        return this.directory.customField(name);
    }

    private void standard(StandardField field, String name, String text) {
        try {
            this.standard.put(field, field.value(text, this.directory));
        }
        catch (IllegalArgumentException ex) {
            this.wrong.put(name, ex.getMessage());
        }
    }

    private String unknown(String name) {
        var names = this.directory.customFieldNames();
        return "no custom field '%s' is known%s; where this account may not list them, give the field's number"
            .formatted(name, names.isEmpty() ? "" : ", only " + String.join(", ", names));
    }

    private void body(IssueDraft draft, Document document) {
        var text = this.settings.textFormat().text(document, DESCRIPTION);
        var elsewhere = draft.bodyField().filter((name) -> !name.isBlank() && !name.equalsIgnoreCase("description"));
        if (elsewhere.isEmpty()) {
            this.description = text;
            return;
        }
        customField(elsewhere.get()).ifPresentOrElse((field) -> this.custom.put(field, text),
                () -> this.wrong.put(elsewhere.get(), unknown(elsewhere.get())));
    }

    Map<String, Object> json() {
        var json = new LinkedHashMap<String, Object>();
        json.put("project_id", this.directory.project().path("id").asInt());
        json.put("tracker_id", this.tracker.id());
        json.put("subject", this.subject);
        json.put("description", this.description);
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

    /** What Redmine's messages about this issue may start with. */
    Collection<String> labels() {
        var labels = new LinkedHashSet<>(ALWAYS_SENT);
        Stream.of(StandardField.values()).map(StandardField::label).forEach(labels::add);
        this.custom.keySet().stream().map(CustomField::name).forEach(labels::add);
        return labels;
    }

    /** Whether it has characters that a database with three-byte UTF-8 cannot hold. */
    boolean beyondThreeBytes() {
        return (this.subject + this.description).codePoints().anyMatch(Character::isSupplementaryCodePoint);
    }

    /** What Redmine took but did not do, going by its answer. */
    List<String> ignored(JsonNode issue) {
        return new Echo(issue).ignored(this.tracker, this.standard, this.custom);
    }

}
