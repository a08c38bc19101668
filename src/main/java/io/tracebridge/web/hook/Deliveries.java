package io.tracebridge.web.hook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What came of deliveries, for operators: all are counted, and refusals logged, but not
 * as often as somebody may like to cause them.
 */
@Component
class Deliveries {

    private static final Logger log = LoggerFactory.getLogger(Deliveries.class);

    private static final Duration PER_INTEGRATION = Duration.ofMinutes(1);

    private final MeterRegistry meters;

    private final Clock clock;

    /** When an integration was last in the log. Only those that exist get here. */
    private final Map<Long, Instant> logged = new ConcurrentHashMap<>();

    Deliveries(MeterRegistry meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * @param of the integration's tags, if it is known whose the delivery is
     */
    void count(Tags of, Outcome outcome) {
        this.meters
            .counter("tracebridge.webhook.deliveries", of.and("outcome", outcome.name().toLowerCase(Locale.ROOT)))
            .increment();
    }

    void forged(long integrationId, String why) {
        var now = Instant.now(this.clock);
        var before = this.logged.get(integrationId);
        if (before == null || !before.isAfter(now.minus(PER_INTEGRATION))) {
            this.logged.put(integrationId, now);
            log.warn("A webhook delivery to integration {} is not the tracker's: {}", integrationId, why);
        }
    }

    enum Outcome {

        TAKEN, REPEATED, IGNORED, DISABLED, FORGED, TOO_LARGE, UNKNOWN

    }

}
