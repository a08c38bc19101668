package io.tracebridge.integration;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tracebridge.tracker.TrackerException;
import org.springframework.stereotype.Component;

/** Counts and times the calls to trackers, and what they made us wait. */
@Component
class CallMeters implements CallLog {

    static final String CALLS = "tracebridge.tracker.calls";

    static final String RATE_LIMIT_WAIT = "tracebridge.tracker.rate.limit.wait";

    private static final Duration[] BUCKETS = { Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500),
            Duration.ofSeconds(1), Duration.ofMillis(2500), Duration.ofSeconds(5), Duration.ofSeconds(10),
            Duration.ofSeconds(30) };

    private final MeterRegistry meters;

    private final Clock clock;

    /** Until when each tracker wants to be left alone, by integration. */
    private final Map<Long, Instant> waits = new ConcurrentHashMap<>();

    CallMeters(MeterRegistry meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public void ended(Integration integration, String call, Duration took, Optional<Throwable> failure) {
        Timer.builder(CALLS)
            .description("Calls to trackers, by outcome")
            .tags(IntegrationTags.of(integration)
                .and("call", call, "outcome", failure.map(CallMeters::word).orElse("ok")))
            .serviceLevelObjectives(BUCKETS)
            .register(this.meters)
            .record(took);
        // There from the first call on, so that its increase can be told.
        var waited = Counter.builder(RATE_LIMIT_WAIT)
            .baseUnit("seconds")
            .description("What trackers told us to wait; several told the same at one time count once")
            .tags(IntegrationTags.of(integration))
            .register(this.meters);
        if (failure.orElse(null) instanceof TrackerException.RateLimited limited) {
            waited.increment(added(integration.id(), limited.retryAfter()).toMillis() / 1000.0);
        }
    }

    /** Callers who are told the same at the same time wait together. */
    private Duration added(long integration, Duration wait) {
        var now = Instant.now(this.clock);
        var until = now.plus((wait.compareTo(CallRecorder.LONGEST_WAIT) < 0) ? wait : CallRecorder.LONGEST_WAIT);
        var before = this.waits.put(integration, until);
        var from = (before != null && before.isAfter(now)) ? before : now;
        return until.isAfter(from) ? Duration.between(from, until) : Duration.ZERO;
    }

    private static String word(Throwable failure) {
        return (failure instanceof TrackerException known) ? switch (known) {
            case TrackerException.CredentialRefused ex -> "credential-refused";
            case TrackerException.Rejected ex -> "rejected";
            case TrackerException.IssueGone ex -> "gone";
            case TrackerException.Conflict ex -> "conflict";
            case TrackerException.RateLimited ex -> "rate-limited";
            case TrackerException.Unavailable ex -> "unavailable";
            case TrackerException.NotTheTracker ex -> "not-the-tracker";
        } : "fault";
    }

}
