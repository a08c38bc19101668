package io.tracebridge.workflow;

import java.time.Duration;
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

/** Hands one batch of outbox rows to the engine, some at a time. */
final class OutboxBatch {

    /**
     * How long the engine may take for one row. Even a batch that times out as a whole is
     * done before its rows are anybody else's again: 64 rows, 16 at a time, 5 s each.
     */
    static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(5);

    /** How long claimed rows are ours. */
    static final Duration HOLD = Duration.ofSeconds(30);

    static final int SIZE = 64;

    /** More at once, and one partition of the engine begins to refuse. */
    private static final int IN_FLIGHT = 16;

    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);

    private static final Duration LONGEST_RETRY = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(OutboxBatch.class);

    private final Function<OutboxQueue.Row, CompletionStage<?>> engine;

    private final RandomGenerator random;

    /**
     * @param engine answers, if only with a timeout
     */
    OutboxBatch(Function<OutboxQueue.Row, CompletionStage<?>> engine, RandomGenerator random) {
        this.engine = engine;
        this.random = random;
    }

    Outcome relay(OutboxQueue queue) throws InterruptedException {
        var rows = queue.claim(SIZE, HOLD);
        var failures = send(rows);
        queue.done(rows.stream().map(OutboxQueue.Row::id).filter((id) -> !failures.containsKey(id)).toList());
        queue.failed(rows.stream()
            .filter((row) -> failures.containsKey(row.id()))
            .map((row) -> failed(row, failures.get(row.id())))
            .toList());
        if (failures.isEmpty()) {
            return (rows.size() == SIZE) ? Outcome.FULL : Outcome.SHORT;
        }
        var first = failures.values().iterator().next();
        LOG.warn("The engine did not take {} of {} outbox rows, which stay for later: {}", failures.size(), rows.size(),
                first.words());
        return failures.values().stream().anyMatch(EngineFailure::passing) ? Outcome.TROUBLE : Outcome.SHORT;
    }

    private Map<Long, EngineFailure> send(List<OutboxQueue.Row> rows) throws InterruptedException {
        var failures = new ConcurrentHashMap<Long, EngineFailure>();
        var permits = new Semaphore(IN_FLIGHT);
        for (var row : rows) {
            permits.acquire();
            send(row).whenComplete((taken, failure) -> {
                if (failure != null) {
                    failures.put(row.id(), EngineFailure.of(failure));
                }
                permits.release();
            });
        }
        permits.acquire(IN_FLIGHT);
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
        return new OutboxQueue.Failure(row.id(), failure.words(),
                RetryBackoff.doubling(FIRST_RETRY, LONGEST_RETRY, row.attempts() + 1, this.random));
    }

    enum Outcome {

        /** Nothing more is due. */
        SHORT,

        /** There may be more. */
        FULL,

        /** The engine is busy or away: leave it alone for a while. */
        TROUBLE

    }

}
