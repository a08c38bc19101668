package io.tracebridge.tracker;

import java.util.List;

/**
 * A tracker that runs inside a test, holds issues and misbehaves on request. What
 * {@link TrackerContractTest} asks of every tracker, it asks through this.
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

    enum Trouble {

        /** 200 with a login page. */
        LOGIN_PAGE,

        /** 429 that asks for 7 seconds. */
        RATE_LIMIT,

        /** 503. */
        MAINTENANCE,

        /** 302 to another host. */
        REDIRECT,

        /** The next call that creates an issue is carried out, but its answer is lost. */
        LOST_ANSWER

    }

}
