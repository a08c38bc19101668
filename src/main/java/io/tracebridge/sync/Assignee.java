package io.tracebridge.sync;

import java.util.Optional;

/**
 * Who has a group or an issue, in both sides' terms as far as the people map knows them.
 * Both empty: nobody.
 *
 * @param user our user's name; empty for somebody only the tracker knows
 * @param account the tracker's account id; empty for somebody only we know
 */
public record Assignee(Optional<String> user, Optional<String> account) {

    public static final Assignee NOBODY = new Assignee(Optional.empty(), Optional.empty());

    /** Could the tracker be told? */
    public boolean knownToTracker() {
        return this.account.isPresent() || this.user.isEmpty();
    }

    /** Could the group be told? */
    public boolean knownToUs() {
        return this.user.isPresent() || this.account.isEmpty();
    }

    /** For people to read: our name for them, else the tracker's id. */
    public String words() {
        return this.user.or(this::account).orElse("nobody");
    }

}
