package io.tracebridge.report;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What stays the same when one error is reported again with another order number, host or
 * path: the first line of its message with a placeholder for each part that varies.
 */
final class MessageShape {

    /** Code points of the message that count. */
    static final int MAX_LENGTH = 500;

    private static final Pattern LINE_BREAK = Pattern.compile("\\R");

    private static final Pattern WHITESPACE = Pattern.compile("\\s+");

    private record Rule(Pattern pattern, String placeholder) {
    }

    /**
     * In this order, since a path may contain digits and a quoted part anything. Hex
     * reads as a number too: an identity in hex may happen to have no letter.
     */
    private static final List<Rule> RULES = List.of(rule("\"[^\"]*\"|`[^`]*`|«[^»]*»|“[^”]*”|‘[^’]*’", "<quoted>"),
            // An apostrophe inside a word opens nothing.
            rule("(?<![\\p{L}\\p{N}])'[^']*'(?![\\p{L}\\p{N}])", "<quoted>"),
            rule("\\b[A-Za-z][A-Za-z0-9+.-]{1,15}://[^\\s<>]+", "<url>"),
            rule("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}", "<uuid>"),
            rule("(?<![\\w.])[A-Za-z]:\\\\[^\\s<>:]+", "<path>"),
            rule("(?<![\\w<./])~?/(?:[^\\s<>:,;/()]+/)*[^\\s<>:,;/()]+/?", "<path>"),
            rule("0[xX][0-9a-fA-F]+", "<number>"),
            rule("(?<![A-Za-z0-9])(?=[a-fA-F]*[0-9])[0-9a-fA-F]*[a-fA-F][0-9a-fA-F]*(?![A-Za-z0-9])", "<number>"),
            rule("[0-9]+(?:[.,:][0-9]+)*", "<number>"));

    private MessageShape() {
    }

    static String of(String message) {
        String shape = LINE_BREAK.splitAsStream(message)
            .map((line) -> WHITESPACE.matcher(line).replaceAll(" ").strip())
            .filter((line) -> !line.isEmpty())
            .findFirst()
            .orElse("");
        shape = Text.cut(shape, MAX_LENGTH);
        for (Rule rule : RULES) {
            shape = rule.pattern().matcher(shape).replaceAll(rule.placeholder());
        }
        return shape;
    }

    private static Rule rule(String regex, String placeholder) {
        return new Rule(Pattern.compile(regex), placeholder);
    }

}
