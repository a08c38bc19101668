package io.tracebridge.platform;

import java.io.File;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The command line of the engine: its distribution's {@code bin/broker} for one small
 * node, but the same on every operating system.
 *
 * @param java what runs it
 * @param engineHome the unpacked distribution
 * @param home where data and logs go
 * @param processors of this machine
 */
record EngineCommand(JavaCommand java, Path engineHome, Path home, int processors) {

    /** Into its rolling file alone; the console is left to Java's own last words. */
    static final Map<String, String> ENVIRONMENT = Map.of("ZEEBE_LOG_APPENDER", "RollingFile");

    static EngineCommand ofThisMachine(Path engineHome, Path home, String heap) {
        return new EngineCommand(JavaCommand.ofThisMachine(heap), engineHome, home,
                Runtime.getRuntime().availableProcessors());
    }

    /**
     * The command line.
     * @param openSearch address of the OpenSearch that is to learn of all that happens;
     * null: none
     * @param exporter the name under which it is told
     */
    List<String> line(EnginePorts ports, String openSearch, String exporter) {
        Map<String, Object> settings = settings(ports);
        if (openSearch != null) {
            settings.putAll(exporter(openSearch, exporter));
        }
        List<String> line = this.java.line(settings);
        line.addAll(List.of("-classpath",
                this.engineHome.resolve("config") + File.pathSeparator + this.engineHome.resolve("lib").resolve("*"),
                "io.camunda.application.StandaloneBroker"));
        return line;
    }

    private static Map<String, Object> exporter(String openSearch, String name) {
        String prefix = "zeebe.broker.exporters." + name + ".";
        return Map.of(prefix + "className", "io.camunda.zeebe.exporter.opensearch.OpensearchExporter",
                prefix + "args.url", openSearch,
                // Seconds until people see what happened, where so little happens.
                prefix + "args.bulk.delay", 1);
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
