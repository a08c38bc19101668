package io.tracebridge.web.page;

/** How a refusal of the services reads to people. */
public final class Sentences {

    private Sentences() {
    }

    /** {@code must be a text} as {@code Must be a text.} */
    public static String of(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + (text.endsWith(".") ? "" : ".");
    }

}
