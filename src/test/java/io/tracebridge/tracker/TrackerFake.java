package io.tracebridge.tracker;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A tracker that runs inside a test, holds issues and misbehaves on request. What
 * {@link TrackerContract} asks of every tracker, it asks through this.
 */
public interface TrackerFake extends AutoCloseable {

    /** Connects a tracker to this fake; every permission granted. */
    Connection connection();

    /** The same with a credential that the fake refuses. */
    Connection wrongConnection();

    /** What it holds, oldest first, as a create call left it. */
    List<Held> issues();

    /** Deletes the issue of this {@link IssueRef#id()}. */
    void delete(String id);

    /** How an issue stands, as the tracker itself would show it. */
    default Standing standing(String id) {
        throw new UnsupportedOperationException("this fake shows no standing");
    }

    /** A person changes the issue in the tracker's own pages. */
    default void changeByHand(String id, String statusKey) {
        throw new UnsupportedOperationException("nobody changes issues of this fake by hand");
    }

    /**
     * Somebody who can be assigned, besides our own account.
     * @return as {@link Catalog#people} shows them
     */
    default Issue.Account somebody() {
        throw new UnsupportedOperationException("this fake has no people");
    }

    /** An account id that nobody has. */
    default String nobody() {
        throw new UnsupportedOperationException("this fake has no people");
    }

    /**
     * Moves the issue to where its old address still leads.
     * @return its new key; empty where the tracker moves nothing
     */
    default Optional<String> move(String id) {
        return Optional.empty();
    }

    /**
     * A genuine delivery about the issue, signed as the tracker signs.
     * @param delivery what makes it this delivery and no other
     */
    default Webhooks.Request webhook(String id, String secret, String delivery) {
        throw new UnsupportedOperationException("this fake posts nothing");
    }

    default FakeHooks hooks() {
        throw new UnsupportedOperationException("nobody sets up webhooks of this fake");
    }

    /**
     * An attempt of the tracker to deliver something, as its own log has it.
     * @param delivery the same for all attempts
     */
    default void delivered(String hookId, String delivery, Instant at, boolean arrived) {
        throw new UnsupportedOperationException("this fake delivers nothing");
    }

    /** The deliveries that it was asked to repeat, all of which arrived then. */
    default List<String> redelivered() {
        throw new UnsupportedOperationException("this fake delivers nothing");
    }

    /** A person says in the tracker in which version the issue is fixed. */
    default void fixedIn(String id, String version) {
        throw new UnsupportedOperationException("this fake knows no versions");
    }

    /** The next call meets this trouble, once. */
    void next(Trouble trouble);

    @Override
    void close();

    /**
     * @param id as in {@link IssueRef#id()}
     * @param text the description as the tracker stores it
     */
    record Held(String id, String title, String text) {
    }

    /**
     * @param status {@link Issue.Status#key()}
     * @param assignee account id
     * @param comments as stored, oldest first
     * @param backLinks addresses of the tracker's own links
     * @param writes how many calls have changed the issue since its creation
     */
    record Standing(String status, Optional<String> assignee, List<String> comments, List<String> backLinks,
            int writes) {
    }

    enum Trouble {

        /** 200 with a login page. */
        LOGIN_PAGE,

        /** 429 that asks for 7 seconds. */
        RATE_LIMIT,

        /** 503. */
        MAINTENANCE,

        /** 302 to another host. */
        REDIRECT,

        /**
         * The next call that creates an issue or a webhook is carried out, but its answer
         * is lost.
         */
        LOST_ANSWER

    }

}
