package io.tracebridge.tracker.jira;

import java.util.List;
import java.util.Optional;

/**
 * What Jira takes when an issue of one type is created in one project.
 *
 * @param issueTypeName as Jira spells it
 */
record CreateScreen(String projectKey, String issueTypeId, String issueTypeName, List<CreateField> fields) {

    CreateScreen {
        fields = List.copyOf(fields);
    }

    /** A field by id, or by name in any case; an id wins over an equal name. */
    Optional<CreateField> find(String nameOrId) {
        return this.fields.stream()
            .filter((field) -> field.id().equals(nameOrId))
            .findFirst()
            .or(() -> this.fields.stream().filter((field) -> field.answersTo(nameOrId)).findFirst());
    }

    boolean has(String id) {
        return this.fields.stream().anyMatch((field) -> field.id().equals(id) && field.settable());
    }

}
