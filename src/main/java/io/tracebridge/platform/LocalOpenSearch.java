package io.tracebridge.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The OpenSearch that the engine reports to, and that Operate and Tasklist read; kept in
 * a directory: {@code data} and {@code logs}.
 */
final class LocalOpenSearch implements LocalChild {

    private static final Logger log = LoggerFactory.getLogger(LocalOpenSearch.class);

    private final OpenSearchCommand command;

    private final PortSetting port;

    private final Ports ports;

    private final Duration timeout;

    private final ChildProcess child;

    private volatile int chosen;

    LocalOpenSearch(OpenSearchCommand command, PortSetting port, Ports ports, Duration timeout) {
        this.command = command;
        this.port = port;
        this.ports = ports;
        this.timeout = timeout;
        this.child = process(command.home());
    }

    static ChildProcess process(Path home) {
        return new ChildProcess("local OpenSearch", home, "opensearch", "opensearch.log");
    }

    @Override
    public Map<String, Object> start() throws InterruptedException {
        long begun = System.nanoTime();
        stopLeftBehind();
        this.chosen = this.ports.choose(this.port);
        this.child.launch(this.command.line(this.chosen), Map.of());
        try (Health health = new Health().and(this.chosen, "/_cluster/health?wait_for_status=yellow&timeout=1s",
                "\"timed_out\":false")) {
            this.child.awaitHealth(health, this.timeout);
        }
        log.info("The local OpenSearch is ready after {} ms: {}", (System.nanoTime() - begun) / 1_000_000, url());
        return Map.of("tracebridge.platform.opensearch-address", url(), "tracebridge.platform.opensearch-log",
                this.child.logFile().toString());
    }

    void stopLeftBehind() throws InterruptedException {
        this.child.stopLeftBehind();
    }

    boolean hasData() {
        return Files.isDirectory(this.command.data());
    }

    /** Forgets everything; the engine tells it again. */
    void discardData() {
        try {
            PrivateFiles.deleteTree(this.command.data());
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Where it answers, once it is started. */
    String url() {
        return "http://127.0.0.1:" + this.chosen;
    }

    @Override
    public void stop() {
        this.child.stop();
    }

}
