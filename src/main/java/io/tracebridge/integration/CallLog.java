package io.tracebridge.integration;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Hears how each call to a tracker ended. Quick, and never fails. Each of its listeners
 * has its own part of the story.
 */
public interface CallLog {

    /** For tests of something else. */
    CallLog NONE = new CallLog() {
    };

    /** The tracker did what was asked. */
    default void succeeded(long integrationId) {
    }

    /**
     * Something is wrong with the integration or its tracker.
     * @param words for an admin, with what to do and without secrets
     */
    default void failed(long integrationId, String words) {
    }

    /** The tracker wants to be left alone for a while. */
    default void limited(long integrationId, Duration wait) {
    }

    /**
     * After every call, whatever came of it and whoever is to blame.
     * @param call the method of the tracker's client
     */
    default void ended(Integration integration, String call, Duration took, Optional<Throwable> failure) {
    }

    /** Tells all of them. */
    static CallLog all(List<CallLog> logs) {
        return new CallLog() {

            @Override
            public void succeeded(long integrationId) {
                logs.forEach((log) -> log.succeeded(integrationId));
            }

            @Override
            public void failed(long integrationId, String words) {
                logs.forEach((log) -> log.failed(integrationId, words));
            }

            @Override
            public void limited(long integrationId, Duration wait) {
                logs.forEach((log) -> log.limited(integrationId, wait));
            }

            @Override
            public void ended(Integration integration, String call, Duration took, Optional<Throwable> failure) {
                logs.forEach((log) -> log.ended(integration, call, took, failure));
            }

        };
    }

}
