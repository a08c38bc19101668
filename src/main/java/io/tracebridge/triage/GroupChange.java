package io.tracebridge.triage;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import io.tracebridge.project.InvalidInputException;
import io.tracebridge.report.Text;
import io.tracebridge.sync.GroupState;

/**
 * What a person wants changed of a group; what is empty stays as it is.
 *
 * @param until conditions of the state, which must be resolved or muted. With a state and
 * without conditions it stays until somebody changes it
 * @param assignee an empty text for nobody
 * @param why in the person's words, kept with the activity
 */
public record GroupChange(Optional<GroupState> state, Optional<List<Until>> until, Optional<String> assignee,
        TagChange tags, Optional<String> why) {

    private static final Pattern ONE_LINE = Pattern.compile("[^\\p{Cc}\\p{Cs}\\u2028\\u2029]{1,128}");

    private static final int LONGEST_WHY = 1_000;

    public GroupChange {
        assignee = assignee.map(String::strip);
        assignee.filter((name) -> !name.isEmpty() && !ONE_LINE.matcher(name).matches()).ifPresent((name) -> {
            throw new InvalidInputException("assignee",
                    "must be one line of at most 128 characters, or null for nobody");
        });
        why = why.map(String::strip).filter((text) -> !text.isEmpty());
        why.filter((text) -> text.length() > LONGEST_WHY || !Text.storable(text).equals(text)).ifPresent((text) -> {
            throw new InvalidInputException("why", "must be at most " + LONGEST_WHY + " characters of text");
        });
        if (hasConditions(until) && state.isPresent() && !Standing.isClosed(state.get())) {
            throw onlyClosed();
        }
    }

    /**
     * @throws InvalidInputException if a condition looks at what the project does not
     * define
     */
    void requireDefined(Set<String> attributes) {
        var conditions = this.until.orElse(List.of());
        for (int i = 0; i < conditions.size(); i++) {
            for (var field : conditions.get(i).fields()) {
                if (!attributes.contains(field)) {
                    throw new InvalidInputException("until[" + i + "]", "looks at the attribute \"" + field
                            + "\", which is not defined in this project; define it first, or use another");
                }
            }
        }
    }

    /**
     * A state given by name wins over a move that the assignee brings along.
     * @throws InvalidInputException if this cannot be done to a group that stands so
     */
    Standing applyTo(Standing before) {
        var after = this.assignee.map((name) -> before.assign(Optional.of(name).filter((one) -> !one.isEmpty())))
            .orElse(before)
            .tag(this.tags.applyTo(before.tags()));
        if (this.state.isPresent()) {
            return after.set(this.state.get(), this.until.orElse(List.of()));
        }
        if (hasConditions(this.until) && !after.isClosed()) {
            throw onlyClosed();
        }
        return this.until.isPresent() ? after.set(after.state(), this.until.get()) : after;
    }

    private static boolean hasConditions(Optional<List<Until>> until) {
        return until.isPresent() && !until.get().isEmpty();
    }

    private static InvalidInputException onlyClosed() {
        return new InvalidInputException("until",
                "is for resolved and muted groups only; send the state resolved or muted with it");
    }

}
