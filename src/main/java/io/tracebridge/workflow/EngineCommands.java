package io.tracebridge.workflow;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camunda.client.CamundaClient;
import io.grpc.Status;
import io.tracebridge.outbox.Outbox;
import io.tracebridge.outbox.OutboxQueue;

/** What each kind of outbox row asks of the engine. */
final class EngineCommands {

    private final CamundaClient engine;

    private final ObjectMapper json;

    private final Duration timeout;

    EngineCommands(CamundaClient engine, ObjectMapper json, Duration timeout) {
        this.engine = engine;
        this.json = json;
        this.timeout = timeout;
    }

    /** Completes when the engine has taken it, and fails when not, after the timeout. */
    CompletionStage<?> send(OutboxQueue.Row row) {
        return switch (row.kind()) {
            case ProcessNames.ERROR_REPORT, ProcessNames.CREATE_ISSUE, ProcessNames.CREATE_ISSUE_MANUALLY ->
                start(row.kind(), row.payload());
            case Outbox.MESSAGE -> publish(row.payload());
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

    /** A message that the engine already has was taken, too. */
    private CompletionStage<?> publish(String payload) {
        var message = message(payload);
        return this.engine.newPublishMessageCommand()
            .messageName(message.name())
            .correlationKey(message.correlationKey())
            .messageId(message.id())
            .timeToLive(Duration.ofSeconds(message.lifeSeconds()))
            .variables(message.variables())
            .requestTimeout(this.timeout)
            .send()
            .exceptionally((failure) -> {
                if (Status.fromThrowable(failure).getCode() == Status.Code.ALREADY_EXISTS) {
                    return null;
                }
                throw new CompletionException(failure);
            });
    }

    private Message message(String payload) {
        try {
            return this.json.readValue(payload, Message.class);
        }
        catch (JsonProcessingException ex) {
            throw new IllegalStateException("a stored message does not read as one", ex);
        }
    }

    private record Message(String name, String correlationKey, String id, long lifeSeconds,
            Map<String, Object> variables) {
    }

}
