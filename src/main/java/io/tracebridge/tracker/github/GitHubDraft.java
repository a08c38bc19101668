package io.tracebridge.tracker.github;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracebridge.issue.IssueDraft;
import io.tracebridge.issue.render.GfmRenderer;
import io.tracebridge.issue.render.Limit;
import io.tracebridge.tracker.Marker;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;

/**
 * An issue draft as GitHub takes it. Without push access GitHub drops labels, assignees,
 * milestone and type and says nothing, so this also compares what came of them.
 */
record GitHubDraft(String title, String body, List<String> labels, List<String> assignees, Optional<Integer> milestone,
        Optional<String> type) {

    /** GitHub counts characters; so many UTF-16 units are never more. */
    static final int BODY_LIMIT = 65_536;

    private static final Set<String> FIELDS = Set.of("labels", "milestone", "type");

    private static final Pattern MARKER_LINE = Pattern.compile("(?m)^<!-- tracebridge:(\\w+) -->\\s*$");

    /**
     * @throws TrackerException.Rejected naming a field that GitHub does not have
     */
    static GitHubDraft of(IssueDraft draft, Marker marker) {
        draft.bodyField().filter((field) -> !field.isEmpty() && !field.equals("body")).ifPresent((field) -> {
            throw invalid(field, "GitHub takes the description in its field body only");
        });
        for (var field : draft.fields().keySet()) {
            if (!FIELDS.contains(field)) {
                throw invalid(field, "GitHub issues have no such field; there are labels, milestone and type");
            }
        }
        return new GitHubDraft(draft.title(), body(draft, marker), labels(draft), draft.owner().stream().toList(),
                field(draft, "milestone").map(GitHubDraft::milestone), field(draft, "type"));
    }

    /** The marker is the last thing in a body, after all text that comes from reports. */
    static boolean carries(String body, Marker marker) {
        return MARKER_LINE.matcher(body)
            .results()
            .reduce((earlier, later) -> later)
            .filter((last) -> last.group(1).equals(marker.value()))
            .isPresent();
    }

    private static String body(IssueDraft draft, Marker marker) {
        var end = "\n\n<!-- tracebridge:" + marker + " -->";
        return new GfmRenderer().render(draft.description(), Limit.characters(BODY_LIMIT - end.length())) + end;
    }

    private static List<String> labels(IssueDraft draft) {
        var computed = field(draft, "labels").stream()
            .flatMap((text) -> Arrays.stream(text.split(",")))
            .map(String::strip);
        return Stream.concat(draft.labels().stream(), computed).filter((label) -> !label.isEmpty()).distinct().toList();
    }

    private static Optional<String> field(IssueDraft draft, String name) {
        return Optional.ofNullable(draft.fields().get(name)).map(String::strip).filter((text) -> !text.isEmpty());
    }

    private static int milestone(String text) {
        try {
            return Integer.parseInt(text);
        }
        catch (NumberFormatException ex) {
            throw invalid("milestone", "must be the milestone's number, as in its address, not \"" + text + "\"");
        }
    }

    private static TrackerException invalid(String field, String message) {
        return new TrackerException.Rejected(Reason.INVALID_FIELD, field + ": " + message + ".",
                Map.of(field, message));
    }

    ObjectNode json() {
        var json = JsonNodeFactory.instance.objectNode().put("title", this.title).put("body", this.body);
        this.labels.forEach(json.putArray("labels")::add);
        this.assignees.forEach(json.putArray("assignees")::add);
        this.milestone.ifPresent((number) -> json.put("milestone", number));
        this.type.ifPresent((name) -> json.put("type", name));
        return json;
    }

    /** What the created issue lacks of this draft, in words for an admin. */
    List<String> dropped(JsonNode created) {
        var warnings = new ArrayList<String>();
        lacking(this.labels, created.path("labels"), "name")
            .ifPresent((names) -> warnings.add(dropped("the labels " + names)));
        lacking(this.assignees, created.path("assignees"), "login")
            .ifPresent((logins) -> warnings.add(dropped("the assignee " + logins)));
        this.milestone.filter((number) -> created.path("milestone").path("number").asInt() != number)
            .ifPresent((number) -> warnings.add(dropped("the milestone " + number)));
        this.type.filter((name) -> !name.equalsIgnoreCase(created.path("type").path("name").asText()))
            .ifPresent((name) -> warnings.add(dropped("the type " + name)));
        return warnings;
    }

    private static String dropped(String what) {
        return "GitHub created the issue but left out " + what
                + ": the token's account needs push access to the repository.";
    }

    /** GitHub takes labels and logins in any case and answers with its own spelling. */
    private static Optional<String> lacking(List<String> sent, JsonNode echoed, String key) {
        var present = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        StreamSupport.stream(echoed.spliterator(), false)
            .map((node) -> node.isTextual() ? node.asText() : node.path(key).asText())
            .forEach(present::add);
        var missing = sent.stream().filter((value) -> !present.contains(value)).toList();
        return missing.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", missing));
    }

}
