package io.tracebridge.tracker.redmine;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Redmine's own fields that an integration may fill by text. Redmine ignores without a
 * word what the account's role may not set, so each also knows where the answer shows it.
 */
enum StandardField {

    CATEGORY("Category", "category_id", "/category/id", Directory::categories),

    PRIORITY("Priority", "priority_id", "/priority/id", Directory::priorities),

    STATUS("Status", "status_id", "/status/id", Directory::statuses),

    TARGET_VERSION("Target version", "fixed_version_id", "/fixed_version/id", null),

    PARENT_TASK("Parent task", "parent_issue_id", "/parent/id", null),

    ASSIGNEE("Assignee", "assigned_to_id", "/assigned_to/id", null),

    START_DATE("Start date", "start_date", "/start_date", null),

    DUE_DATE("Due date", "due_date", "/due_date", null),

    ESTIMATED_TIME("Estimated time", "estimated_hours", "/estimated_hours", null),

    DONE("% Done", "done_ratio", "/done_ratio", null),

    PRIVATE("Private", "is_private", "/is_private", null);

    private final String label;

    private final String attribute;

    private final String echo;

    private final Function<Directory, List<NamedId>> list;

    StandardField(String label, String attribute, String echo, Function<Directory, List<NamedId>> list) {
        this.label = label;
        this.attribute = attribute;
        this.echo = echo;
        this.list = list;
    }

    /** As Redmine's own messages begin. */
    String label() {
        return this.label;
    }

    String attribute() {
        return this.attribute;
    }

    /** Redmine's own word for what it takes. */
    String type() {
        return switch (this) {
            case CATEGORY, PRIORITY, STATUS -> "list";
            case TARGET_VERSION -> "version";
            case PARENT_TASK, DONE -> "int";
            case ASSIGNEE -> "user";
            case START_DATE, DUE_DATE -> "date";
            case ESTIMATED_TIME -> "float";
            case PRIVATE -> "bool";
        };
    }

    /** Names of what it takes; empty when that is not listed. */
    List<String> allowed(Directory directory) {
        return (this.list != null) ? this.list.apply(directory).stream().map(NamedId::name).toList() : List.of();
    }

    /** By label or attribute, in any case. */
    static Optional<StandardField> named(String name) {
        return Arrays.stream(values())
            .filter((field) -> field.label.equalsIgnoreCase(name)
                    || field.attribute.equals(name.toLowerCase(Locale.ROOT)))
            .findFirst();
    }

    /**
     * @throws IllegalArgumentException in words for the person who can correct the text
     */
    Object value(String text, Directory directory) {
        if (this.list != null) {
            var all = this.list.apply(directory);
            return NamedId.find(all, text)
                .map(NamedId::id)
                .orElseThrow(() -> new IllegalArgumentException(
                        "'%s' is not one of %s".formatted(text, NamedId.names(all))));
        }
        return switch (this) {
            case TARGET_VERSION, PARENT_TASK, ASSIGNEE, DONE -> number(text, Integer::valueOf);
            case ESTIMATED_TIME -> number(text, BigDecimal::new);
            case PRIVATE -> List.of("true", "yes", "1").contains(text.toLowerCase(Locale.ROOT));
            default -> text;
        };
    }

    private Object number(String text, Function<String, Number> parser) {
        try {
            return parser.apply(text);
        }
        catch (NumberFormatException ex) {
            throw new IllegalArgumentException("'%s' is not a number, as %s must be".formatted(text, this.attribute),
                    ex);
        }
    }

    /** What the answer to a create call says of it; empty for nothing. */
    String echoed(JsonNode issue) {
        var node = issue.at(this.echo);
        return (node.isMissingNode() || node.isNull()) ? "" : node.asText();
    }

}
