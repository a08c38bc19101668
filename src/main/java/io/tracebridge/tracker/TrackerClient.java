package io.tracebridge.tracker;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.tracebridge.issue.Document;
import io.tracebridge.issue.IssueDraft;

/**
 * One integration's line to its tracker. Every method may throw {@link TrackerException},
 * and nothing else.
 */
public interface TrackerClient {

    /** Of {@link #redeliverFailed}. */
    int MOST_REDELIVERIES = 100;

    /**
     * Asks the live tracker whether everything issue creation needs is there: reachable,
     * credential, project, issue type, permissions. A failing check is an entry, not an
     * exception.
     */
    List<Check> check();

    /**
     * Sends exactly one create call, never replayed. Whoever retries asks
     * {@link #findByMarker} first.
     * @param marker left in the issue so that it can be found again
     */
    CreatedIssue create(IssueDraft draft, Marker marker);

    /**
     * Looks for the issue that an earlier {@link #create} may have made, by the tracker's
     * most consistent route.
     * @param since a moment safely before that call
     */
    Optional<Issue> findByMarker(Marker marker, Instant since);

    /**
     * Reads an issue as it is now, by the tracker's immutable id where it has one. A
     * moved issue is followed: its {@code ref} is the new one.
     * @throws TrackerException.IssueGone if it was deleted or is out of our sight
     */
    Issue get(IssueRef ref);

    /**
     * Reads the issue that a person named, to link it.
     * @param keyOrUrl as people write or paste it
     * @throws TrackerException.Rejected with {@code INVALID_FIELD} if it names no issue
     * of this tracker, with words about what would
     * @throws TrackerException.IssueGone if there is no such issue
     */
    default Issue locate(String keyOrUrl) {
        throw unsupported(Capability.LOCATE);
    }

    /**
     * Brings the issue to a status, by several steps where the tracker's workflow needs
     * them, and reads back what became of it. An issue that is there already is not
     * written to.
     * @param status a {@link Issue.Status#key() key} of {@link Catalog#statuses()}
     * @param fields what the workflow asks for on the way, such as a resolution; field
     * name to text
     * @return the issue as it is now
     * @throws TrackerException.Rejected with {@code TRANSITION_UNAVAILABLE} if it cannot
     * be reached, naming what can be or what is missing
     */
    default Issue setStatus(IssueRef ref, String status, Map<String, String> fields) {
        throw unsupported(Capability.SET_STATUS);
    }

    /**
     * Assigns the issue to one person, or to nobody, and reads back what became of it.
     * @param account a {@link Issue.Account#id()}
     * @throws TrackerException.Rejected with {@code INVALID_FIELD} if the person is
     * unknown or cannot be assigned; nothing has changed then
     */
    default Issue setAssignee(IssueRef ref, Optional<String> account) {
        throw unsupported(Capability.SET_ASSIGNEE);
    }

    /** Adds a comment; sent once, never replayed. */
    default void comment(IssueRef ref, Document text) {
        throw unsupported(Capability.COMMENT);
    }

    /** Adds or changes the tracker's own link to the group. */
    default void linkBack(IssueRef ref, BackLink link) {
        throw unsupported(Capability.LINK_BACK);
    }

    default Catalog catalog() {
        throw unsupported(Capability.CATALOG);
    }

    /**
     * Looks for changes by others and by ourselves alike; misses none, may repeat some.
     */
    default Changes changesSince(Changes.Cursor cursor) {
        throw unsupported(Capability.POLLING);
    }

    /**
     * Sees to it that the tracker has one webhook with our address: changes the one we
     * set up before, takes over one that has our address already, or makes one.
     * @throws TrackerException.Rejected with {@code FORBIDDEN}, naming the permission
     * that is missing
     */
    default WebhookRegistration setUpWebhook(WebhookSetup setup) {
        throw unsupported(Capability.WEBHOOK_SETUP);
    }

    /** Takes it away; one that is gone already is fine. */
    default void removeWebhook(String hookId) {
        throw unsupported(Capability.WEBHOOK_SETUP);
    }

    /**
     * Has the tracker send again what it failed to deliver and did not deliver later;
     * oldest first, and at most {@link #MOST_REDELIVERIES}. It arrives as any delivery
     * does, under its old id.
     * @return how many it was asked for
     */
    default int redeliverFailed(String hookId, Instant since) {
        throw unsupported(Capability.REDELIVERY);
    }

    /**
     * Reads the names of the versions in one of the issue's fields.
     * @param field its id; empty for the one where the tracker itself keeps them
     * @throws TrackerException.Rejected with {@code INVALID_FIELD} if the issue has no
     * such field
     */
    default List<String> versions(IssueRef ref, String field) {
        throw unsupported(Capability.FIX_VERSIONS);
    }

    private static UnsupportedOperationException unsupported(Capability capability) {
        return new UnsupportedOperationException("this tracker cannot: " + capability.title());
    }

    record Check(String name, boolean ok, String message) {
    }

    /**
     * @param warnings what the tracker took but silently did not do, in words for an
     * admin
     */
    record CreatedIssue(IssueRef ref, List<String> warnings) {

        public CreatedIssue {
            warnings = List.copyOf(warnings);
        }

    }

}
