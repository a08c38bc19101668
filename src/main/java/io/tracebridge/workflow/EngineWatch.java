package io.tracebridge.workflow;

import java.util.Optional;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tracebridge.outbox.EngineProbe;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Looks every ten seconds whether the engine answers and keeps it, for whoever asks more
 * often than that. Never {@code DOWN}: reports are taken and kept while it is away.
 */
class EngineWatch implements HealthIndicator {

    private static final Status DEGRADED = new Status("DEGRADED");

    private final EngineProbe probe;

    /** Null until it was asked for the first time. */
    private volatile Optional<String> trouble;

    EngineWatch(EngineProbe probe, MeterRegistry meters) {
        this.probe = probe;
        Gauge.builder("tracebridge.engine.up", this, EngineWatch::up)
            .description("1 while the engine answers, else 0")
            .register(meters);
    }

    /** At a fixed rate, so that a slow answer holds up no other schedule. */
    @Scheduled(fixedRateString = "PT10S", initialDelayString = "PT1S")
    void look() {
        this.trouble = this.probe.trouble();
    }

    @Override
    public Health health() {
        var seen = this.trouble;
        if (seen == null) {
            return Health.unknown().build();
        }
        return seen.map((words) -> Health.status(DEGRADED).withDetail("reason", words).build())
            .orElseGet(() -> Health.up().build());
    }

    private double up() {
        var seen = this.trouble;
        return (seen == null) ? Double.NaN : seen.isEmpty() ? 1 : 0;
    }

}
