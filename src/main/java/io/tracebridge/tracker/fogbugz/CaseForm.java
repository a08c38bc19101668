package io.tracebridge.tracker.fogbugz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import io.tracebridge.issue.IssueDraft;
import io.tracebridge.issue.render.HtmlRenderer;
import io.tracebridge.issue.render.Limit;
import io.tracebridge.issue.render.PlainRenderer;
import io.tracebridge.tracker.Marker;
import io.tracebridge.tracker.TrackerException.Rejected;

/** A draft as FogBugz's {@code new} takes it. */
final class CaseForm {

    /** FogBugz names no limit; nobody reads more. */
    static final Limit TEXT = Limit.characters(60_000);

    private final Map<String, Object> arguments = new LinkedHashMap<>();

    /** What the case should have afterwards, by column. */
    private final Map<String, Object> asked = new LinkedHashMap<>();

    /**
     * @throws Rejected naming every field that is unknown or wrong
     */
    CaseForm(Directory directory, IssueDraft draft, Marker marker) {
        this.asked.put("sTitle", draft.title());
        this.asked.put("ixProject", directory.project().id());
        this.asked.put("ixCategory", directory.category().id());
        directory.area().ifPresent((area) -> this.asked.put("ixArea", area.id()));
        directory.priority().ifPresent((priority) -> this.asked.put("ixPriority", priority.id()));
        directory.nobody().ifPresent((nobody) -> this.asked.put(CaseField.ASSIGNEE.column(), nobody.id()));
        var fields = new FieldValues(directory).fill(draft.fields());
        draft.owner()
            .filter((owner) -> !owner.isBlank())
            .ifPresent((owner) -> fields.fill(CaseField.ASSIGNEE, "owner", owner));
        body(draft, fields);
        this.asked.putAll(fields.columns());
        this.arguments.put("sTags", tags(draft, marker));
        this.arguments.put("sScoutDescription", marker.value());
    }

    /** The field that takes the description in place of the case's own text. */
    static Optional<String> elsewhere(IssueDraft draft) {
        return draft.bodyField().filter((name) -> !name.isBlank() && !name.equalsIgnoreCase("description"));
    }

    private void body(IssueDraft draft, FieldValues fields) {
        var elsewhere = elsewhere(draft);
        if (elsewhere.isEmpty()) {
            this.arguments.put("sEvent", new HtmlRenderer().render(draft.description(), TEXT));
            this.arguments.put("fRichText", true);
        }
        else if (CaseField.holdsText(elsewhere.get())) {
            fields.fill(Map.of(elsewhere.get(), new PlainRenderer().render(draft.description(), TEXT)));
        }
        else {
            fields.refuse(elsewhere.get(),
                    "the description can go to 'description', 'Release notes' or a custom field only");
        }
    }

    /** The marker among them finds the case where BugzScout cannot be asked. */
    private static String tags(IssueDraft draft, Marker marker) {
        return Stream.concat(draft.labels().stream(), Stream.of(marker.value()))
            .map((tag) -> tag.replace(',', ' ').strip())
            .collect(Collectors.joining(","));
    }

    Map<String, Object> arguments() {
        var all = new LinkedHashMap<>(this.asked);
        all.putAll(this.arguments);
        var columns = new ArrayList<>(this.asked.keySet());
        columns.addAll(List.of("ixBug", "sProject", "fScoutStopReporting"));
        all.put("cols", columns);
        return all;
    }

    /**
     * What FogBugz took but did not do. It puts a case into another project, if the
     * account may not change this one, and leaves out columns that it does not have.
     * @param created the case as the answer shows it
     */
    List<String> ignored(JsonNode created) {
        var ignored = new ArrayList<String>();
        if (created.path("fScoutStopReporting").asBoolean()) {
            ignored.add("Somebody has told FogBugz to stop reporting on this case, so nothing was added to it.");
        }
        if (created.has("ixProject") && !same(this.asked.get("ixProject"), created.path("ixProject"))) {
            ignored.add("FogBugz put the case into the project " + created.path("sProject").asText()
                    + ", since this account may not change the one asked for.");
        }
        this.asked.forEach((column, value) -> {
            var has = created.path(column);
            var missing = has.isMissingNode() && CaseField.plugin(column);
            if (missing || (compared(column) && !has.isMissingNode() && !same(value, has))) {
                ignored.add("FogBugz ignored %s: asked for '%s', the case has '%s'.".formatted(column, value,
                        has.asText("")));
            }
        });
        return ignored;
    }

    /** FogBugz words dates and numbers in its own way. */
    private static boolean compared(String column) {
        return (column.startsWith("ix") && !column.equals("ixProject")) || column.startsWith("s");
    }

    private static boolean same(Object asked, JsonNode has) {
        // Lone surrogates do not survive the way there.
        var sent = new String(asked.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        return sent.equals(has.asText(""));
    }

}
