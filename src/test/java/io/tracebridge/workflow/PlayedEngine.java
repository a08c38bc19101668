package io.tracebridge.workflow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.tracebridge.outbox.OutboxQueue;

/** An engine that takes outbox rows, or does not, as a test wants it. */
final class PlayedEngine implements Function<OutboxQueue.Row, CompletionStage<?>> {

    private static final Pattern REPORT = Pattern.compile("\"reportId\": (\\d+)");

    private final List<OutboxQueue.Row> taken = new ArrayList<>();

    private final List<CompletableFuture<Void>> held = new ArrayList<>();

    private final Map<Integer, Status> refused = new HashMap<>();

    private boolean away;

    private boolean holding;

    private int mostAtOnce = Integer.MAX_VALUE;

    private int atOnce;

    private Duration delay = Duration.ZERO;

    @Override
    public synchronized CompletionStage<?> apply(OutboxQueue.Row row) {
        if (this.away) {
            return CompletableFuture.failedFuture(new StatusRuntimeException(Status.UNAVAILABLE));
        }
        var refusal = this.refused.get(report(row));
        if (refusal != null) {
            return CompletableFuture.failedFuture(new StatusRuntimeException(refusal));
        }
        if (this.atOnce >= this.mostAtOnce) {
            return CompletableFuture.failedFuture(new StatusRuntimeException(Status.RESOURCE_EXHAUSTED));
        }
        this.taken.add(row);
        this.atOnce++;
        var answer = new CompletableFuture<Void>();
        answer.whenComplete((done, failure) -> left());
        if (this.holding) {
            this.held.add(answer);
            return answer;
        }
        return answer.completeOnTimeout(null, this.delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void left() {
        this.atOnce--;
    }

    synchronized void refuseMoreAtOnceThan(int most) {
        this.mostAtOnce = most;
    }

    synchronized void reset() {
        answerHeld();
        this.taken.clear();
        this.refused.clear();
        this.away = false;
        this.mostAtOnce = Integer.MAX_VALUE;
        this.delay = Duration.ZERO;
    }

    synchronized void refuse(int report, Status status) {
        this.refused.put(report, status);
    }

    synchronized void away(boolean away) {
        this.away = away;
    }

    synchronized void delay(Duration delay) {
        this.delay = delay;
    }

    synchronized void hold() {
        this.holding = true;
    }

    synchronized int held() {
        return this.held.size();
    }

    synchronized void answerHeld() {
        this.holding = false;
        this.held.forEach((answer) -> answer.complete(null));
        this.held.clear();
    }

    synchronized List<OutboxQueue.Row> taken() {
        return List.copyOf(this.taken);
    }

    synchronized List<Integer> reports() {
        return this.taken.stream().map(PlayedEngine::report).toList();
    }

    private static int report(OutboxQueue.Row row) {
        var matcher = REPORT.matcher(row.payload());
        if (!matcher.find()) {
            throw new IllegalArgumentException("no report in " + row.payload());
        }
        return Integer.parseInt(matcher.group(1));
    }

}
