package io.tracebridge.intake;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.springframework.stereotype.Component;

/**
 * Counts what comes in. All meters are made beforehand and counted once per batch or
 * refusal, so that a report costs nothing.
 */
@Component
class IntakeMeters {

    static final String REPORTS = "tracebridge.intake.reports";

    static final String REFUSALS = "tracebridge.intake.refusals";

    private static final double[] BATCHES = { 1, 2, 4, 8, 16, 32, 64, 128, 256 };

    private static final Duration[] COMMITS = { Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(25),
            Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500),
            Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(30) };

    private final MeterRegistry meters;

    private final Counter accepted;

    private final Counter duplicate;

    private final Map<Refusal.Reason, Counter> refusals = new EnumMap<>(Refusal.Reason.class);

    private final DistributionSummary batch;

    private final Timer commit;

    IntakeMeters(MeterRegistry meters) {
        this.meters = meters;
        this.accepted = meters.counter(REPORTS, "outcome", "accepted");
        this.duplicate = meters.counter(REPORTS, "outcome", "duplicate");
        for (var reason : Refusal.Reason.values()) {
            this.refusals.put(reason, meters.counter(REFUSALS, "reason", reason.word()));
        }
        this.batch = DistributionSummary.builder("tracebridge.intake.batch.size")
            .description("Reports in one transaction")
            .serviceLevelObjectives(BATCHES)
            .register(meters);
        this.commit = Timer.builder("tracebridge.intake.commit")
            .description("Transactions that stored reports")
            .serviceLevelObjectives(COMMITS)
            .register(meters);
    }

    void queue(BlockingQueue<?> queue) {
        Gauge.builder("tracebridge.intake.queue.size", queue, BlockingQueue::size)
            .description("Reports that wait for their commit")
            .register(this.meters);
        Gauge.builder("tracebridge.intake.queue.free", queue, BlockingQueue::remainingCapacity)
            .description("Reports that may still queue up before others are told to come back")
            .register(this.meters);
    }

    void memory(MemoryBudget memory) {
        Gauge.builder("tracebridge.intake.memory.free", memory, MemoryBudget::free)
            .baseUnit("bytes")
            .description("What further bodies may hold before others are told to come back")
            .register(this.meters);
    }

    /**
     * @param sent of each report in the batch
     * @param receipts in the same order; one that names another report is for a duplicate
     */
    void committed(List<UUID> sent, List<Receipt> receipts, long nanos) {
        var fresh = 0;
        for (int i = 0; i < receipts.size(); i++) {
            fresh += receipts.get(i).rxid().equals(sent.get(i)) ? 1 : 0;
        }
        this.accepted.increment(fresh);
        this.duplicate.increment(receipts.size() - fresh);
        this.batch.record(receipts.size());
        this.commit.record(Duration.ofNanos(nanos));
    }

    void refused(Refusal.Reason reason) {
        this.refusals.get(reason).increment();
    }

}
