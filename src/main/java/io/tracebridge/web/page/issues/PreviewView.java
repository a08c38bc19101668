package io.tracebridge.web.page.issues;

import java.util.List;
import java.util.TreeMap;

import io.tracebridge.link.IssueForms;

/**
 * An issue as it would read, in parts that a template shows as text.
 *
 * @param problem why there is none; null when there is one
 * @param fields in the order of their names
 * @param owner what people call the owner; null for nobody
 * @param format of {@code source}
 * @param source the description as the tracker gets it
 */
record PreviewView(String problem, String tracker, String title, List<String> labels, List<Named> fields, String owner,
        List<BlockView> description, String format, String source) {

    record Named(String name, String value) {
    }

    static PreviewView of(IssueForms.Previewed preview, String ownerName) {
        var draft = preview.draft();
        var fields = new TreeMap<>(draft.fields()).entrySet()
            .stream()
            .map((field) -> new Named(field.getKey(), field.getValue()))
            .toList();
        var owner = draft.owner()
            .map((id) -> (ownerName != null && !ownerName.isBlank()) ? ownerName : id)
            .orElse(null);
        return new PreviewView(null, preview.tracker(), draft.title(), draft.labels(), fields, owner,
                BlockView.of(draft.description()), preview.description().format(), preview.description().text());
    }

    static PreviewView problem(String problem) {
        return new PreviewView(problem, "", "", List.of(), List.of(), null, List.of(), "", "");
    }

}
