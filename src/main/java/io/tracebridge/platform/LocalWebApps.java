package io.tracebridge.platform;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Operate and Tasklist as a child process. The program does not wait for them: they take
 * longer than all else, and nothing of it needs them.
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
     * Starts the process and returns at once; the log tells when the pages answer.
     * @return the configuration that tells the program and its users where they will be
     */
    Map<String, Object> start(String openSearch, EnginePorts engine) {
        int port = this.ports.choose(this.properties.pages());
        int monitoring = this.ports.choose(this.properties.monitoring());
        this.child.launch(this.command.line(port, monitoring, openSearch, engine), WebAppsCommand.ENVIRONMENT);
        String address = "http://127.0.0.1:" + port;
        Health health = new Health().and(monitoring, "/actuator/health/readiness", "\"UP\"")
            .and(port, "/operate", "")
            .and(port, "/tasklist", "");
        this.watcher = Thread.ofVirtual().name("webapps").start(() -> watch(health, address));
        return Map.of("tracebridge.operate-url", address + "/operate", "tracebridge.tasklist-url",
                address + "/tasklist", "tracebridge.platform.webapps-address", address,
                "tracebridge.platform.webapps-login", LOGIN, "tracebridge.platform.webapps-log",
                this.child.logFile().toString());
    }

    void stop() {
        if (this.watcher != null) {
            this.watcher.interrupt();
        }
        this.child.stop();
    }

    private void watch(Health health, String address) {
        long begun = System.nanoTime();
        try (health) {
            this.child.awaitHealth(health, PATIENCE);
            log.info("Operate and Tasklist are ready after {} ms: {}/operate and {}/tasklist, login {}",
                    (System.nanoTime() - begun) / 1_000_000, address, address, LOGIN);
            this.whenReady.run();
        }
        catch (LocalPlatformException ex) {
            log.error("{} Tracebridge does without. {}", ex.problem(), ex.remedy());
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

}
