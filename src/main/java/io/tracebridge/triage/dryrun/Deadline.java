package io.tracebridge.triage.dryrun;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import io.tracebridge.project.InvalidInputException;

/** Keeps hostile rules or a slow reader from holding a dry run's place for ever. */
final class Deadline {

    private final Clock clock;

    private final Duration longest;

    private final Instant end;

    Deadline(Clock clock, Duration longest) {
        this.clock = clock;
        this.longest = longest;
        this.end = clock.instant().plus(longest);
    }

    /**
     * @throws InvalidInputException once it is over
     */
    void check() {
        if (this.clock.instant().isAfter(this.end)) {
            throw new InvalidInputException("limit",
                    "is too high for these rules and reports: the dry run took more than " + this.longest.toSeconds()
                            + " seconds; try fewer reports");
        }
    }

}
