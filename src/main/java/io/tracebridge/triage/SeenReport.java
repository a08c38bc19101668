package io.tracebridge.triage;

import java.time.Instant;
import java.util.Map;

/**
 * A report as until-conditions look at it.
 *
 * @param occurredAt when the error happened by its sender's clock, not when it came in: a
 * report that waited for a network is no sign that the error is back
 */
public record SeenReport(Instant occurredAt, Map<String, String> attributes) {

    public SeenReport {
        attributes = Map.copyOf(attributes);
    }

}
