package io.tracebridge.tracker.jira;

import java.util.Locale;
import java.util.Set;

import io.tracebridge.sync.GroupState;
import io.tracebridge.tracker.Issue;

/**
 * What a Jira status means by its category, which no translation and no renaming touches.
 * Why an issue is done only its resolution tells, or a status of that name.
 */
final class JiraStates {

    private static final Set<String> NOTHING_TO_DO = Set.of("won't do", "won't fix", "cannot reproduce",
            "can't reproduce", "declined", "rejected", "not a bug", "works as designed", "as designed");

    private JiraStates() {
    }

    static GroupState meaning(Issue.Status status) {
        return switch (status.category()) {
            case "indeterminate" -> GroupState.IN_PROGRESS;
            case "done" -> muted(status.resolution()) || muted(status.name()) ? GroupState.MUTED : GroupState.RESOLVED;
            default -> GroupState.OPEN;
        };
    }

    private static boolean muted(String words) {
        return NOTHING_TO_DO.contains(words.toLowerCase(Locale.ROOT).replace('’', '\''));
    }

}
