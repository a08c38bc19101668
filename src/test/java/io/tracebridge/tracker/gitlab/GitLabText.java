package io.tracebridge.tracker.gitlab;

import java.util.regex.Pattern;

/** Text as GitLab reads it for quick actions and mentions. */
final class GitLabText {

    /** As GitLab's own extractor leaves code and comments out. */
    private static final Pattern NO_TEXT = Pattern.compile("^```.+?\\n```$|(`+)(?!`).+?(?<!`)\\1(?!`)|<!--.+?-->",
            Pattern.DOTALL | Pattern.MULTILINE);

    private static final Pattern OBEYED = Pattern.compile("(?m)^\\s*/\\w|(?<!\\w)@\\w");

    private GitLabText() {
    }

    /**
     * @return the text
     * @throws AssertionError if GitLab would obey it or call somebody
     */
    static String harmless(String text) {
        var obeyed = OBEYED.matcher(NO_TEXT.matcher(text).replaceAll(""));
        if (obeyed.find()) {
            throw new AssertionError("GitLab would obey or call " + obeyed.group() + " in: " + text);
        }
        return text;
    }

}
