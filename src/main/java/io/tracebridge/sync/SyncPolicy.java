package io.tracebridge.sync;

import java.util.Locale;

/**
 * What an admin decided about bringing groups and issues in step.
 *
 * @param push whether our changes go to the tracker
 * @param pull whether the tracker's changes come to us
 * @param onLink which side is right when an issue that was there before is linked
 * @param onConflict which side is right when both changed
 */
public record SyncPolicy(boolean push, boolean pull, Side onLink, OnConflict onConflict) {

    public enum OnConflict {

        TRACKER, GROUP,

        /** Whose change is later; the tracker's when they are of one moment. */
        NEWEST,

        /** A person decides. */
        ASK;

        /** As the API spells it. */
        public static OnConflict of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }

    }

}
