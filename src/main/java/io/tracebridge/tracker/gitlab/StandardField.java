package io.tracebridge.tracker.gitlab;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a GitLab issue can be given besides title, description and assignee. */
enum StandardField {

    LABELS("Labels", "labels, parted by commas"), MILESTONE("Milestone", "milestone title"),
    WEIGHT("Weight", "number (Premium)"), DUE_DATE("Due date", "date, YYYY-MM-DD"),
    CONFIDENTIAL("Confidential", "boolean", "true", "false"), ISSUE_TYPE("Type", "option", "issue", "incident", "task");

    private final String title;

    private final String type;

    private final List<String> allowed;

    StandardField(String title, String type, String... allowed) {
        this.title = title;
        this.type = type;
        this.allowed = List.of(allowed);
    }

    static Optional<StandardField> named(String name) {
        return Arrays.stream(values())
            .filter((field) -> field.id().equals(name) || field.title.equalsIgnoreCase(name))
            .findFirst();
    }

    static String names() {
        return Arrays.stream(values()).map(StandardField::id).collect(Collectors.joining(", "));
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    String title() {
        return this.title;
    }

    String type() {
        return this.type;
    }

    /** Empty where it is not limited to a few. */
    List<String> allowed() {
        return this.allowed;
    }

}
