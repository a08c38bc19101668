package io.tracebridge.platform;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The children that a plan asks for. They start side by side and stop one after the
 * other, the engine first. Closing is safe at any time, from any thread, and as often as
 * one likes.
 */
final class LocalPlatform implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LocalPlatform.class);

    private static final String OPENSEARCH = "opensearch";

    private static final String WEBAPPS = "webapps";

    private final PlatformPlan plan;

    private final ExecutorService starters = Executors.newVirtualThreadPerTaskExecutor();

    private final DataDirectory directory;

    private final Ports ports = Ports.ofThisMachine();

    private final Map<String, Object> configuration = new ConcurrentHashMap<>();

    /** In the order in which they stop. */
    private final List<LocalChild> children = new ArrayList<>();

    private boolean closed;

    /**
     * Takes possession of the data directory.
     * @throws LocalPlatformException if another Tracebridge has it, or there is no engine
     * to start
     */
    LocalPlatform(PlatformPlan plan) {
        this.plan = plan;
        Path engineHome = plan.engine() ? plan.requireEngineHome() : null;
        Path openSearchHome = plan.startsWebApps() ? plan.requireOpenSearchHome() : null;
        this.directory = DataDirectory.lock(plan.data());
        if (plan.engine()) {
            LocalEngine engine = new LocalEngine(engineHome, this.directory.of("engine"), plan.properties(),
                    this.ports);
            this.children.add(plan.startsWebApps() ? withWebApps(engine, engineHome, openSearchHome) : engine);
        }
        if (plan.database()) {
            this.children.add(new LocalDatabase(this.directory.of("postgres"), plan.properties().database(), this.ports,
                    plan.properties().startTimeout()));
        }
    }

    private LocalChild withWebApps(LocalEngine engine, Path engineHome, Path openSearchHome) {
        WebAppsProperties properties = this.plan.webApps();
        OpenSearchCommand openSearch = new OpenSearchCommand(JavaCommand.ofThisMachine(properties.opensearchHeap()),
                openSearchHome, this.directory.of(OPENSEARCH));
        WebAppsCommand webApps = new WebAppsCommand(JavaCommand.ofThisMachine(properties.webappsHeap()), engineHome,
                this.directory.of(WEBAPPS));
        return new EngineWithWebApps(
                new LocalOpenSearch(openSearch, properties.openSearch(), this.ports,
                        this.plan.properties().startTimeout()),
                engine, new LocalWebApps(webApps, properties, this.ports,
                        () -> this.configuration.put("tracebridge.platform.webapps-ready", "true")));
    }

    /**
     * Starts the children and waits until all are healthy; all but Operate and Tasklist.
     * @return the configuration that ties the program to them; it may grow
     * @throws LocalPlatformException if one of them fails; then none is left running
     */
    Map<String, Object> start() {
        log.info("Starting the local {} in {}.", what(), this.plan.data());
        this.configuration.put("tracebridge.platform.data", this.plan.data().toString());
        try {
            stopWebAppsLeftBehind();
            CompletionService<Map<String, Object>> starting = new ExecutorCompletionService<>(this.starters);
            this.children.forEach((child) -> starting.submit((Callable<Map<String, Object>>) child::start));
            for (int i = 0; i < this.children.size(); i++) {
                this.configuration.putAll(starting.take().get());
            }
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            close();
            throw new LocalPlatformException("Tracebridge was told to stop while it started.", "", ex);
        }
        catch (ExecutionException ex) {
            close();
            throw failure(ex.getCause());
        }
        this.configuration.put("tracebridge.platform.summary", summary(this.configuration));
        return this.configuration;
    }

    /** A run with Operate and Tasklist may be killed, and the next be without. */
    private void stopWebAppsLeftBehind() throws InterruptedException {
        if (!this.plan.startsWebApps()) {
            LocalWebApps.process(this.plan.data().resolve(WEBAPPS)).stopLeftBehind();
            LocalOpenSearch.process(this.plan.data().resolve(OPENSEARCH)).stopLeftBehind();
        }
    }

    /** Starts what the program does not wait for. */
    synchronized void programReady() {
        if (!this.closed) {
            this.children.forEach(LocalChild::programReady);
        }
    }

    @Override
    public void close() {
        this.starters.shutdownNow();
        stopChildren();
    }

    private synchronized void stopChildren() {
        if (this.closed) {
            return;
        }
        this.closed = true;
        try {
            // A child that is still starting lets go as soon as it notices the interrupt.
            if (!this.starters.awaitTermination(10, TimeUnit.SECONDS)) {
                log.warn("A child of the local platform did not notice that it shall stop.");
            }
            this.children.forEach(LocalChild::stop);
            this.ports.close();
            this.directory.close();
            log.info("Stopped the local {}.", what());
        }
        catch (InterruptedException ex) {
            this.children.forEach(LocalChild::stop);
            Thread.currentThread().interrupt();
        }
        catch (IOException ex) {
            log.warn("The lock on {} could not be released.", this.plan.data(), ex);
        }
    }

    private static RuntimeException failure(Throwable cause) {
        return switch (cause) {
            case RuntimeException failure -> failure;
            case InterruptedException ex ->
                new LocalPlatformException("Tracebridge was told to stop while it started.", "", ex);
            default -> new IllegalStateException("The local platform failed to start.", cause);
        };
    }

    private String what() {
        String engine = this.plan.startsWebApps() ? "engine with Operate and Tasklist" : "engine";
        if (this.plan.database() && this.plan.engine()) {
            return "database and " + engine;
        }
        return this.plan.database() ? "database" : engine;
    }

    private static String summary(Map<String, Object> properties) {
        StringBuilder summary = new StringBuilder();
        line(summary, properties, "local database", "database");
        line(summary, properties, "local engine", "engine");
        line(summary, properties, "local OpenSearch", "opensearch");
        line(summary, properties, "local Operate and Tasklist", "webapps");
        return summary.append("data in ").append(properties.get("tracebridge.platform.data")).toString();
    }

    private static void line(StringBuilder summary, Map<String, Object> properties, String what, String key) {
        Object address = properties.get("tracebridge.platform.%s-address".formatted(key));
        if (address != null) {
            summary.append("%s %s, log %s%n".formatted(what, address,
                    properties.get("tracebridge.platform.%s-log".formatted(key))));
        }
    }

}
