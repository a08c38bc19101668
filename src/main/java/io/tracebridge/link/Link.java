package io.tracebridge.link;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.Marker;

/**
 * The tie between a group and an issue, through one integration; reserved before the
 * issue exists.
 *
 * @param firstAttempt when the first create call was about to be sent whose outcome is
 * not known to be a refusal
 * @param lastAttempt when the latest such call was about to be sent
 * @param issue empty until linked
 */
record Link(long id, Marker marker, State state, Optional<Instant> firstAttempt, Optional<Instant> lastAttempt,
        Optional<IssueRef> issue) {

    enum State {

        RESERVED, LINKED, REJECTED, GIVEN_UP, UNLINKED, GONE, SUPERSEDED;

        /** Nothing is created for it any more; of what is gone a person decides. */
        boolean settled() {
            return this != RESERVED && this != REJECTED;
        }

        /** As the database spells it: {@code given-up}. */
        String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static State of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
        }

    }

}
