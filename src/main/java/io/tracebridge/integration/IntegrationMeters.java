package io.tracebridge.integration;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.tracebridge.integration.IntegrationOverview.Row;
import org.springframework.stereotype.Component;

/** Which integrations need somebody to look: 1 if so, else 0. */
@Component
class IntegrationMeters {

    private static final String OURS = "tracebridge.";

    private final MeterRegistry meters;

    private final MultiGauge paused;

    private final MultiGauge waiting;

    private final MultiGauge failing;

    IntegrationMeters(MeterRegistry meters) {
        this.meters = meters;
        this.paused = gauge("tracebridge.integration.paused", "1 while its credential was refused, or cannot be read");
        this.waiting = gauge("tracebridge.integration.waiting", "1 while its tracker's rate limit holds it up");
        this.failing = gauge("tracebridge.integration.failing", "1 while it is in use and its last call failed");
    }

    private MultiGauge gauge(String name, String description) {
        return MultiGauge.builder(name).description(description).register(this.meters);
    }

    void show(List<Row> integrations) {
        show(this.paused, integrations, (row) -> row.pausedAt() != null);
        show(this.waiting, integrations, Row::waiting);
        show(this.failing, integrations,
                (row) -> row.state().equals("enabled") && row.pausedAt() == null && row.lastCallFailed());
    }

    private static void show(MultiGauge gauge, List<Row> integrations, Predicate<Row> holds) {
        gauge.register(
                integrations.stream().map((row) -> MultiGauge.Row.of(tags(row), holds.test(row) ? 1 : 0)).toList(),
                true);
    }

    /** What is counted for single integrations, at this moment. */
    List<Meter> counted() {
        return this.meters.getMeters()
            .stream()
            .filter((meter) -> meter.getId().getName().startsWith(OURS))
            .filter((meter) -> {
                var name = meter.getId().getTag(IntegrationTags.INTEGRATION);
                return name != null && !name.isEmpty();
            })
            .toList();
    }

    /**
     * Drops what was counted for integrations that are deleted by now, so that the number
     * of metrics is bounded by that of integrations.
     * @param counted asked for before the others, so that a new integration loses nothing
     */
    void forget(List<Meter> counted, List<Row> integrations) {
        Set<String> known = integrations.stream()
            .map((row) -> row.project() + '/' + row.name())
            .collect(Collectors.toSet());
        counted.stream()
            .filter((meter) -> !known.contains(meter.getId().getTag(IntegrationTags.PROJECT) + '/'
                    + meter.getId().getTag(IntegrationTags.INTEGRATION)))
            .forEach(this.meters::remove);
    }

    private static Tags tags(Row row) {
        return IntegrationTags.of(row.project(), row.name(), row.tracker());
    }

}
