package io.tracebridge.tracker.jira;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.tracebridge.issue.Document;
import io.tracebridge.issue.PlainText;

/**
 * Turns the text of a custom field into the JSON that Jira wants for that field's type.
 * What Jira alone can judge (accounts, dates, validators) is passed on as it is.
 */
final class FieldValues {

    private static final int OPTIONS_NAMED = 20;

    private final Function<Document, Object> richText;

    private final String accountKey;

    /**
     * @param richText how this edition of Jira writes formatted text
     * @param accountKey how this edition names a user ({@code accountId} on Cloud)
     */
    FieldValues(Function<Document, Object> richText, String accountKey) {
        this.richText = richText;
        this.accountKey = accountKey;
    }

    /**
     * @throws IllegalArgumentException in words for the person who can correct the text
     */
    Object of(CreateField field, String text) {
        if (field.type().equals("array")) {
            return split(text).map((item) -> single(field, field.items(), item)).toList();
        }
        return single(field, field.type(), text.strip());
    }

    Object account(String id) {
        return Map.of(this.accountKey, id);
    }

    private Object single(CreateField field, String type, String text) {
        return switch (type) {
            case "number" -> number(text);
            case "option" -> choice(field, text, "value");
            case "priority", "component", "version", "resolution", "securitylevel", "group" ->
                choice(field, text, "name");
            case "option-with-child" -> cascade(text);
            case "user" -> account(text);
            case "issuelink" -> Map.of("key", text);
            case "timetracking" -> Map.of("originalEstimate", text);
            case "string" -> string(field, text);
            default -> text;
        };
    }

    private Object string(CreateField field, String text) {
        if (field.richText()) {
            return this.richText.apply(paragraphs(text));
        }
        if (field.kind().equals("gh-sprint")) {
            return number(text);
        }
        if (field.type().equals("array")) {
            return label(text);
        }
        return PlainText.oneLine(text);
    }

    /** A label may not contain spaces; Jira refuses the whole issue otherwise. */
    static String label(String text) {
        var joined = text.strip().replaceAll("[\\s\\p{Z}\\p{Cc}]+", "_");
        return joined.substring(0,
                joined.offsetByCodePoints(0, Math.min(255, joined.codePointCount(0, joined.length()))));
    }

    private static Map<String, String> choice(CreateField field, String text, String key) {
        if (field.options().isEmpty()) {
            return Map.of(key, text);
        }
        return field.options()
            .stream()
            .filter((option) -> option.text().equalsIgnoreCase(text))
            .findFirst()
            .or(() -> field.options().stream().filter((option) -> option.id().equals(text)).findFirst())
            .map((option) -> Map.of("id", option.id()))
            .orElseThrow(() -> new IllegalArgumentException("'%s' is not one of %s".formatted(text, known(field))));
    }

    private static String known(CreateField field) {
        var names = field.options()
            .stream()
            .limit(OPTIONS_NAMED)
            .map(CreateField.Option::text)
            .collect(Collectors.joining(", "));
        return (field.options().size() > OPTIONS_NAMED) ? names + ", …" : names;
    }

    /** A cascading select, written {@code parent > child}. */
    private static Map<String, Object> cascade(String text) {
        var levels = Arrays.stream(text.split(">", 2)).map(String::strip).toList();
        return (levels.size() == 1) ? Map.of("value", levels.getFirst())
                : Map.of("value", levels.getFirst(), "child", Map.of("value", levels.getLast()));
    }

    private static BigDecimal number(String text) {
        try {
            return new BigDecimal(text);
        }
        catch (NumberFormatException ex) {
            throw new IllegalArgumentException("'%s' is not a number".formatted(text), ex);
        }
    }

    private static Document paragraphs(String text) {
        return new Document(text.lines()
            .filter((line) -> !line.isBlank()).<Document
                    .Block>map((line) -> new Document.Paragraph(new Document.Text(line)))
            .toList());
    }

    private static Stream<String> split(String text) {
        return Arrays.stream(text.split(",")).map(String::strip).filter((item) -> !item.isEmpty()).distinct();
    }

}
