package io.tracebridge.issue;

import java.text.BreakIterator;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Makes hostile text fit to be shown, before any format's own escaping: free of
 * characters that deceive the eye or break a store, on one line, of a length, and
 * pointing at nothing.
 */
public final class PlainText {

    /** Stands where text was left out. */
    public static final String ELLIPSIS = "…";

    /**
     * A zero-width space: parts what a tracker would read as one word, and shows nothing.
     */
    public static final String BREAK = "\u200b";

    /**
     * How far {@link #cut} goes back for the start of a character that is made of several
     * code points.
     */
    private static final int LONGEST_CHARACTER = 32;

    /**
     * Controls but tab and newline; what turns the reading direction; invisible tag
     * characters; what XML and UTF-8 cannot carry (lone surrogates, noncharacters).
     */
    private static final Pattern UNFIT = Pattern.compile("[\\p{Cc}&&[^\\t\\n]]|[\\u061c\\u200e\\u200f\\u202a-\\u202e"
            + "\\u2066-\\u2069\\ufeff\\ufffe\\uffff\\x{e0000}-\\x{e007f}]|\\p{Cs}");

    private static final Pattern LINE_END = Pattern.compile("\\r\\n|[\\r\\u0085\\u2028\\u2029]");

    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");

    /**
     * Places where a break keeps text from pointing at people, issues, commits, pages.
     */
    private static final Pattern POINTER = Pattern.compile(String.join("|",
            // @name, also inside words, as mail addresses are
            "(?<=@)(?=\\S)",
            // #123, !1, ~label, %milestone, &1, $1, with or without quotes
            "(?<=[#!~%&$])(?=[\\p{L}\\p{N}\"_])",
            // GH-123, ABC-123, but no date
            "(?<=\\p{L}[\\p{L}\\p{N}_]{0,30}-)(?=\\d)",
            // [[page]], {{macro}}
            "(?<=\\[)(?=\\[)", "(?<=\\{)(?=\\{)",
            // https://…, www.…
            "(?<=:)(?=//)", "(?<=\\bwww)(?=\\.)"), Pattern.CASE_INSENSITIVE);

    /** A commit: at least seven hex digits, not all of them decimal. */
    private static final Pattern COMMIT = Pattern.compile("\\b(?=\\d*[a-fA-F])[0-9a-fA-F]{7,64}\\b");

    private static final Pattern SIX_DIGITS = Pattern.compile("\\w{6}(?=\\w)");

    /** What Redmine takes for a mention even within inline code; not a mail address. */
    private static final Pattern MENTION = Pattern.compile("(?<=(?<!\\w)@)(?=[\\w.-])");

    /** /close and its like, which GitLab obeys where they start a line. */
    private static final Pattern QUICK_ACTION = Pattern.compile("^(?=[ \\t]*/)", Pattern.MULTILINE);

    private PlainText() {
    }

    /** Leaves nothing but visible characters, blanks, tabs and {@code \n}. */
    public static String clean(String text) {
        return UNFIT.matcher(LINE_END.matcher(text).replaceAll("\n")).replaceAll("");
    }

    /** Cleaned, every run of blanks and line ends made one blank, none at the ends. */
    public static String oneLine(String text) {
        return BLANKS.matcher(clean(text)).replaceAll(" ").strip();
    }

    /**
     * Cuts to a number of code points, ellipsis included, between characters as people
     * see them.
     * @param limit at least 1
     */
    public static String cut(String text, int limit) {
        if (text.length() <= limit || text.codePointCount(0, text.length()) <= limit) {
            return text;
        }
        int end = text.offsetByCodePoints(0, limit - 1);
        return text.substring(0, characterStart(text, end)).stripTrailing() + ELLIPSIS;
    }

    private static int characterStart(String text, int end) {
        // The iterator reads all it is given, so it gets what is around the end.
        int from = text.offsetByCodePoints(end, -Math.min(LONGEST_CHARACTER, text.codePointCount(0, end)));
        String around = text.substring(from, Math.min(text.length(), end + LONGEST_CHARACTER));
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(around);
        int boundary = characters.isBoundary(end - from) ? end - from : characters.preceding(end - from);
        return (from == 0 || boundary > 0) ? from + Math.max(boundary, 0) : end;
    }

    /**
     * Keeps a tracker from reading a mention, a reference, a link or a command out of
     * text. Not for code blocks, which trackers leave alone and people copy.
     */
    public static String defuse(String text) {
        String parted = COMMIT.matcher(text)
            .replaceAll((commit) -> SIX_DIGITS.matcher(commit.group()).replaceAll("$0" + BREAK));
        return QUICK_ACTION.matcher(POINTER.matcher(parted).replaceAll(BREAK)).replaceAll(BREAK);
    }

    /** As {@link #defuse}, but touches only what trackers read out of inline code. */
    public static String defuseInlineCode(String code) {
        return MENTION.matcher(code).replaceAll(BREAK);
    }

}
