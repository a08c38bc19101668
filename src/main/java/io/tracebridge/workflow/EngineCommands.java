package io.tracebridge.workflow;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.camunda.client.CamundaClient;
import io.tracebridge.outbox.OutboxQueue;

/** What each kind of outbox row asks of the engine. */
final class EngineCommands {

    private final CamundaClient engine;

    private final Duration timeout;

    EngineCommands(CamundaClient engine, Duration timeout) {
        this.engine = engine;
        this.timeout = timeout;
    }

    /** Completes when the engine has taken it, and fails when not, after the timeout. */
    CompletionStage<?> send(OutboxQueue.Row row) {
        return switch (row.kind()) {
            case ProcessNames.ERROR_REPORT -> start(row.kind(), row.payload());
            default -> CompletableFuture.failedFuture(new IllegalArgumentException(
                    "this version does not know outbox rows of the kind \"" + row.kind() + "\""));
        };
    }

    private CompletionStage<?> start(String process, String variables) {
        return this.engine.newCreateInstanceCommand()
            .bpmnProcessId(process)
            .latestVersion()
            .variables(variables)
            .requestTimeout(this.timeout)
            .send();
    }

}
