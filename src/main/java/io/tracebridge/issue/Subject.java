package io.tracebridge.issue;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A title template with macros in double braces. Values are put in once and never read
 * for macros themselves; unknown macros stay as written. A macro without value takes the
 * separator beside it along, so that no " - - " is left.
 */
public record Subject(String template) {

    /** A stack in a title says where it broke; the description has the rest. */
    private static final int FRAMES = 3;

    private static final Pattern MACRO = Pattern.compile("\\{\\{([^{}]*)}}");

    private static final Pattern SEPARATOR = Pattern.compile("[\\s\\-–—:/|,;·>]+");

    private static final Set<String> KNOWN = Set.of("project", "application", "group_prefix", "classifiers", "frames");

    /**
     * The macros that would stay as they are, in their order, for the admin who saves the
     * template.
     */
    public Set<String> unknownMacros() {
        return MACRO.matcher(this.template)
            .results()
            .filter((macro) -> !isKnown(macro))
            .map(MatchResult::group)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * @return one line of at most {@code limit} code points; empty if nothing but
     * separators is left
     */
    String render(GroupSummary group, int limit) {
        Line line = new Line();
        Matcher macro = MACRO.matcher(this.template);
        int end = 0;
        while (macro.find()) {
            line.literal(this.template.substring(end, macro.start()));
            if (isKnown(macro.toMatchResult())) {
                line.text(PlainText.defuse(PlainText.oneLine(value(macro.group(1).strip(), group))));
            }
            else {
                line.text(macro.group());
            }
            end = macro.end();
        }
        line.literal(this.template.substring(end));
        return PlainText.cut(PlainText.oneLine(line.text.toString()), limit);
    }

    private static boolean isKnown(MatchResult macro) {
        return KNOWN.contains(macro.group(1).strip());
    }

    private static String value(String macro, GroupSummary group) {
        return switch (macro) {
            case "project" -> group.project();
            case "application" -> group.mostFrequent("application").orElse("");
            case "group_prefix" -> group.fingerprint().substring(0, 6);
            case "classifiers" -> joined(group.classifiers(), ", ");
            case "frames" -> joined(group.frames().subList(0, Math.min(FRAMES, group.frames().size())), " < ");
            default -> throw new IllegalArgumentException("no macro is called " + macro);
        };
    }

    private static String joined(List<String> parts, String separator) {
        return parts.stream().filter((part) -> !part.isBlank()).collect(Collectors.joining(separator));
    }

    /** Text in the making, with the separator that waits for something to separate. */
    private static final class Line {

        private final StringBuilder text = new StringBuilder();

        private String waiting = "";

        void literal(String literal) {
            if (!SEPARATOR.matcher(literal).matches()) {
                text(literal);
            }
            else if (this.waiting.isEmpty()) {
                this.waiting = literal;
            }
        }

        void text(String more) {
            if (!more.isEmpty()) {
                this.text.append(this.text.isEmpty() ? "" : this.waiting).append(more);
                this.waiting = "";
            }
        }

    }

}
