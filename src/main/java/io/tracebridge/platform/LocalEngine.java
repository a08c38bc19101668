package io.tracebridge.platform;

import java.nio.file.Path;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Zeebe broker as a child process, kept in a directory: {@code data} and {@code logs}.
 */
final class LocalEngine implements LocalChild {

    private static final Logger log = LoggerFactory.getLogger(LocalEngine.class);

    private final EngineCommand command;

    private final PlatformProperties properties;

    private final Ports ports;

    private final ChildProcess child;

    private final Exporter exporter;

    private volatile EnginePorts chosen;

    LocalEngine(Path engineHome, Path home, PlatformProperties properties, Ports ports) {
        this.command = EngineCommand.ofThisMachine(engineHome, home, properties.engineHeap());
        this.properties = properties;
        this.ports = ports;
        this.child = new ChildProcess("local engine", home, "engine", "zeebe.log");
        this.exporter = new Exporter(home);
    }

    @Override
    public Map<String, Object> start() throws InterruptedException {
        this.exporter.forget();
        return start(null, null);
    }

    /**
     * Starts it.
     * @param openSearch address of the OpenSearch that is to learn of all that happens;
     * null: none
     * @param name the exporter's
     */
    Map<String, Object> start(String openSearch, String name) throws InterruptedException {
        long begun = System.nanoTime();
        this.child.stopLeftBehind();
        this.chosen = EnginePorts.choose(this.properties, this.ports);
        this.child.launch(this.command.line(this.chosen, openSearch, name), EngineCommand.ENVIRONMENT);
        try (Health health = Health.of(this.chosen)) {
            this.child.awaitHealth(health, this.properties.startTimeout());
        }
        String grpc = "http://127.0.0.1:" + this.chosen.grpc();
        String rest = "http://127.0.0.1:" + this.chosen.rest();
        log.info("The local engine is ready after {} ms: {}", (System.nanoTime() - begun) / 1_000_000, grpc);
        return Map.of("camunda.client.mode", "self-managed", "camunda.client.grpc-address", grpc,
                "camunda.client.rest-address", rest, "tracebridge.platform.engine-address", grpc,
                "tracebridge.platform.engine-rest-address", rest, "tracebridge.platform.engine-log",
                this.child.logFile().toString());
    }

    /** Stops what an earlier, killed run left. */
    void stopLeftBehind() throws InterruptedException {
        this.child.stopLeftBehind();
    }

    Exporter exporter() {
        return this.exporter;
    }

    /** Where it answers, once it is started. */
    EnginePorts chosen() {
        return this.chosen;
    }

    @Override
    public void stop() {
        this.child.stop();
    }

}
