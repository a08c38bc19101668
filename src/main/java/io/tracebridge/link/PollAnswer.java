package io.tracebridge.link;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;

import io.tracebridge.tracker.Changes.Cursor;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.TrackerClient;
import io.tracebridge.tracker.TrackerException;

/**
 * What a tracker answered in one look, several pages together.
 *
 * @param next where the next look begins
 * @param more whether the tracker had more pages than one look takes
 * @param trouble that ended the look after at least one page
 */
record PollAnswer(SequencedSet<IssueRef> issues, Cursor next, boolean more, Optional<TrackerException> trouble) {

    private static final int MOST_PAGES = 20;

    /**
     * @throws TrackerException if there was no answer at all
     */
    static PollAnswer read(TrackerClient client, Cursor from) {
        var issues = new LinkedHashSet<IssueRef>();
        var next = from;
        for (var page = 0; page < MOST_PAGES; page++) {
            try {
                var changes = client.changesSince(next);
                issues.addAll(changes.issues());
                next = changes.next();
                if (!changes.more()) {
                    return new PollAnswer(issues, next, false, Optional.empty());
                }
            }
            catch (TrackerException ex) {
                if (page == 0) {
                    throw ex;
                }
                return new PollAnswer(issues, next, true, Optional.of(ex));
            }
        }
        return new PollAnswer(issues, next, true, Optional.empty());
    }

    /**
     * Tells complete answers apart. Trackers without changes give the last ones again and
     * again, and every new change moves the issues or the cursor.
     */
    Optional<String> digest() {
        if (this.more) {
            return Optional.empty();
        }
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(this.next.value().getBytes(StandardCharsets.UTF_8));
            for (var issue : this.issues) {
                digest.update(("\n" + issue.id() + "\t" + issue.key()).getBytes(StandardCharsets.UTF_8));
            }
            return Optional.of(HexFormat.of().formatHex(digest.digest()));
        }
        catch (NoSuchAlgorithmException ex) {
            throw new IllegalStateException("every Java has SHA-256", ex);
        }
    }

}
