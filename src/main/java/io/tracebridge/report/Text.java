package io.tracebridge.report;

/**
 * What happens to text from outside before anything else looks at it. Lengths are counted
 * in code points, so that no cut ever leaves half a character behind.
 */
public final class Text {

    private static final char REPLACEMENT = '\uFFFD';

    private Text() {
    }

    /**
     * The text with everything replaced that PostgreSQL refuses in {@code text} and
     * {@code jsonb}: NUL characters and surrogates without their other half.
     */
    public static String storable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == 0 || Character.isSurrogate(text.charAt(i))) {
                return replaceFrom(text, i);
            }
        }
        return text;
    }

    private static String replaceFrom(String text, int start) {
        var result = new StringBuilder(text.length()).append(text, 0, start);
        int i = start;
        while (i < text.length()) {
            int codePoint = text.codePointAt(i);
            boolean lone = codePoint <= Character.MAX_VALUE && Character.isSurrogate((char) codePoint);
            result.appendCodePoint((codePoint == 0 || lone) ? REPLACEMENT : codePoint);
            i += Character.charCount(codePoint);
        }
        return result.toString();
    }

    /**
     * The first {@code max} code points of the text.
     */
    public static String cut(String text, int max) {
        if (text.length() <= max || text.codePointCount(0, text.length()) <= max) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, max));
    }

    /**
     * At most {@code max} code points of the text, the last of them an ellipsis where
     * something is missing; for people to read.
     */
    public static String shorten(String text, int max) {
        String head = cut(text, max);
        return (head.length() == text.length()) ? text : cut(text, max - 1) + "…";
    }

}
