package io.tracebridge.platform;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Zeebe broker as a child process, kept in a directory: {@code data} and {@code logs}.
 */
final class LocalEngine implements LocalChild {

    private static final Logger log = LoggerFactory.getLogger(LocalEngine.class);

    private static final Duration GRACE = Duration.ofSeconds(15);

    private static final long HEALTH_INTERVAL_MILLIS = 200;

    private final Path engineHome;

    private final Path home;

    private final PlatformProperties properties;

    private final Ports ports;

    private final PidFile pidFile;

    private volatile Process process;

    private volatile boolean stopping;

    LocalEngine(Path engineHome, Path home, PlatformProperties properties, Ports ports) {
        this.engineHome = engineHome;
        this.home = home;
        this.properties = properties;
        this.ports = ports;
        this.pidFile = new PidFile(home.resolve("engine.pid"));
    }

    @Override
    public Map<String, Object> start() throws InterruptedException {
        long begun = System.nanoTime();
        try {
            stopLeftBehind();
            EnginePorts chosen = EnginePorts.choose(this.properties, this.ports);
            launch(EngineCommand.ofThisMachine(this.engineHome, this.home, this.properties.engineHeap()), chosen);
            awaitHealth(chosen);
            this.process.onExit().thenAccept(this::exited);
            String grpc = "http://127.0.0.1:" + chosen.grpc();
            String rest = "http://127.0.0.1:" + chosen.rest();
            log.info("The local engine is ready after {} ms: {}", (System.nanoTime() - begun) / 1_000_000, grpc);
            return Map.of("camunda.client.mode", "self-managed", "camunda.client.grpc-address", grpc,
                    "camunda.client.rest-address", rest, "tracebridge.platform.engine-address", grpc,
                    "tracebridge.platform.engine-rest-address", rest, "tracebridge.platform.engine-log",
                    logFile().toString());
        }
        catch (IOException ex) {
            throw new LocalPlatformException("The local engine in %s cannot be started.".formatted(this.engineHome),
                    remedy(), ex);
        }
    }

    @Override
    public void stop() {
        this.stopping = true;
        if (this.process == null) {
            return;
        }
        try {
            stop(this.process.toHandle());
            this.pidFile.delete();
        }
        catch (IOException ex) {
            log.warn("The local engine's process file cannot be deleted; the next start ignores it.", ex);
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    private void stopLeftBehind() throws IOException, InterruptedException {
        ProcessHandle left = this.pidFile.running().orElse(null);
        if (left != null) {
            log.info("Stopping the local engine (process {}) that an earlier run left behind.", left.pid());
            stop(left);
        }
        this.pidFile.delete();
    }

    private void launch(EngineCommand command, EnginePorts chosen) throws IOException {
        PrivateFiles.directory(this.home.resolve("logs"));
        List<String> line = command.line(chosen);
        boolean posix = File.separatorChar == '/';
        ProcessBuilder builder = new ProcessBuilder(posix ? EngineCommand.heldBack(line) : line);
        Map<String, String> environment = command.environment(builder.environment());
        builder.environment().keySet().retainAll(environment.keySet());
        builder.environment().putAll(environment);
        builder.directory(this.home.toFile()).redirectErrorStream(true).redirectOutput(console().toFile());
        this.process = builder.start();
        this.pidFile.write(this.process.toHandle());
        try (var go = this.process.outputWriter()) {
            go.write("go\n");
        }
    }

    private void awaitHealth(EnginePorts chosen) throws InterruptedException {
        long deadline = System.nanoTime() + this.properties.startTimeout().toNanos();
        try (EngineHealth health = new EngineHealth(chosen)) {
            while (!health.isHealthy()) {
                if (this.process.waitFor(HEALTH_INTERVAL_MILLIS, TimeUnit.MILLISECONDS)) {
                    throw new LocalPlatformException("The local engine ended while it started, with code %d."
                        .formatted(this.process.exitValue()), remedy());
                }
                if (System.nanoTime() > deadline) {
                    throw new LocalPlatformException("The local engine is not healthy after %d s."
                        .formatted(this.properties.startTimeout().toSeconds()), remedy());
                }
            }
        }
    }

    private void exited(Process ended) {
        if (!this.stopping) {
            log.error("The local engine ended by itself, with code {}. Start Tracebridge again. {}", ended.exitValue(),
                    remedy());
        }
    }

    private String remedy() {
        return "Its log says why: %s, or, if Java itself failed, %s.".formatted(logFile(), console());
    }

    private Path logFile() {
        return this.home.resolve("logs").resolve("zeebe.log");
    }

    private Path console() {
        return this.home.resolve("logs").resolve("console.log");
    }

    private static void stop(ProcessHandle process) throws InterruptedException {
        process.destroy();
        if (!ended(process.onExit(), GRACE)) {
            log.warn("The local engine (process {}) did not stop within {} s and is killed.", process.pid(),
                    GRACE.toSeconds());
            process.destroyForcibly();
            ended(process.onExit(), GRACE);
        }
    }

    private static boolean ended(CompletableFuture<ProcessHandle> exit, Duration patience) throws InterruptedException {
        try {
            exit.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        }
        catch (TimeoutException ex) {
            return false;
        }
        catch (ExecutionException ex) {
            throw new IllegalStateException("waiting for the end of a process failed", ex);
        }
    }

}
