package io.tracebridge.tracker.fogbugz;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.tracebridge.tracker.Catalog;

/** What a custom field of an integration may fill besides title and description. */
enum CaseField {

    AREA("Area", "ixArea", "list", Directory::areas),

    CATEGORY("Category", "ixCategory", "list", Directory::categories),

    PRIORITY("Priority", "ixPriority", "list", Directory::priorities),

    ASSIGNEE("Assigned to", "ixPersonAssignedTo", "person", null),

    MILESTONE("Milestone", "sFixFor", "text", null), VERSION("Version", "sVersion", "text", null),

    COMPUTER("Computer", "sComputer", "text", null), CORRESPONDENT("Correspondent", "sCustomerEmail", "text", null),

    RELEASE_NOTES("Release notes", "sReleaseNotes", "text", null), DUE("Due", "dtDue", "date", null),

    ESTIMATE("Estimate", "hrsCurrEst", "hours", null), STORY_POINTS("Story points", "dblStoryPts", "number", null),

    PARENT("Parent case", "ixBugParent", "case", null);

    /**
     * What the custom fields plug-in calls its columns. Short names may be ambiguous, and
     * FogBugz sets none by them.
     */
    private static final Pattern PLUGIN_COLUMN = Pattern.compile("plugin_customfields_at_fogcreek_com_\\w{1,200}");

    private final String label;

    private final String column;

    private final String type;

    private final Optional<Function<Directory, List<Named>>> choices;

    CaseField(String label, String column, String type, Function<Directory, List<Named>> choices) {
        this.label = label;
        this.column = column;
        this.type = type;
        this.choices = Optional.ofNullable(choices);
    }

    String column() {
        return this.column;
    }

    /** By label or column, in any case. */
    static Optional<CaseField> named(String name) {
        return Arrays.stream(values())
            .filter((field) -> field.label.equalsIgnoreCase(name) || field.column.equalsIgnoreCase(name)
                    || field.name().equalsIgnoreCase(name))
            .findFirst();
    }

    static boolean plugin(String name) {
        return PLUGIN_COLUMN.matcher(name).matches();
    }

    /** Whether it has room for a description. */
    static boolean holdsText(String name) {
        return plugin(name) || named(name).filter(RELEASE_NOTES::equals).isPresent();
    }

    static String known() {
        return String
            .join(", ",
                    Stream
                        .concat(Arrays.stream(values()).map((field) -> field.label),
                                Stream
                                    .of("and custom fields by their long name, plugin_customfields_at_fogcreek_com_…"))
                        .toList());
    }

    Catalog.Field offered(Directory directory) {
        var allowed = this.choices.map((list) -> list.apply(directory)).orElse(List.of());
        return new Catalog.Field(this.column, this.label, this.type, false, allowed.stream().map(Named::name).toList());
    }

    /**
     * The text as FogBugz takes it.
     * @throws IllegalArgumentException in words for the admin
     */
    Object value(String text, Directory directory) {
        if (this.choices.isPresent()) {
            var all = this.choices.get().apply(directory);
            return Named.find(all, text).map(Named::id).orElseThrow(() -> wrong(text, "one of " + Named.names(all)));
        }
        return switch (this.type) {
            case "person" -> directory.person(text)
                .map((person) -> Integer.valueOf(person.id()))
                .orElseThrow(() -> wrong(text, "the full name, e-mail address or number of somebody in FogBugz"));
            case "date" -> date(text);
            case "hours", "number" -> number(text);
            case "case" -> CaseAddress.number(text).orElseThrow(() -> wrong(text, "a case number"));
            default -> text;
        };
    }

    private String date(String text) {
        try {
            var day = text.contains("T") ? OffsetDateTime.parse(text)
                    : LocalDate.parse(text).atStartOfDay().atOffset(ZoneOffset.UTC);
            return DateTimeFormatter.ISO_INSTANT.format(day.toInstant());
        }
        catch (DateTimeParseException ex) {
            throw wrong(text, "a date such as 2026-12-31");
        }
    }

    private BigDecimal number(String text) {
        try {
            return new BigDecimal(text);
        }
        catch (NumberFormatException ex) {
            throw wrong(text, "a number such as 1.5");
        }
    }

    private IllegalArgumentException wrong(String text, String right) {
        return new IllegalArgumentException("%s takes %s, not '%s'".formatted(this.label, right, text));
    }

}
