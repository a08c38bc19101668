package io.tracebridge.integration;

import java.time.Duration;

/** Hears how each call to a tracker ended. Quick, and never fails. */
public interface CallLog {

    /** For tests of something else. */
    CallLog NONE = new CallLog() {

        @Override
        public void succeeded(long integrationId) {
            // Nobody asks.
        }

        @Override
        public void failed(long integrationId, String words) {
            // Nobody asks.
        }

        @Override
        public void limited(long integrationId, Duration wait) {
            // Nobody asks.
        }

    };

    void succeeded(long integrationId);

    /**
     * @param words for an admin, with what to do and without secrets
     */
    void failed(long integrationId, String words);

    /** The tracker wants to be left alone for a while. */
    void limited(long integrationId, Duration wait);

}
