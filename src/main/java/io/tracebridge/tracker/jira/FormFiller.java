package io.tracebridge.tracker.jira;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.tracebridge.issue.Document;
import io.tracebridge.issue.IssueDraft;
import io.tracebridge.tracker.Marker;
import io.tracebridge.tracker.MarkerLine;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;

/**
 * Fills a draft into what Jira's create screen takes. Everything that the screen itself
 * shows to be wrong is said at once, before any call; the rest Jira judges. Used once.
 */
final class FormFiller {

    /** Ours to leave out when the screen has no place for them. */
    static final Set<String> OPTIONAL = Set.of("labels", "assignee");

    /** What every issue of ours has, so that nobody needs to be told to fill it. */
    static final Set<String> ALWAYS_FILLED = Set.of("project", "issuetype", "summary", "description", "labels");

    private static final Set<String> FROM_THE_INTEGRATION = Set.of("project", "issuetype", "summary");

    static final String NO_LABELS = "Labels is not on Jira's create screen, so issues carry no labels and are"
            + " recognised by the last line of their description; best put Labels on the screen.";

    private final CreateScreen screen;

    private final FieldValues values;

    private final Function<Document, Object> richText;

    private final Map<String, Object> filled = new LinkedHashMap<>();

    private final List<String> warnings = new ArrayList<>();

    private final Map<String, String> wrong = new TreeMap<>();

    FormFiller(CreateScreen screen, FieldValues values, Function<Document, Object> richText) {
        this.screen = screen;
        this.values = values;
        this.richText = richText;
    }

    /**
     * @param hidden optional fields that Jira was found not to take, whatever its create
     * screen says
     * @throws Rejected naming every field that is unknown, wrong or missing
     */
    IssueForm fill(IssueDraft draft, Marker marker, Set<String> hidden) {
        this.filled.put("project", Map.of("key", this.screen.projectKey()));
        this.filled.put("issuetype", Map.of("id", this.screen.issueTypeId()));
        this.filled.put("summary", draft.title());
        draft.fields().forEach(this::custom);
        var labelled = labels(draft, marker, hidden);
        body(draft, labelled ? draft.description() : MarkerLine.under(draft.description(), marker));
        draft.owner().filter((owner) -> !owner.isBlank()).ifPresent((owner) -> assignee(owner, hidden));
        required();
        if (!this.wrong.isEmpty()) {
            throw new Rejected(Reason.INVALID_FIELD,
                    this.wrong.entrySet()
                        .stream()
                        .map((e) -> e.getKey() + ": " + e.getValue())
                        .collect(Collectors.joining("; ")),
                    this.wrong);
        }
        return new IssueForm(this.filled, this.warnings);
    }

    private void custom(String name, String text) {
        if (text.isBlank()) {
            return;
        }
        var field = this.screen.find(name).filter(CreateField::settable);
        if (field.isEmpty()) {
            this.wrong.put(name, "no such field on the create screen of %s in %s; it has %s"
                .formatted(this.screen.issueTypeName(), this.screen.projectKey(), names()));
        }
        else if (FROM_THE_INTEGRATION.contains(field.get().id())) {
            this.wrong.put(name, "comes from the integration's own settings and cannot be a custom field");
        }
        else {
            try {
                this.filled.put(field.get().id(), this.values.of(field.get(), text));
            }
            catch (IllegalArgumentException ex) {
                this.wrong.put(name, ex.getMessage());
            }
        }
    }

    private String names() {
        return this.screen.fields()
            .stream()
            .filter((field) -> field.settable() && !FROM_THE_INTEGRATION.contains(field.id()))
            .map(CreateField::name)
            .sorted()
            .collect(Collectors.joining(", "));
    }

    private boolean labels(IssueDraft draft, Marker marker, Set<String> hidden) {
        if (hidden.contains("labels") || !this.screen.has("labels")) {
            this.warnings.add(NO_LABELS);
            return false;
        }
        var labels = new LinkedHashSet<Object>();
        draft.labels().stream().map(FieldValues::label).filter((l) -> !l.isEmpty()).forEach(labels::add);
        if (this.filled.get("labels") instanceof List<?> more) {
            labels.addAll(more);
        }
        labels.add(marker.value());
        this.filled.put("labels", List.copyOf(labels));
        return true;
    }

    private void body(IssueDraft draft, Document description) {
        var name = draft.bodyField().filter((field) -> !field.isBlank()).orElse("description");
        var field = this.screen.find(name).filter(CreateField::settable);
        if (field.isEmpty() || !field.get().richText()) {
            this.wrong.put(name, "takes the description, so it must be a paragraph (multi-line text) field on the"
                    + " create screen of " + this.screen.issueTypeName());
            return;
        }
        this.filled.put(field.get().id(), this.richText.apply(description));
    }

    private void assignee(String owner, Set<String> hidden) {
        if (hidden.contains("assignee") || !this.screen.has("assignee")) {
            this.warnings
                .add("Assignee is not on Jira's create screen, so the issue is not assigned to " + owner + ".");
            return;
        }
        this.filled.put("assignee", this.values.account(owner));
    }

    private void required() {
        for (var field : this.screen.fields()) {
            if (field.needsValue() && !this.filled.containsKey(field.id())) {
                this.wrong.putIfAbsent(field.name(), "Jira requires it for " + this.screen.issueTypeName()
                        + "; add it to the integration's custom fields");
            }
        }
    }

}
