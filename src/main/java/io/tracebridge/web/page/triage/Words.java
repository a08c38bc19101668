package io.tracebridge.web.page.triage;

import java.util.List;
import java.util.stream.Collectors;

import io.tracebridge.project.InvalidInputException;

/** Sentences about what was done. */
final class Words {

    /** More names than this nobody reads. */
    private static final int NAMED = 10;

    private Words() {
    }

    /**
     * The sentence's subject is in it where a list's position would say nothing to
     * people.
     */
    static String refusal(InvalidInputException refused) {
        return refused.field().startsWith("fingerprint") ? "One of the groups " + refused.getMessage()
                : refused.getMessage();
    }

    static String list(List<String> names) {
        var shown = names.stream().limit(NAMED).collect(Collectors.joining(", "));
        return (names.size() > NAMED) ? shown + " and " + (names.size() - NAMED) + " more" : shown;
    }

}
