package io.tracebridge.tracker;

/**
 * A description as a tracker would get it, made without asking the tracker.
 *
 * @param format of the text: {@code plain}, {@code markdown}, {@code html},
 * {@code jira-wiki}, {@code remarkup} or {@code textile}
 */
public record Preview(String format, String text) {

    public static final String PLAIN = "plain";

    public static final String MARKDOWN = "markdown";

    public static final String HTML = "html";

}
