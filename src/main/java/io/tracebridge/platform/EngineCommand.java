package io.tracebridge.platform;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The command line and environment of the engine: its distribution's {@code bin/broker}
 * for one small node, but the same on every operating system.
 *
 * @param java the Java executable
 * @param javaFeature its feature version, such as 21
 * @param engineHome the unpacked distribution
 * @param home where data and logs go
 * @param heap greatest heap, in the words of {@code java -Xmx}
 * @param processors of this machine
 */
record EngineCommand(Path java, int javaFeature, Path engineHome, Path home, String heap, int processors) {

    /**
     * What a program needs to know of its user; above all not SERVER_PORT, SPRING_*, or
     * secrets.
     */
    private static final Set<String> PASSED_ON = Set.of("PATH", "HOME", "USER", "USERPROFILE", "LANG", "LC_ALL", "TZ",
            "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "WINDIR", "COMSPEC");

    static EngineCommand ofThisMachine(Path engineHome, Path home, String heap) {
        return new EngineCommand(Path.of(System.getProperty("java.home"), "bin", "java"), Runtime.version().feature(),
                engineHome, home, heap, Runtime.getRuntime().availableProcessors());
    }

    /**
     * Waits for a line on standard input before it becomes the engine, so that its
     * process id is noted before there is anything to leave behind; and ignores the
     * interrupt that a terminal's Ctrl-C sends to the whole group, since the engine must
     * outlive its client.
     */
    static List<String> heldBack(List<String> command) {
        List<String> held = new ArrayList<>(
                List.of("sh", "-c", "trap '' INT HUP; read -r go && exec \"$@\"", "tracebridge-engine"));
        held.addAll(command);
        return held;
    }

    List<String> line(EnginePorts ports) {
        List<String> line = new ArrayList<>(List.of(this.java.toString(), "-Xmx" + this.heap,
                "-XX:+ExitOnOutOfMemoryError", "-Dfile.encoding=UTF-8", "--enable-native-access=ALL-UNNAMED"));
        if (this.javaFeature >= 23) {
            line.add("--sun-misc-unsafe-memory-access=allow");
        }
        settings(ports).forEach((name, value) -> line.add("-D" + name + "=" + value));
        line.addAll(List.of("-classpath",
                this.engineHome.resolve("config") + File.pathSeparator + this.engineHome.resolve("lib").resolve("*"),
                "io.camunda.application.StandaloneBroker"));
        return line;
    }

    Map<String, String> environment(Map<String, String> ours) {
        Map<String, String> theirs = new TreeMap<>();
        ours.forEach((name, value) -> {
            if (PASSED_ON.contains(name.toUpperCase(Locale.ROOT))) {
                theirs.put(name, value);
            }
        });
        // Into its rolling file alone; the console is left to Java's own last words.
        theirs.put("ZEEBE_LOG_APPENDER", "RollingFile");
        return theirs;
    }

    private Map<String, Object> settings(EnginePorts ports) {
        // One node on a machine that it shares: a thread of each kind for two processors.
        int threads = Math.clamp(this.processors / 2, 1, 2);
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("app.home", this.home);
        settings.put("basedir", this.home);
        settings.put("spring.profiles.active", "broker");
        settings.put("server.address", "127.0.0.1");
        settings.put("server.port", ports.rest());
        settings.put("management.server.address", "127.0.0.1");
        settings.put("management.server.port", ports.monitoring());
        settings.put("zeebe.broker.network.host", "127.0.0.1");
        settings.put("zeebe.broker.network.commandApi.port", ports.command());
        settings.put("zeebe.broker.network.internalApi.port", ports.internal());
        settings.put("zeebe.broker.gateway.network.host", "127.0.0.1");
        settings.put("zeebe.broker.gateway.network.port", ports.grpc());
        settings.put("zeebe.broker.cluster.initialContactPoints", "127.0.0.1:" + ports.internal());
        settings.put("zeebe.broker.data.directory", this.home.resolve("data"));
        settings.put("zeebe.broker.data.logSegmentSize", "32MB");
        settings.put("zeebe.broker.data.snapshotPeriod", "5m");
        // Stop taking commands while there is still room for a snapshot to compact the
        // log.
        settings.put("zeebe.broker.data.disk.freeSpace.processing", "512MB");
        settings.put("zeebe.broker.data.disk.freeSpace.replication", "256MB");
        settings.put("zeebe.broker.threads.cpuThreadCount", threads);
        settings.put("zeebe.broker.threads.ioThreadCount", threads);
        return settings;
    }

}
