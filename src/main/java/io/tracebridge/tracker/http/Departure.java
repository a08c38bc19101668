package io.tracebridge.tracker.http;

import okhttp3.Call;
import okhttp3.EventListener;

/**
 * Whether a request began to leave. One that never did, for want of a connection, may be
 * sent again without doubt.
 */
final class Departure {

    private volatile boolean began;

    boolean began() {
        return this.began;
    }

    /** Tells each call's own departure. */
    static final class Listener extends EventListener {

        @Override
        public void requestHeadersStart(Call call) {
            var departure = call.request().tag(Departure.class);
            if (departure != null) {
                departure.began = true;
            }
        }

    }

}
