package io.tracebridge.link;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.tracebridge.integration.Integration;
import io.tracebridge.integration.IntegrationTags;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Counts what became of issues and of their synchronisation. What is told of within a
 * transaction counts once that has committed, and not if it is rolled back.
 */
@Component
class LinkMeters {

    static final String ISSUES = "tracebridge.issues";

    static final String LATENCY = "tracebridge.issue.latency";

    static final String CHANGES = "tracebridge.sync.changes";

    static final String POLLS = "tracebridge.polls";

    private static final Duration[] LATENCIES = { Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2),
            Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(1),
            Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofHours(6) };

    private final MeterRegistry meters;

    private final JdbcClient jdbc;

    private final Clock clock;

    LinkMeters(MeterRegistry meters, JdbcClient jdbc, Clock clock) {
        this.meters = meters;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param reportId the report that led to it; null when a person asked for it
     */
    void created(Integration integration, Long reportId) {
        issue(integration, "created");
        latency(integration, reportId);
    }

    /** An earlier try had created it, and its answer was lost. */
    void foundAgain(Integration integration, Long reportId) {
        issue(integration, "found-again");
        latency(integration, reportId);
    }

    void linkedByHand(Integration integration) {
        issue(integration, "linked-by-hand");
    }

    void refused(Integration integration) {
        issue(integration, "refused");
    }

    /**
     * @param field {@code state} or {@code assignee}
     * @param outcome {@code pushed}, {@code pulled}, {@code skipped} or {@code conflict}
     */
    void change(Integration integration, String field, String outcome) {
        count(CHANGES, IntegrationTags.of(integration).and("field", field, "outcome", outcome));
    }

    void poll(Integration integration, String outcome) {
        count(POLLS, IntegrationTags.of(integration).and("outcome", outcome));
    }

    private void issue(Integration integration, String outcome) {
        count(ISSUES, IntegrationTags.of(integration).and("outcome", outcome));
    }

    private void latency(Integration integration, Long reportId) {
        if (reportId == null) {
            return;
        }
        this.jdbc.sql("select received_at from report where id = ?")
            .param(reportId)
            .query((row, n) -> row.getTimestamp("received_at").toInstant())
            .optional()
            .map((received) -> Duration.between(received, Instant.now(this.clock)))
            .ifPresent((took) -> Timer.builder(LATENCY)
                .description("From a report's arrival to its issue")
                .tags(IntegrationTags.of(integration))
                .serviceLevelObjectives(LATENCIES)
                .register(this.meters)
                .record(took));
    }

    private void count(String name, Tags tags) {
        var counter = this.meters.counter(name, tags);
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new AfterCommit(counter));
        }
        else {
            counter.increment();
        }
    }

    private record AfterCommit(Counter counter) implements TransactionSynchronization {

        @Override
        public void afterCommit() {
            this.counter.increment();
        }

    }

}
