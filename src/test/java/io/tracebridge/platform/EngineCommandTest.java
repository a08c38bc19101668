package io.tracebridge.platform;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class EngineCommandTest {

    private static final EnginePorts PORTS = new EnginePorts(1, 2, 3, 4, 5);

    @Test
    void listensOnLoopbackOnly() {
        assertThat(command(21, 4).line(PORTS)).contains("-Dserver.address=127.0.0.1",
                "-Dmanagement.server.address=127.0.0.1", "-Dzeebe.broker.network.host=127.0.0.1",
                "-Dzeebe.broker.gateway.network.host=127.0.0.1");
    }

    @Test
    void usesTheChosenPorts() {
        assertThat(command(21, 4).line(PORTS)).contains("-Dzeebe.broker.gateway.network.port=1", "-Dserver.port=2",
                "-Dzeebe.broker.network.commandApi.port=3", "-Dzeebe.broker.network.internalApi.port=4",
                "-Dzeebe.broker.cluster.initialContactPoints=127.0.0.1:4", "-Dmanagement.server.port=5");
    }

    @ParameterizedTest
    @CsvSource({ "1, 1", "2, 1", "3, 1", "4, 2", "64, 2" })
    void leavesProcessorsToTheProgram(int processors, int threads) {
        assertThat(command(21, processors).line(PORTS)).contains("-Dzeebe.broker.threads.cpuThreadCount=" + threads,
                "-Dzeebe.broker.threads.ioThreadCount=" + threads);
    }

    @ParameterizedTest
    @CsvSource({ "21, false", "22, false", "23, true", "25, true" })
    void usesOnlyOptionsThatThisJavaKnows(int feature, boolean known) {
        assertThat(command(feature, 2).line(PORTS).contains("--sun-misc-unsafe-memory-access=allow")).isEqualTo(known);
    }

    @Test
    void passesOnNeitherSecretsNorSettingsOfTheProgram() {
        Map<String, String> environment = command(21, 2).environment(
                Map.of("PATH", "/bin", "TRACEBRIDGE_SECRET_KEY", "s", "SERVER_PORT", "8080", "SPRING_PROFILES_ACTIVE",
                        "prod", "ZEEBE_BROKER_NETWORK_HOST", "0.0.0.0", "JAVA_TOOL_OPTIONS", "x"));

        assertThat(environment).containsOnlyKeys("PATH", "ZEEBE_LOG_APPENDER");
    }

    @Test
    void waitsForALineBeforeItBecomesTheEngine() throws Exception {
        Process held = new ProcessBuilder(EngineCommand.heldBack(List.of("echo", "two words"))).start();
        try (var go = held.outputWriter()) {
            go.write("go\n");
        }

        assertThat(held.inputReader().readLine()).isEqualTo("two words");
    }

    @Test
    void neverBecomesTheEngineIfTheProgramDiesFirst() throws Exception {
        Process held = new ProcessBuilder(EngineCommand.heldBack(List.of("echo", "started"))).start();
        held.outputWriter().close();

        assertThat(held.inputReader().readLine()).isNull();
        assertThat(held.waitFor()).isNotZero();
    }

    private static EngineCommand command(int feature, int processors) {
        return new EngineCommand(Path.of("java"), feature, Path.of("zeebe"), Path.of("engine"), "512m", processors);
    }

}
