package io.tracebridge.platform;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The command line of the local OpenSearch: one small node, for one program.
 *
 * @param java what runs it
 * @param openSearchHome its jars in {@code lib}, and the source that starts it
 * @param home where data and logs go
 */
record OpenSearchCommand(JavaCommand java, Path openSearchHome, Path home) {

    /** Java runs this file as it is, so the build of the program needs no OpenSearch. */
    static final String SOURCE = "OpenSearchNode.java";

    Path data() {
        return this.home.resolve("data");
    }

    List<String> line(int port) {
        List<String> line = this.java.line(Map.of("java.util.logging.manager",
                "org.apache.logging.log4j.jul.LogManager", "log4j2.configurationFile",
                this.openSearchHome.resolve("log4j2.xml").toUri(), "tracebridge.logs", this.home.resolve("logs")));
        line.addAll(List.of("-classpath", this.openSearchHome.resolve("lib").resolve("*").toString(),
                this.openSearchHome.resolve(SOURCE).toString()));
        line.addAll(List.of("path.home=" + this.home, "path.data=" + data(), "path.logs=" + this.home.resolve("logs"),
                "cluster.name=tracebridge", "node.name=tracebridge", "network.host=127.0.0.1", "http.port=" + port,
                // For other nodes, of which there are none.
                "transport.port=0", "discovery.type=single-node",
                // By default a disk that is 95 % full makes all indices read-only.
                "cluster.routing.allocation.disk.threshold_enabled=false"));
        return line;
    }

}
