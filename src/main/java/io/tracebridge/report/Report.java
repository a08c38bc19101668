package io.tracebridge.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One error as received, scrubbed and read; immutable.
 *
 * @param uuid the sender's idempotency key, empty when it sent none
 * @param occurredAt when it happened by the sender's clock
 * @param language {@code java}, {@code nodejs}, …; empty when unknown
 * @param classifiers exception classes or kinds, outermost first
 * @param stack faulting thread, innermost call first
 * @param attributes every scalar the report carries by name, as text
 * @param body the scrubbed report as a JSON tree (maps, lists, scalars), the thing that
 * is stored
 */
public record Report(Optional<UUID> uuid, Instant occurredAt, String language, List<String> classifiers,
        List<Frame> stack, Map<String, String> attributes, Map<String, Object> body) {

    public Report {
        classifiers = List.copyOf(classifiers);
        stack = List.copyOf(stack);
        attributes = Map.copyOf(attributes);
    }

}
