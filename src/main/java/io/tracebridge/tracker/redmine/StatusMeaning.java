package io.tracebridge.tracker.redmine;

import java.util.regex.Pattern;

import io.tracebridge.sync.GroupState;
import io.tracebridge.tracker.Issue;

/**
 * What statuses mean. Redmine itself says of each only whether it closes issues, so names
 * tell the rest; a site that names them otherwise has its state map edited.
 */
final class StatusMeaning {

    /** Categories of {@link Issue.Status}. */
    static final String OPEN = "open";

    static final String CLOSED = "closed";

    private static final Pattern MUTED = words(
            "reject|won.?t ?(fix|do)|declin|invalid|duplicate|not a bug|cannot reproduce|obsolete");

    /**
     * "Resolved" leaves an issue open in Redmine's own default statuses: somebody has
     * still to look at it.
     */
    private static final Pattern IN_PROGRESS = words("progress|assigned|started|working|resolved|review|testing");

    private StatusMeaning() {
    }

    static GroupState of(Issue.Status status) {
        if (status.category().equals(CLOSED)) {
            return MUTED.matcher(status.name()).find() ? GroupState.MUTED : GroupState.RESOLVED;
        }
        return IN_PROGRESS.matcher(status.name()).find() ? GroupState.IN_PROGRESS : GroupState.OPEN;
    }

    /** Beginning where a word begins, so that "unassigned" is not "assigned". */
    private static Pattern words(String alternatives) {
        return Pattern.compile("\\b(?:" + alternatives + ")", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

}
