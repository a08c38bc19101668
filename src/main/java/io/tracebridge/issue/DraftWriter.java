package io.tracebridge.issue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the issue of a group in an integration's words, before any tracker's format.
 * Equal input gives an equal draft, so a retry creates what the first try would have
 * created.
 */
public final class DraftWriter {

    /**
     * The words of the link back to the group, which end every description. Fixed, so
     * that rules inside trackers (Phabricator's Herald) can look for them.
     */
    public static final String LINK_TEXT = "View in Tracebridge";

    private static final String LABELS = "labels";

    private static final String DESCRIPTION = "description";

    /**
     * @param titleLimit the tracker's, in code points; at least 1
     * @param overrides what a person said; {@link Overrides#NONE} when a rule asks
     */
    public IssueDraft write(GroupSummary group, Payload payload, int titleLimit, Overrides overrides) {
        Map<String, String> fields = fields(group, payload, overrides);
        List<String> labels = Optional.ofNullable(fields.remove(LABELS))
            .map(DraftWriter::split)
            .orElse(payload.labels());
        Document description = Optional.ofNullable(fields.remove(DESCRIPTION))
            .map((text) -> Description.of(group, text))
            .orElseGet(() -> Description.of(group, payload.display()));
        return new IssueDraft(title(group, payload, titleLimit, overrides), description, labels, fields,
                Optional.ofNullable(payload.bodyField()).filter((field) -> !field.isBlank()),
                Optional.of(overrides.owner()).filter((owner) -> !owner.isEmpty()));
    }

    /** The custom fields that the group has values for, name to text. */
    public Map<String, String> fields(GroupSummary group, Payload payload) {
        return fields(group, payload, Overrides.NONE);
    }

    private static String title(GroupSummary group, Payload payload, int limit, Overrides overrides) {
        String given = PlainText.cut(PlainText.oneLine(overrides.title()), limit);
        if (!given.isEmpty()) {
            return given;
        }
        String title = new Subject(payload.subject()).render(group, limit);
        return !title.isEmpty() ? title : new Subject(Payload.DEFAULT_SUBJECT).render(group, limit);
    }

    private static Map<String, String> fields(GroupSummary group, Payload payload, Overrides overrides) {
        Map<String, String> fields = new HashMap<>();
        payload.customFields()
            .forEach((name, text) -> new FieldTemplate(text).fill(group)
                .ifPresent((filled) -> fields.put(name, filled)));
        overrides.fields().forEach((name, text) -> {
            String given = PlainText.clean(text).strip();
            if (given.isEmpty()) {
                fields.remove(name);
            }
            else {
                fields.put(name, given);
            }
        });
        return fields;
    }

    private static List<String> split(String labels) {
        return Arrays.stream(labels.split(","))
            .map(PlainText::oneLine)
            .filter((label) -> !label.isEmpty())
            .distinct()
            .toList();
    }

}
