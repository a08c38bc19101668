package io.tracebridge.workflow;

import java.time.Duration;
import java.util.Optional;

import io.camunda.client.CamundaClient;
import io.tracebridge.outbox.EngineProbe;

/** Asks the gateway for its brokers, which it knows by heart. */
final class TopologyProbe implements EngineProbe {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final CamundaClient engine;

    TopologyProbe(CamundaClient engine) {
        this.engine = engine;
    }

    @Override
    public Optional<String> trouble() {
        try {
            var brokers = this.engine.newTopologyRequest().requestTimeout(PATIENCE).send().join().getBrokers();
            return !brokers.isEmpty() ? Optional.empty() : Optional.of("The gateway answers, but has no broker.");
        }
        catch (RuntimeException ex) {
            return Optional.of(EngineFailure.of(ex).words());
        }
    }

}
