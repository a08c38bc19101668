package io.tracebridge.triage.dryrun;

import java.time.Instant;
import java.util.List;

import io.tracebridge.integration.Automation;
import io.tracebridge.issue.Payload;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.rules.Rule;

/**
 * Which reports to try, and with which settings.
 *
 * @param since reports received then or later; null for no bound
 * @param until reports received before; null for no bound
 * @param limit of those the latest so many; null for {@link #DEFAULT_LIMIT}
 * @param automation instead of the saved one; null for the saved one
 * @param payload instead of the saved one; null for the saved one
 * @param rules instead of the saved ones, in the saved automation; null for the saved
 * ones, or those of {@code automation}
 */
public record DryRunRequest(Instant since, Instant until, Integer limit, Automation automation, Payload payload,
        List<Rule> rules) {

    public static final int DEFAULT_LIMIT = 100;

    public static final int MAX_LIMIT = 10_000;

    /** What both Java and PostgreSQL can hold. */
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    public DryRunRequest(Instant since, Instant until, Integer limit, Automation automation, Payload payload) {
        this(since, until, limit, automation, payload, null);
    }

    public DryRunRequest {
        since = bounded("since", since, Instant.EPOCH);
        until = bounded("until", until, LAST);
        limit = (limit != null) ? limit : DEFAULT_LIMIT;
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new InvalidInputException("limit", "must be from 1 to " + MAX_LIMIT);
        }
        if (rules != null && automation != null) {
            throw new InvalidInputException("rules",
                    "must be left out where automation is given, which has rules, too");
        }
        if (!since.isBefore(until)) {
            throw new InvalidInputException("until", "must be after since");
        }
    }

    /** The automation to try; null for the saved one. */
    Automation tried(Automation saved) {
        return (this.rules != null) ? saved.with(this.rules) : this.automation;
    }

    private static Instant bounded(String field, Instant given, Instant otherwise) {
        if (given == null) {
            return otherwise;
        }
        if (given.isBefore(Instant.EPOCH) || given.isAfter(LAST)) {
            throw new InvalidInputException(field, "must be in the years 1970 to 9999");
        }
        return given;
    }

}
