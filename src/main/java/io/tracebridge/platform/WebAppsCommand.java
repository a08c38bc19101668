package io.tracebridge.platform;

import java.io.File;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The command line of Operate and Tasklist, which are one process of the engine's own
 * distribution. They cannot share the engine's: there the login of the pages would also
 * guard the engine's REST API, and Tasklist could complete no task.
 *
 * @param java what runs them
 * @param engineHome the unpacked distribution
 * @param home where their logs go
 */
record WebAppsCommand(JavaCommand java, Path engineHome, Path home) {

    /** Into their rolling file alone. */
    static final Map<String, String> ENVIRONMENT = EngineCommand.ENVIRONMENT;

    /**
     * The command line.
     * @param port where the pages answer
     * @param monitoring where their health is told
     * @param openSearch address of what they read
     * @param engine where the engine answers: to commands, and to Tasklist over REST
     */
    List<String> line(int port, int monitoring, String openSearch, EnginePorts engine) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("app.home", this.home);
        settings.put("basedir", this.home);
        settings.put("spring.profiles.active", "operate,tasklist,auth");
        settings.put("server.address", "127.0.0.1");
        settings.put("server.port", port);
        settings.put("management.server.address", "127.0.0.1");
        settings.put("management.server.port", monitoring);
        settings.put("camunda.database.type", "opensearch");
        settings.put("camunda.database.url", openSearch);
        for (String app : List.of("operate", "tasklist")) {
            String prefix = "camunda." + app + ".";
            settings.put(prefix + "database", "opensearch");
            settings.put(prefix + "opensearch.url", openSearch);
            settings.put(prefix + "zeebeOpensearch.url", openSearch);
            settings.put(prefix + "zeebe.gatewayAddress", "127.0.0.1:" + engine.grpc());
        }
        settings.put("camunda.tasklist.zeebe.restAddress", "http://127.0.0.1:" + engine.rest());
        List<String> line = this.java.line(settings);
        line.addAll(List.of("-classpath",
                this.engineHome.resolve("config") + File.pathSeparator + this.engineHome.resolve("lib").resolve("*"),
                "io.camunda.application.StandaloneCamunda"));
        return line;
    }

}
