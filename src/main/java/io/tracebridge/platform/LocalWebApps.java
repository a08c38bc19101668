package io.tracebridge.platform;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Operate and Tasklist as a child process. They take longer to start than all else, and
 * the program needs nothing of them; so they start when it is ready, and never hold it
 * up.
 */
final class LocalWebApps {

    private static final Logger log = LoggerFactory.getLogger(LocalWebApps.class);

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** What the distribution's own default user is called, and its password. */
    private static final String LOGIN = "demo / demo";

    private final WebAppsCommand command;

    private final WebAppsProperties properties;

    private final Ports ports;

    private final Runnable whenReady;

    private final ChildProcess child;

    private volatile Runnable start;

    private volatile Thread watcher;

    /**
     * Operate and Tasklist that do not run yet.
     * @param whenReady run once, when the pages answer
     */
    LocalWebApps(WebAppsCommand command, WebAppsProperties properties, Ports ports, Runnable whenReady) {
        this.command = command;
        this.properties = properties;
        this.ports = ports;
        this.whenReady = whenReady;
        this.child = process(command.home());
    }

    static ChildProcess process(Path home) {
        return new ChildProcess("local Operate and Tasklist", home, "webapps", "zeebe.log");
    }

    void stopLeftBehind() throws InterruptedException {
        this.child.stopLeftBehind();
    }

    /**
     * Decides where the pages will be.
     * @return the configuration that tells the program and its users
     */
    Map<String, Object> prepare(String openSearch, EnginePorts engine) {
        int port = this.ports.choose(this.properties.pages());
        int monitoring = this.ports.choose(this.properties.monitoring());
        String address = "http://127.0.0.1:" + port;
        this.start = () -> {
            this.child.launch(this.command.line(port, monitoring, openSearch, engine), WebAppsCommand.ENVIRONMENT);
            watch(new Health().and(monitoring, "/actuator/health/readiness", "\"UP\"")
                .and(port, "/operate", "")
                .and(port, "/tasklist", ""), address);
        };
        return Map.of("tracebridge.operate-url", address + "/operate", "tracebridge.tasklist-url",
                address + "/tasklist", "tracebridge.platform.webapps-address", address,
                "tracebridge.platform.webapps-login", LOGIN, "tracebridge.platform.webapps-log",
                this.child.logFile().toString());
    }

    /** Starts the process and returns; the log tells when the pages answer. */
    void start() {
        try {
            this.start.run();
        }
        catch (LocalPlatformException ex) {
            withoutThem(ex);
        }
    }

    void stop() {
        if (this.watcher != null) {
            this.watcher.interrupt();
        }
        this.child.stop();
    }

    private void watch(Health health, String address) {
        this.watcher = Thread.ofVirtual().name("webapps").start(() -> {
            long begun = System.nanoTime();
            try (health) {
                this.child.awaitHealth(health, PATIENCE);
                log.info("Operate and Tasklist are ready after {} ms: {}/operate and {}/tasklist, login {}",
                        (System.nanoTime() - begun) / 1_000_000, address, address, LOGIN);
                this.whenReady.run();
            }
            catch (LocalPlatformException ex) {
                withoutThem(ex);
            }
            catch (InterruptedException ex) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static void withoutThem(LocalPlatformException ex) {
        log.error("{} Tracebridge goes on without. {}", ex.problem(), ex.remedy(), ex.getCause());
    }

}
