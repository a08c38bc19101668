package io.tracebridge.workflow;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tracebridge.outbox.EngineProbe;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Looks every ten seconds whether the engine answers and keeps it, for whoever asks more
 * often than that. Never {@code DOWN}: reports are taken and kept while it is away.
 */
final class EngineWatch implements HealthIndicator {

    private static final Logger LOG = LoggerFactory.getLogger(EngineWatch.class);

    private static final Status DEGRADED = new Status("DEGRADED");

    private static final String REASON = "reason";

    private final EngineProbe probe;

    private volatile Health seen = Health.unknown().build();

    EngineWatch(EngineProbe probe, MeterRegistry meters) {
        this.probe = probe;
        Gauge.builder("tracebridge.engine.up", this, EngineWatch::up)
            .description("1 while the engine answers, else 0")
            .register(meters);
    }

    /** At a fixed rate, so that a slow answer holds up no other schedule. */
    @Scheduled(fixedRateString = "PT10S", initialDelayString = "PT1S")
    void look() {
        var before = this.seen.getStatus();
        this.seen = this.probe.trouble()
            .map((words) -> Health.status(DEGRADED).withDetail(REASON, words))
            .orElseGet(Health::up)
            .build();
        if (!before.equals(this.seen.getStatus())) {
            tell(before);
        }
    }

    /** One line for each change; the workers' own, a stack for every try, are off. */
    private void tell(Status before) {
        if (this.seen.getStatus().equals(DEGRADED)) {
            LOG.warn("The engine does not answer. Reports are kept, and what is due is done once it does: {}",
                    this.seen.getDetails().get(REASON));
        }
        else if (before.equals(DEGRADED)) {
            LOG.info("The engine answers again.");
        }
    }

    @Override
    public Health health() {
        return this.seen;
    }

    /** No number before it was asked for the first time. */
    private double up() {
        var status = this.seen.getStatus();
        return status.equals(Status.UNKNOWN) ? Double.NaN : status.equals(Status.UP) ? 1 : 0;
    }

}
