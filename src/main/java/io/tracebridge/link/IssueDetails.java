package io.tracebridge.link;

import java.util.HashMap;
import java.util.Map;

import io.tracebridge.project.InvalidInputException;

/**
 * What a person says of an issue that they want or correct. Absent parts are empty.
 *
 * @param title one line; empty to let the integration word it
 * @param owner the tracker's account id; empty for nobody
 * @param fields field name to text; an empty text leaves the field unfilled
 */
public record IssueDetails(String title, String owner, Map<String, String> fields) {

    private static final int LONGEST_TITLE = 1_000;

    private static final int LONGEST_OWNER = 256;

    private static final int MOST_FIELDS = 100;

    private static final int LONGEST_NAME = 256;

    private static final int LONGEST_VALUE = 32_000;

    /** Of all values together: they travel as variables, and the engine takes 4 MB. */
    private static final int LONGEST_VALUES = 64_000;

    public IssueDetails {
        title = (title != null) ? title.strip() : "";
        owner = (owner != null) ? owner.strip() : "";
        fields = withoutNulls(fields);
    }

    /**
     * Refuses what no tracker takes and no database or engine holds.
     * @throws InvalidInputException naming the part
     */
    public void check() {
        text("title", this.title, LONGEST_TITLE);
        require(this.title.lines().count() <= 1, "title", "must be one line");
        text("owner", this.owner, LONGEST_OWNER);
        require(this.fields.size() <= MOST_FIELDS, "fields", "must be at most " + MOST_FIELDS);
        this.fields.forEach((name, value) -> {
            require(!name.isBlank(), "fields", "must each have a name");
            text("fields", name, LONGEST_NAME);
            text("fields." + name, value, LONGEST_VALUE);
        });
        require(this.fields.values().stream().mapToLong(String::length).sum() <= LONGEST_VALUES, "fields",
                "must be at most " + LONGEST_VALUES + " characters together");
    }

    static void text(String field, String value, int longest) {
        require(value.codePointCount(0, value.length()) <= longest, field,
                "must be at most " + longest + " characters");
        require(value.codePoints().noneMatch(IssueDetails::unfit), field,
                "must not have NUL characters or halves of characters");
    }

    private static boolean unfit(int character) {
        return character == 0 || Character.getType(character) == Character.SURROGATE;
    }

    private static Map<String, String> withoutNulls(Map<String, String> fields) {
        var kept = new HashMap<String, String>();
        if (fields != null) {
            fields.forEach((name, value) -> kept.put(name, (value != null) ? value : ""));
        }
        return Map.copyOf(kept);
    }

    private static void require(boolean condition, String field, String message) {
        if (!condition) {
            throw new InvalidInputException(field, message);
        }
    }

}
