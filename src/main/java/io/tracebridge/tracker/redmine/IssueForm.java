package io.tracebridge.tracker.redmine;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import io.tracebridge.issue.Document;
import io.tracebridge.issue.IssueDraft;
import io.tracebridge.tracker.Marker;
import io.tracebridge.tracker.MarkerLine;
import io.tracebridge.tracker.TrackerException.Rejected;

/**
 * A draft as Redmine's create call takes it.
 */
final class IssueForm {

    private static final List<String> ALWAYS_SENT = List.of("Project", "Tracker", "Subject", "Description");

    private final Directory directory;

    private final RedmineSettings settings;

    private final NamedId tracker;

    private final FieldValues fields;

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
        this.fields = new FieldValues(directory);
        if (!settings.priority().isEmpty()) {
            this.fields.fill(StandardField.PRIORITY, Redmine.PRIORITY.name(), settings.priority());
        }
        draft.fields().forEach(this.fields::fill);
        draft.owner()
            .filter((owner) -> !owner.isBlank())
            .ifPresent((owner) -> this.fields.fill(StandardField.ASSIGNEE, "owner", owner));
        var marked = mark(marker);
        body(draft, marked ? draft.description() : MarkerLine.under(draft.description(), marker));
        this.fields.mustBeRight();
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
            this.fields.unknown(Redmine.MARKER_FIELD.name(), this.settings.markerField());
            return false;
        }
        this.fields.fill(field.get(), marker.value());
        return field.get().provenFilter(this.tracker.id());
    }

    private void body(IssueDraft draft, Document document) {
        var text = this.settings.textFormat().text(document, TextFormat.COLUMN);
        var elsewhere = draft.bodyField().filter((name) -> !name.isBlank() && !name.equalsIgnoreCase("description"));
        if (elsewhere.isEmpty()) {
            this.description = text;
            return;
        }
        this.fields.customField(elsewhere.get()).ifPresent((field) -> this.fields.fill(field, text));
    }

    Map<String, Object> json() {
        var json = new LinkedHashMap<String, Object>();
        json.put("project_id", this.directory.project().path("id").asInt());
        json.put("tracker_id", this.tracker.id());
        json.put("subject", this.subject);
        json.put("description", this.description);
        json.putAll(this.fields.json());
        return json;
    }

    /** What Redmine's messages about this issue may start with. */
    Collection<String> labels() {
        var labels = new LinkedHashSet<>(ALWAYS_SENT);
        labels.addAll(this.fields.labels());
        return labels;
    }

    /** Whether it has characters that a database with three-byte UTF-8 cannot hold. */
    boolean beyondThreeBytes() {
        return (this.subject + this.description).codePoints().anyMatch(Character::isSupplementaryCodePoint);
    }

    /** What Redmine took but did not do, going by its answer. */
    List<String> ignored(JsonNode issue) {
        return new Echo(issue).ignored(this.tracker, this.fields.standard(), this.fields.custom());
    }

}
