package io.tracebridge.intake;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A report that is read and waits for its commit. It holds what the database will hold
 * and no tree of JSON, so that a full queue stays small.
 *
 * @param uuid the sender's idempotency key; its receipt id where it sent none
 * @param fingerprint 64 hex digits
 * @param weight how many errors it stands for
 * @param frames normalised, innermost first
 * @param body gzip of the scrubbed JSON
 */
record IncomingReport(UUID rxid, long projectId, String project, UUID uuid, String fingerprint, Instant occurredAt,
        Instant receivedAt, long weight, List<String> classifiers, List<String> frames, Map<String, String> attributes,
        byte[] body, List<Attachment> attachments) {

    Key key() {
        return new Key(this.projectId, this.uuid);
    }

    GroupKey group() {
        return new GroupKey(this.projectId, this.fingerprint);
    }

    /** Two reports with one key are the same report, sent twice. */
    record Key(long projectId, UUID uuid) {
    }

    record GroupKey(long projectId, String fingerprint) implements Comparable<GroupKey> {

        @Override
        public int compareTo(GroupKey other) {
            var byProject = Long.compare(this.projectId, other.projectId);
            return (byProject != 0) ? byProject : this.fingerprint.compareTo(other.fingerprint);
        }

    }

}
