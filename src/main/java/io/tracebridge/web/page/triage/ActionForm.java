package io.tracebridge.web.page.triage;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.tracebridge.sync.GroupState;
import io.tracebridge.triage.GroupChange;
import io.tracebridge.triage.TagChange;
import io.tracebridge.triage.Until;

/**
 * What a person chose for one group or many, as the form sends it.
 *
 * @param group fingerprints
 * @param back the page to return to
 * @param addTags with blanks or commas between them, as {@code removeTags}
 */
record ActionForm(List<String> group, String back, String assignee, String addTags, String removeTags, String why) {

    ActionForm {
        group = (group != null) ? group.stream().distinct().toList() : List.of();
    }

    ActionForm returningTo(String page) {
        return new ActionForm(this.group, page, this.assignee, this.addTags, this.removeTags, this.why);
    }

    ActionForm assignedTo(String name) {
        return new ActionForm(this.group, this.back, name, this.addTags, this.removeTags, this.why);
    }

    /**
     * @param until conditions of the new state
     */
    GroupChange change(Action action, List<Until> until) {
        return new GroupChange(state(action), action.lasts() ? Optional.of(until) : Optional.empty(),
                (action == Action.ASSIGN) ? Optional.of(orEmpty(this.assignee)) : Optional.empty(),
                (action == Action.TAG) ? new TagChange(Optional.empty(), tags(this.addTags), tags(this.removeTags))
                        : TagChange.NONE,
                Optional.ofNullable(this.why));
    }

    private static Optional<GroupState> state(Action action) {
        return switch (action) {
            case RESOLVE -> Optional.of(GroupState.RESOLVED);
            case MUTE -> Optional.of(GroupState.MUTED);
            case OPEN -> Optional.of(GroupState.OPEN);
            case ASSIGN, TAG -> Optional.empty();
        };
    }

    /** What was done, such as {@code Assigned to jane}. */
    String done(Action action) {
        return switch (action) {
            case RESOLVE -> "Resolved";
            case MUTE -> "Muted";
            case OPEN -> "Opened again";
            case ASSIGN ->
                orEmpty(this.assignee).isBlank() ? "Assigned to nobody" : "Assigned to " + this.assignee.strip();
            case TAG -> "Tags changed";
        };
    }

    static List<String> tags(String text) {
        return Arrays.stream(orEmpty(text).split("[\\s,]+")).filter((tag) -> !tag.isEmpty()).distinct().toList();
    }

    private static String orEmpty(String text) {
        return (text != null) ? text : "";
    }

}
