package io.tracebridge.link;

import io.tracebridge.integration.SyncSettings;

/** Whose state and assignee hold when an issue that existed before is linked. */
enum OnLink {

    TRACKER, GROUP,

    /** The direction that the right side's values would have to take is switched off. */
    NOBODY;

    static OnLink of(SyncSettings sync) {
        if ("group".equals(sync.onLink())) {
            return sync.push() ? GROUP : NOBODY;
        }
        return sync.pull() ? TRACKER : NOBODY;
    }

}
