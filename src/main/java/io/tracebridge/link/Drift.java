package io.tracebridge.link;

/**
 * A difference between a group and its issue that nobody agreed on.
 *
 * @param ours in words: the group's value, or the key as we know it
 * @param theirs in words: the value, its new key, or what the tracker said
 */
record Drift(Kind kind, String ours, String theirs) {

    enum Kind {

        STATE("state"), ASSIGNEE("assignee"), MOVED("moved"), GONE("gone"),

        /** The tracker does not let us read the issue; only a person can mend that. */
        UNREADABLE("unreadable");

        private final String id;

        Kind(String id) {
            this.id = id;
        }

        String id() {
            return this.id;
        }

        /** Could synchronisation put it right? */
        boolean repairable() {
            return this != UNREADABLE;
        }

    }

}
