package io.tracebridge.web.page.issues;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.tracebridge.link.Dispute;

/**
 * The card "Issues" of a group.
 *
 * @param mergedInto fingerprint of the group that stands for this one; null for none, and
 * then nothing can be done here
 * @param requests issues that are wanted and have no link yet
 * @param integrations names of those through which issues can be made or linked
 * @param refreshSeconds after how long to look again; 0 when nothing is under way
 */
public record CardView(String project, String fingerprint, String mergedInto, List<LinkView> links,
        List<RequestView> requests, List<String> integrations, int refreshSeconds) {

    /**
     * @param tracker the name people read
     * @param state id, for looks
     * @param stateWords the same for people
     * @param url null where the tracker gave none that a browser should open
     * @param sharedWith fingerprints of other groups with the same issue
     * @param regressionOf the key of the closed issue that came back; null for none
     * @param rejection null unless the tracker refused the issue
     * @param conflict what somebody has to decide; null for nothing
     */
    public record LinkView(long id, String integration, String tracker, String state, String stateWords, String issue,
            String url, String title, String status, String assignee, Instant seenAt, boolean syncDue,
            List<String> sharedWith, List<String> warnings, String regressionOf, RejectionView rejection,
            ConflictView conflict) {

        public boolean linked() {
            return this.state.equals("linked");
        }

        public boolean gone() {
            return this.state.equals("gone");
        }

        /** Is there, or was there, an issue at the tracker? */
        public boolean issueKnown() {
            return this.issue != null;
        }

        /** What is being made or corrected cannot be unlinked yet. */
        public boolean removable() {
            return !this.state.equals("reserved") && !this.state.equals("rejected");
        }

        /** What people call it while there is no key yet. */
        public String name() {
            return (this.issue != null) ? this.issue : "the issue";
        }

        boolean busy() {
            return this.state.equals("reserved") || this.syncDue || (this.rejection != null && this.rejection.sent());
        }

        boolean waitsForSomebody() {
            return this.conflict != null || this.rejection != null;
        }

    }

    /**
     * @param token changes with what is asked, so that a refreshed card keeps what was
     * chosen only as long as the question is the same
     */
    public record ConflictView(String token, String reason, List<Dispute.Row> rows) {

        static ConflictView of(Dispute dispute) {
            return new ConflictView(Token.of(dispute.linkId(), dispute.reason(), dispute.conflicts()), dispute.reason(),
                    dispute.conflicts().stream().map(ConflictView::words).toList());
        }

        private static Dispute.Row words(Dispute.Row row) {
            return new Dispute.Row(row.field(), row.label(), Words.side(row.field(), row.base()),
                    Words.side(row.field(), row.ours()), Words.side(row.field(), row.theirs()));
        }

    }

    /**
     * @param by the name of who asked
     * @param open whether its details can still be given, or it be cancelled
     */
    public record RequestView(UUID id, String integration, String by, Instant at, Instant until, String stateWords,
            boolean open, boolean waiting) {
    }

}
