package io.tracebridge.link;

import java.util.Optional;

/**
 * What became of a synchronisation.
 *
 * @param state {@code in-step}, {@code pushed}, {@code pulled}, {@code skipped},
 * {@code conflict}, or {@code none} when it was not looked at
 * @param assignee the same
 * @param again whether something changed meanwhile, so that another run is due
 */
record Synced(String state, String assignee, boolean again, Optional<Dispute> dispute) {

    /** There was nothing to look at. */
    static final Synced NOTHING = new Synced("none", "none", false, Optional.empty());

    static final Synced GONE = new Synced("gone", "gone", false, Optional.empty());

}
