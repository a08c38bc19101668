package io.tracebridge.workflow;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.random.RandomGenerator;

import io.tracebridge.outbox.OutboxQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands one batch of outbox rows to the engine, some at a time: half as many after each
 * batch of which it refused a part as too much, one more after each that it took whole.
 * For one thread.
 */
final class OutboxBatch {

    /** How long the engine may take for one row. */
    static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(5);

    /**
     * How long claimed rows are ours; longer than a batch takes of which every row times
     * out.
     */
    static final Duration HOLD = Duration.ofSeconds(30);

    private static final int ROUNDS = 4;

    /** More at once, and one partition of the engine begins to refuse. */
    private static final int MOST_IN_FLIGHT = 16;

    private static final Duration LONGEST_BUSY_RETRY = Duration.ofSeconds(2);

    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);

    private static final Duration LONGEST_RETRY = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(OutboxBatch.class);

    private final Function<OutboxQueue.Row, CompletionStage<?>> engine;

    private final RandomGenerator random;

    private int inFlight = MOST_IN_FLIGHT;

    /**
     * @param engine answers, if only with a timeout
     */
    OutboxBatch(Function<OutboxQueue.Row, CompletionStage<?>> engine, RandomGenerator random) {
        this.engine = engine;
        this.random = random;
    }

    Outcome relay(OutboxQueue queue) throws InterruptedException {
        var limit = this.inFlight * ROUNDS;
        var rows = queue.claim(limit, HOLD);
        var failures = send(rows);
        queue.done(rows.stream().map(OutboxQueue.Row::id).filter((id) -> !failures.containsKey(id)).toList());
        queue.failed(rows.stream()
            .filter((row) -> failures.containsKey(row.id()))
            .map((row) -> failed(row, failures.get(row.id())))
            .toList());
        report(rows.size(), failures.values());
        if (failures.values().stream().anyMatch(EngineFailure::busy)) {
            this.inFlight = Math.max(this.inFlight / 2, 1);
            return Outcome.BUSY;
        }
        if (failures.values().stream().anyMatch(EngineFailure::passing)) {
            return Outcome.AWAY;
        }
        if (rows.size() < limit) {
            return Outcome.SHORT;
        }
        this.inFlight = Math.min(this.inFlight + 1, MOST_IN_FLIGHT);
        return Outcome.FULL;
    }

    private static void report(int rows, Collection<EngineFailure> failures) {
        failures.stream()
            .filter((failure) -> !failure.busy())
            .findFirst()
            .ifPresent((first) -> LOG.warn("The engine did not take {} of {} outbox rows, which stay for later: {}",
                    failures.size(), rows, first.words()));
    }

    private Map<Long, EngineFailure> send(List<OutboxQueue.Row> rows) throws InterruptedException {
        var failures = new ConcurrentHashMap<Long, EngineFailure>();
        var permits = new Semaphore(this.inFlight);
        for (var row : rows) {
            permits.acquire();
            send(row).whenComplete((taken, failure) -> {
                if (failure != null) {
                    failures.put(row.id(), EngineFailure.of(failure));
                }
                permits.release();
            });
        }
        permits.acquire(this.inFlight);
        return failures;
    }

    /** A row that cannot even be sent must not hold up the others. */
    private CompletionStage<?> send(OutboxQueue.Row row) {
        try {
            return this.engine.apply(row);
        }
        catch (RuntimeException ex) {
            return CompletableFuture.failedFuture(ex);
        }
    }

    private OutboxQueue.Failure failed(OutboxQueue.Row row, EngineFailure failure) {
        var longest = failure.busy() ? LONGEST_BUSY_RETRY : LONGEST_RETRY;
        return new OutboxQueue.Failure(row.id(), failure.words(),
                RetryBackoff.doubling(FIRST_RETRY, longest, row.attempts() + 1, this.random));
    }

    enum Outcome {

        /** Nothing more is due. */
        SHORT,

        /** There may be more. */
        FULL,

        /** The engine refused a part as too much at once. */
        BUSY,

        /** The engine, or our database, does not answer. */
        AWAY;

        boolean isTrouble() {
            return this == BUSY || this == AWAY;
        }

    }

}
