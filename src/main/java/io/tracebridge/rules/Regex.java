package io.tracebridge.rules;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * Regular expressions that people enter: RE2, and small enough that none can fill the
 * memory or stall the program.
 */
public final class Regex {

    /** Characters. */
    public static final int MAX_LENGTH = 1000;

    /** RE2 instructions, which bound both memory and the time per character. */
    public static final int MAX_SIZE = 4000;

    private Regex() {
    }

    /**
     * @throws IllegalArgumentException that says, after the expression's name, what is
     * wrong with it
     */
    public static Pattern compile(String regex) {
        check(regex != null, "is missing; .* matches every value");
        check(regex.length() <= MAX_LENGTH,
                "has " + regex.length() + " characters; at most " + MAX_LENGTH + " are possible");
        check(RegexSize.estimate(regex) <= MAX_SIZE,
                "its counted repetitions multiply to too many steps; use lower counts, or + and *");
        try {
            return Pattern.compile(regex);
        }
        catch (PatternSyntaxException ex) {
            throw new IllegalArgumentException("is not a regular expression in RE2 syntax: " + ex.getMessage(), ex);
        }
    }

    private static void check(boolean right, String reason) {
        if (!right) {
            throw new IllegalArgumentException(reason);
        }
    }

}
