package io.tracebridge.tracker.phabricator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;

import io.tracebridge.issue.Document;
import io.tracebridge.issue.IssueDraft;
import io.tracebridge.issue.render.Limit;
import io.tracebridge.issue.render.RemarkupRenderer;
import io.tracebridge.tracker.Marker;
import io.tracebridge.tracker.MarkerLine;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.tracker.phabricator.Edit.Change;

/** Writes drafts, fields and comments as Phabricator's edit call takes them. */
final class TaskForm {

    /**
     * Phabricator has no limit of its own; its mail has one of 512 KiB, and remarkup is
     * rendered anew for each reader.
     */
    private static final Limit TEXT = Limit.utf8Bytes(200_000);

    /** Fields of Phabricator's own that take plain text. */
    private static final Set<String> PLAIN = Set.of("status", "subtype", "points", "column", "parent");

    private static final String CUSTOM = "custom.";

    private final Directory directory;

    private final PhabricatorSettings settings;

    TaskForm(Directory directory, PhabricatorSettings settings) {
        this.directory = directory;
        this.settings = settings;
    }

    static String remarkup(Document document) {
        return new RemarkupRenderer().render(document, TEXT);
    }

    /**
     * @throws Rejected naming the project or value that there is not
     */
    Edit creation(IssueDraft draft, Marker marker) {
        var edit = Edit.NOTHING.with("title", draft.title()).and(texts(draft, marker));
        // Labels that no project has as a hashtag, as few have our own, go nowhere.
        var projects = this.directory.projects(this.settings.projects(),
                draft.labels().stream().map(TaskForm::hashtag).toList());
        if (!projects.isEmpty()) {
            edit = edit.with("projects.add", projects);
        }
        if (!this.settings.space().isEmpty()) {
            edit = edit.with("space", this.directory.space());
        }
        var fields = new LinkedHashMap<>(draft.fields());
        if (!this.settings.priority().isEmpty()) {
            fields.putIfAbsent("priority", this.settings.priority());
        }
        edit = edit.and(changes(fields));
        var owner = draft.owner().map((name) -> name.strip().replaceFirst("^@", "")).filter((name) -> !name.isEmpty());
        if (owner.isPresent()) {
            edit = edit.with(Change.owner(owner.get()));
        }
        return edit;
    }

    /**
     * The description, which is elsewhere when the draft says so; the link back stays.
     */
    private List<Change> texts(IssueDraft draft, Marker marker) {
        var changes = new ArrayList<Change>();
        var description = draft.description();
        var elsewhere = draft.bodyField().filter((name) -> !name.isBlank() && !name.equalsIgnoreCase("description"));
        if (elsewhere.isPresent()) {
            changes.add(new Change(custom(elsewhere.get()), remarkup(description)));
            var blocks = description.blocks();
            description = new Document(blocks.subList(Math.max(0, blocks.size() - 1), blocks.size()));
        }
        var inDescription = this.settings.markerField().isEmpty();
        changes.add(new Change("description",
                remarkup(inDescription ? MarkerLine.under(description, marker) : description)));
        if (!inDescription) {
            changes.add(new Change(this.settings.markerField(), marker.value()));
        }
        return changes;
    }

    /** As Phabricator makes hashtags of names. */
    static String hashtag(String name) {
        return name.strip().replaceFirst("^#", "").toLowerCase(Locale.ROOT).replaceAll("[\\s?&+%=\"/#]+", "_");
    }

    /**
     * @param fields name to text; Phabricator's own, or custom ones with or without
     * {@code custom.}
     */
    List<Change> changes(Map<String, String> fields) {
        return fields.entrySet()
            .stream()
            .filter((field) -> !field.getValue().isBlank())
            .map((field) -> change(field.getKey().strip(), field.getValue().strip()))
            .toList();
    }

    private Change change(String name, String text) {
        var own = name.toLowerCase(Locale.ROOT);
        if (own.equals("priority")) {
            return new Change(own, this.directory.priority(text));
        }
        if (own.equals("projects")) {
            return new Change("projects.add",
                    this.directory.projects(list(text).stream().map(TaskForm::hashtag).toList(), List.of()));
        }
        if (PLAIN.contains(own)) {
            return new Change(own, text);
        }
        var key = custom(name);
        return new Change(key, typed(key, text));
    }

    private static String custom(String name) {
        return name.startsWith(CUSTOM) ? name : CUSTOM + name;
    }

    /** Conduit takes no text where it wants a number, a truth value or a list. */
    private Object typed(String key, String text) {
        var kind = this.directory.seen(key).stream().map(JsonNode::getNodeType).findFirst();
        return switch (kind.orElse(JsonNodeType.STRING)) {
            case NUMBER -> number(key, text);
            case BOOLEAN -> Set.of("true", "yes", "1").contains(text.toLowerCase(Locale.ROOT));
            case ARRAY -> list(text);
            default -> text;
        };
    }

    private static Long number(String key, String text) {
        try {
            return Long.valueOf(text);
        }
        catch (NumberFormatException ex) {
            var message = "'%s' is not a whole number, as %s must be".formatted(text, key);
            throw new Rejected(Reason.INVALID_FIELD, message, Map.of(key, message));
        }
    }

    private static List<String> list(String text) {
        return Arrays.stream(text.split(",")).map(String::strip).filter((one) -> !one.isEmpty()).toList();
    }

}
