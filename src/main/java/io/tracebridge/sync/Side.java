package io.tracebridge.sync;

import java.util.Locale;

/** Whose value holds. */
public enum Side {

    GROUP, TRACKER;

    /** As the API spells it. */
    public static Side of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

}
