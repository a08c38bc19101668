package io.tracebridge.tracker.gitlab;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracebridge.issue.IssueDraft;
import io.tracebridge.issue.render.GfmRenderer;
import io.tracebridge.issue.render.Limit;
import io.tracebridge.tracker.Marker;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;

/**
 * An issue draft as GitLab takes it. GitLab drops what the token's role may not set and
 * says nothing, so this also compares what came of it.
 */
final class IssueForm {

    /** GitLab takes 1,048,576, but its lists bring all descriptions in full. */
    static final int DESCRIPTION_LIMIT = 65_536;

    private static final String ROLE = "at least the Planner or Reporter role";

    private final IssueDraft draft;

    private final ObjectNode values = JsonNodeFactory.instance.objectNode();

    /**
     * Looks up what people name and GitLab numbers: the milestone, and the owner if given
     * by user name.
     * @throws Rejected naming the field that GitLab does not have or take
     */
    IssueForm(GitLabApi api, IssueDraft draft, boolean confidential) {
        this.draft = draft;
        draft.bodyField().filter((field) -> !field.isEmpty() && !field.equals("description")).ifPresent((field) -> {
            throw invalid(field, "GitLab takes the description in its field description only");
        });
        this.values.put("confidential", confidential);
        draft.fields().forEach((name, text) -> {
            var field = StandardField.named(name)
                .orElseThrow(
                        () -> invalid(name, "GitLab issues have no such field; there are " + StandardField.names()));
            if (!text.isBlank()) {
                set(api, field, text.strip());
            }
        });
        var labels = labels(draft);
        if (!labels.isEmpty()) {
            this.values.put("labels", String.join(",", labels));
        }
        draft.owner().map(String::strip).filter((owner) -> !owner.isEmpty()).ifPresent((owner) -> {
            this.values.putArray("assignee_ids").add(userId(api, owner));
        });
    }

    private void set(GitLabApi api, StandardField field, String text) {
        switch (field) {
            case LABELS -> {
            }
            case MILESTONE -> this.values.put("milestone_id", milestone(api, text));
            case WEIGHT -> this.values.put("weight", weight(text));
            case DUE_DATE -> this.values.put("due_date", date(text));
            case CONFIDENTIAL -> this.values.put("confidential", option(field, text).equals("true"));
            case ISSUE_TYPE -> this.values.put("issue_type", option(field, text));
        }
    }

    /** Labels part at commas wherever they stand. */
    private static List<String> labels(IssueDraft draft) {
        return Stream.concat(draft.labels().stream(), Stream.ofNullable(draft.fields().get(StandardField.LABELS.id())))
            .flatMap((text) -> Arrays.stream(text.split(",")))
            .map(String::strip)
            .filter((label) -> !label.isEmpty())
            .distinct()
            .toList();
    }

    private static long milestone(GitLabApi api, String title) {
        var found = api.call(api.ofProject("milestones").query("title", title).query("include_ancestors", "true"))
            .json();
        if (!found.path(0).has("id")) {
            throw invalid("milestone", "there is no milestone \"" + title + "\" in the project or its groups");
        }
        return found.path(0).path("id").asLong();
    }

    private static long userId(GitLabApi api, String owner) {
        if (owner.matches("[1-9]\\d{0,17}")) {
            return Long.parseLong(owner);
        }
        var found = api.call(GitLabApi.users().query("username", owner.replaceFirst("^@", ""))).json();
        if (!found.path(0).has("id")) {
            throw invalid("assignee_ids", "GitLab knows no user \"" + owner + "\"");
        }
        return found.path(0).path("id").asLong();
    }

    private static int weight(String text) {
        if (!text.matches("\\d{1,9}")) {
            throw invalid("weight", "must be a whole number from 0, not \"" + text + "\"");
        }
        return Integer.parseInt(text);
    }

    private static String date(String text) {
        try {
            return LocalDate.parse(text).toString();
        }
        catch (DateTimeParseException ex) {
            throw invalid("due_date", "must be a date such as 2026-12-31, not \"" + text + "\"");
        }
    }

    private static String option(StandardField field, String text) {
        if (!field.allowed().contains(text)) {
            throw invalid(field.id(),
                    "must be one of " + String.join(", ", field.allowed()) + ", not \"" + text + "\"");
        }
        return text;
    }

    private static Rejected invalid(String field, String message) {
        return new Rejected(Reason.INVALID_FIELD, field + ": " + message + ".", Map.of(field, message));
    }

    ObjectNode json(Marker marker) {
        var end = "\n\n" + HiddenMarker.line(marker);
        var text = new GfmRenderer().render(this.draft.description(),
                Limit.characters(DESCRIPTION_LIMIT - end.length()));
        return this.values.deepCopy().put("title", this.draft.title()).put("description", text + end);
    }

    /** What the created issue lacks of this form, in words for an admin. */
    List<String> dropped(JsonNode created) {
        var warnings = new ArrayList<String>();
        var labels = new ArrayList<>(labels(this.draft));
        labels.removeAll(new HashSet<>(GitLabIssue.texts(created.path("labels"))));
        if (!labels.isEmpty()) {
            warnings.add(dropped("the labels " + String.join(", ", labels), ROLE));
        }
        lacking("assignee_ids", created.path("assignees").path(0).path("id")).ifPresent(
                (id) -> warnings.add(dropped("the assignee " + id, ROLE + ", and the assignee must see the issue")));
        lacking("milestone_id", created.path("milestone").path("id"))
            .ifPresent((id) -> warnings.add(dropped("the milestone", ROLE)));
        lacking("due_date", created.path("due_date"))
            .ifPresent((date) -> warnings.add(dropped("the due date " + date, ROLE)));
        lacking("weight", created.path("weight"))
            .ifPresent((weight) -> warnings.add(dropped("the weight " + weight, "GitLab Premium and the same role")));
        lacking("confidential", created.path("confidential"))
            .ifPresent((value) -> warnings.add(dropped("that the issue is confidential", "a role that may set it")));
        return warnings;
    }

    private Optional<String> lacking(String name, JsonNode got) {
        var sent = this.values.path(name).isArray() ? this.values.path(name).path(0) : this.values.path(name);
        return Optional.of(sent.asText(""))
            .filter((text) -> !text.isEmpty() && !text.equals("false") && !text.equals(got.asText("")));
    }

    private static String dropped(String what, String needs) {
        return "GitLab created the issue but left out " + what + ": that takes " + needs + ".";
    }

}
