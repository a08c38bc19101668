package io.tracebridge.triage.dryrun;

import java.time.Instant;

import io.tracebridge.integration.Automation;
import io.tracebridge.issue.Payload;
import io.tracebridge.project.InvalidInputException;

/**
 * Which reports to try, and with which settings.
 *
 * @param since reports received then or later; null for no bound
 * @param until reports received before; null for no bound
 * @param limit of those the latest so many; null for {@link #DEFAULT_LIMIT}
 * @param automation instead of the saved one; null for the saved one
 * @param payload instead of the saved one; null for the saved one
 */
public record DryRunRequest(Instant since, Instant until, Integer limit, Automation automation, Payload payload) {

    public static final int DEFAULT_LIMIT = 100;

    public static final int MAX_LIMIT = 10_000;

    /** What both Java and PostgreSQL can hold. */
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    public DryRunRequest {
        since = bounded("since", since, Instant.EPOCH);
        until = bounded("until", until, LAST);
        limit = (limit != null) ? limit : DEFAULT_LIMIT;
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new InvalidInputException("limit", "must be from 1 to " + MAX_LIMIT);
        }
        if (!since.isBefore(until)) {
            throw new InvalidInputException("until", "must be after since");
        }
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
