package io.tracebridge.web.page.issues;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.tracebridge.link.DraftForm;
import io.tracebridge.link.IssueForms;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.web.page.Sentences;

/**
 * The form "Complete issue details" on the group's page.
 *
 * @param requestId of the request that it makes or completes
 * @param people whether the tracker can be searched for the owner; else its account id is
 * written
 * @param ownerName what people call the owner; empty for nobody
 */
record Dialog(String project, String fingerprint, Kind kind, UUID requestId, String integration, String tracker,
        String note, String title, String owner, String ownerName, boolean people, List<FieldView> fields) {

    private static final int LONGEST_TITLE = 1_000;

    enum Kind {

        /** Asks for an issue. */
        NEW,

        /** Gives the details of one that was asked for. */
        OPEN_REQUEST

    }

    /** As the form proposes it. */
    static Dialog of(Place place, Kind kind, UUID requestId, DraftForm form) {
        return of(place, kind, requestId, form, new Typed(null, form.title(), form.owner(), null, Map.of()));
    }

    /** With what a person typed so far. */
    static Dialog of(Place place, Kind kind, UUID requestId, DraftForm form, Typed typed) {
        var fields = new ArrayList<FieldView>();
        for (var field : form.fields()) {
            fields.add(FieldView.of(fields.size(), field, typed.fields().get(field.name())));
        }
        return new Dialog(place.project().name(), place.fingerprint(), kind, requestId, form.integration(),
                form.tracker(), form.note(), typed.title(), typed.owner(), name(form, typed), !form.owners().isEmpty(),
                List.copyOf(fields));
    }

    /**
     * What is wrong with all that was typed, field by field.
     * @return path as the API names it to message; empty when nothing is
     */
    static Map<String, String> errors(IssueForms forms, DraftForm form, Typed typed) {
        var errors = new LinkedHashMap<String, String>();
        try {
            typed.details().check();
        }
        catch (InvalidInputException ex) {
            errors.put(ex.field(), Sentences.of(ex.getMessage()));
        }
        if (typed.title().isBlank()) {
            errors.put("title", "Is required.");
        }
        forms.missing(form, typed.fields()).forEach((path) -> errors.put(path, "Is required by the tracker."));
        form.fields()
            .forEach((field) -> FieldView.wrong(field, typed.fields().getOrDefault(field.name(), ""))
                .ifPresent((message) -> errors.putIfAbsent("fields." + field.name(), Sentences.of(message))));
        return errors;
    }

    public String heading() {
        return (this.kind == Kind.NEW) ? "Create an issue" : "Complete the issue";
    }

    /** Where it is sent, below the group's address. */
    public String action() {
        return "/issues/" + ((this.kind == Kind.NEW) ? "new" : this.requestId + "/complete");
    }

    public int longestTitle() {
        return LONGEST_TITLE;
    }

    private static String name(DraftForm form, Typed typed) {
        if (typed.ownerName() != null && !typed.ownerName().isEmpty()) {
            return typed.ownerName();
        }
        return form.owners()
            .stream()
            .filter((choice) -> choice.value().equals(typed.owner()))
            .map(DraftForm.Choice::label)
            .findFirst()
            .orElse(typed.owner());
    }

}
