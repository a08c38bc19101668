package io.tracebridge.integration;

import java.util.Iterator;

import io.tracebridge.integration.IntegrationOverview.Row;
import org.springframework.boot.actuate.health.CompositeHealthContributor;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthContributor;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.NamedContributor;
import org.springframework.boot.actuate.health.Status;
import org.springframework.stereotype.Component;

/**
 * How each integration that is switched on fares. None can be {@code DOWN}: a tracker
 * that is away is no reason to start this program anew or to keep reports from it.
 */
@Component
class IntegrationsHealthContributor implements CompositeHealthContributor {

    /** Somebody should look, but this program does all that it can. */
    private static final Status DEGRADED = new Status("DEGRADED");

    /** Goes on by itself when the tracker's rate limit allows it. */
    private static final Status WAITING = new Status("WAITING");

    private final IntegrationWatch watch;

    IntegrationsHealthContributor(IntegrationWatch watch) {
        this.watch = watch;
    }

    @Override
    public HealthContributor getContributor(String name) {
        return this.watch.integrations()
            .stream()
            .filter((row) -> enabled(row) && name(row).equals(name))
            .findFirst()
            .map(IntegrationsHealthContributor::indicator)
            .orElse(null);
    }

    @Override
    public Iterator<NamedContributor<HealthContributor>> iterator() {
        return this.watch.integrations()
            .stream()
            .filter(IntegrationsHealthContributor::enabled)
            .map((row) -> NamedContributor.<HealthContributor>of(name(row), indicator(row)))
            .iterator();
    }

    private static HealthIndicator indicator(Row row) {
        var health = health(row).withDetail("tracker", row.tracker()).build();
        return () -> health;
    }

    private static Health.Builder health(Row row) {
        if (row.pausedAt() != null) {
            return Health.status(DEGRADED).withDetail("reason", row.pausedReason()).withDetail("since", row.pausedAt());
        }
        if (row.waiting()) {
            return Health.status(WAITING).withDetail("until", row.status().waitsUntil());
        }
        if (row.lastCallFailed()) {
            return Health.status(DEGRADED)
                .withDetail("reason", row.status().lastFailure())
                .withDetail("since", row.status().lastFailureAt());
        }
        return Health.up();
    }

    private static boolean enabled(Row row) {
        return row.state().equals("enabled");
    }

    private static String name(Row row) {
        return row.project() + ": " + row.name();
    }

}
