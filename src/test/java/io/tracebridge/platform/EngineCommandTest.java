package io.tracebridge.platform;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class EngineCommandTest {

    private static final EnginePorts PORTS = new EnginePorts(1, 2, 3, 4, 5);

    @Test
    void listensOnLoopbackOnly() {
        assertThat(command(4).line(PORTS, null, null)).contains("-Dserver.address=127.0.0.1",
                "-Dmanagement.server.address=127.0.0.1", "-Dzeebe.broker.network.host=127.0.0.1",
                "-Dzeebe.broker.gateway.network.host=127.0.0.1");
    }

    @Test
    void usesTheChosenPorts() {
        assertThat(command(4).line(PORTS, null, null)).contains("-Dzeebe.broker.gateway.network.port=1",
                "-Dserver.port=2", "-Dzeebe.broker.network.commandApi.port=3",
                "-Dzeebe.broker.network.internalApi.port=4", "-Dzeebe.broker.cluster.initialContactPoints=127.0.0.1:4",
                "-Dmanagement.server.port=5");
    }

    @ParameterizedTest
    @CsvSource({ "1, 1", "2, 1", "3, 1", "4, 2", "64, 2" })
    void leavesProcessorsToTheProgram(int processors, int threads) {
        assertThat(command(processors).line(PORTS, null, null)).contains(
                "-Dzeebe.broker.threads.cpuThreadCount=" + threads, "-Dzeebe.broker.threads.ioThreadCount=" + threads);
    }

    @Test
    void tellsNobodyOfItsWorkUnlessThereIsAnOpenSearch() {
        assertThat(command(2).line(PORTS, null, null)).noneMatch((argument) -> argument.contains("exporter"));
        assertThat(command(2).line(PORTS, "http://127.0.0.1:6", "told")).contains(
                "-Dzeebe.broker.exporters.told.className=io.camunda.zeebe.exporter.opensearch.OpensearchExporter",
                "-Dzeebe.broker.exporters.told.args.url=http://127.0.0.1:6");
    }

    private static EngineCommand command(int processors) {
        return new EngineCommand(new JavaCommand(Path.of("java"), 21, "512m"), Path.of("zeebe"), Path.of("engine"),
                processors);
    }

}
