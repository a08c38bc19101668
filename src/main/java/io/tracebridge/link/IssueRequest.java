package io.tracebridge.link;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * An issue that a person wants, from the request until the issue is there or the request
 * has ended.
 *
 * @param integration its name
 * @param requestedBy {@code user:<name>}
 * @param given what persons said of the issue so far
 * @param draft what the form shows, while it waits for somebody
 * @param link the tie to the issue, from the moment its creation began
 * @param late whether the time to complete it is over
 */
public record IssueRequest(UUID id, long integrationId, String integration, long groupId, String requestedBy,
        State state, IssueDetails given, Optional<DraftForm> draft, Optional<Link> link, Instant createdAt,
        Instant expiresAt, boolean late) {

    /** Makes at most one issue per request. */
    String scope() {
        return scope(this.id);
    }

    static String scope(UUID id) {
        return "manual:" + id;
    }

    /** Can somebody still say something about the issue? */
    public boolean open() {
        return this.state == State.DRAFTING || this.state == State.WAITING;
    }

    /**
     * @throws RequestRefused saying why nobody can answer it any more
     */
    void requireOpen() {
        if (!open()) {
            throw new RequestRefused(switch (this.state) {
                case DRAFTING, WAITING, SUBMITTED -> "The details were submitted already; the issue is being created.";
                case CREATED -> "The issue was created already.";
                case GIVEN_UP -> "The issue was given up; ask for another one.";
                case EXPIRED -> "The request expired; ask for the issue again.";
                case CANCELLED -> "The request was cancelled; ask for the issue again.";
            });
        }
        if (this.late) {
            throw new RequestRefused("The request expired; ask for the issue again.");
        }
    }

    public enum State {

        DRAFTING, WAITING, SUBMITTED, CREATED, GIVEN_UP, EXPIRED, CANCELLED;

        /** As the database and the API call it. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static State of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
        }

    }

    /**
     * @param state of the link
     * @param issue the issue's key, url and title; null until there is one
     * @param rejection what the tracker refused, as JSON; null while it refused nothing
     */
    public record Link(long id, String state, String issue, String url, String title, String rejection) {
    }

}
