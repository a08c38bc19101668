package io.tracebridge.tracker.github;

import java.util.Optional;
import java.util.regex.Pattern;

/** A repository and a number in it, as ids, people and pages name an issue. */
record IssueAddress(Repository repository, String number) {

    private static final String NUMBER = "([1-9]\\d{0,9})";

    /** Names of dots alone would be steps in a path. */
    private static final String NAMES = "([A-Za-z0-9_-]{1,100})/(?!\\.{1,2}[/#])([A-Za-z0-9._-]{1,100})";

    private static final Pattern PLAIN = Pattern.compile("#?" + NUMBER);

    private static final Pattern FULL = Pattern.compile(NAMES + "#" + NUMBER);

    private static final Pattern PAGE = Pattern
        .compile("https?://[^/?#@]+/" + NAMES + "/(?:issues|pull)/" + NUMBER + "/?(?:[?#].*)?");

    /**
     * @param id a number in our repository, or {@code owner/name#7} for an issue that was
     * transferred to another
     */
    static IssueAddress ofId(String id, Repository ours) {
        return parse(FULL, id).orElseGet(() -> new IssueAddress(ours, id));
    }

    /** Reads {@code 7}, {@code #7}, {@code owner/name#7}, or the address of a page. */
    static Optional<IssueAddress> ofText(String text, Repository ours) {
        var plain = PLAIN.matcher(text);
        return plain.matches() ? Optional.of(new IssueAddress(ours, plain.group(1)))
                : parse(FULL, text).or(() -> parse(PAGE, text));
    }

    private static Optional<IssueAddress> parse(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        return matcher.matches()
                ? Optional.of(new IssueAddress(new Repository(matcher.group(1), matcher.group(2)), matcher.group(3)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return this.repository + "#" + this.number;
    }

}
