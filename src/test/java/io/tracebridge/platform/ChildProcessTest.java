package io.tracebridge.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ChildProcessTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path home;

    @AfterEach
    void nothingIsLeft() throws Exception {
        child().stopLeftBehind();
    }

    @Test
    void passesOnNeitherSecretsNorSettingsOfTheProgram() {
        Map<String, String> environment = ChildProcess.environment(
                Map.of("PATH", "/bin", "TRACEBRIDGE_SECRET_KEY", "s", "SERVER_PORT", "8080", "SPRING_PROFILES_ACTIVE",
                        "prod", "ZEEBE_BROKER_NETWORK_HOST", "0.0.0.0", "JAVA_TOOL_OPTIONS", "x"),
                Map.of("ZEEBE_LOG_APPENDER", "RollingFile"));

        assertThat(environment).containsOnlyKeys("PATH", "ZEEBE_LOG_APPENDER");
    }

    @Test
    void waitsForALineBeforeItBecomesTheCommand() throws Exception {
        Process held = new ProcessBuilder(ChildProcess.heldBack(List.of("echo", "two words"))).start();
        try (var go = held.outputWriter()) {
            go.write("go\n");
        }

        assertThat(held.inputReader().readLine()).isEqualTo("two words");
    }

    @Test
    void neverBecomesTheCommandIfTheProgramDiesFirst() throws Exception {
        Process held = new ProcessBuilder(ChildProcess.heldBack(List.of("echo", "started"))).start();
        held.outputWriter().close();

        assertThat(held.inputReader().readLine()).isNull();
        assertThat(held.waitFor()).isNotZero();
    }

    @Test
    void endsWhenToldTo() throws IOException {
        ChildProcess child = child();
        child.launch(List.of("sleep", "600"), Map.of());
        ProcessHandle running = running();

        child.stop();

        assertThat(running.isAlive()).isFalse();
        assertThat(this.home.resolve("it.pid")).doesNotExist();
    }

    @Test
    void isFoundAndEndedByTheNextRunIfItWasLeftBehind() throws Exception {
        child().launch(List.of("sleep", "600"), Map.of());
        ProcessHandle running = running();

        child().stopLeftBehind();

        assertThat(running.isAlive()).isFalse();
    }

    @Test
    void saysWhereToLookIfItEndsWhileItStarts() throws IOException {
        ChildProcess child = child();
        child.launch(List.of("sh", "-c", "echo no memory; exit 3"), Map.of());

        try (Health never = new Health().and(1, "/", "")) {
            assertThatExceptionOfType(LocalPlatformException.class).isThrownBy(() -> child.awaitHealth(never, PATIENCE))
                .withMessageContainingAll("The local thing ended while it started, with code 3", "it.log",
                        "console.log");
        }
        assertThat(Files.readString(this.home.resolve("logs/console.log"))).contains("no memory");
    }

    @Test
    void isGivenUpIfItDoesNotBecomeHealthy() throws IOException {
        ChildProcess child = child();
        child.launch(List.of("sleep", "600"), Map.of());

        try (Health never = new Health().and(1, "/", "")) {
            assertThatExceptionOfType(LocalPlatformException.class)
                .isThrownBy(() -> child.awaitHealth(never, Duration.ofMillis(1)))
                .withMessageContaining("is not healthy");
        }
    }

    private ChildProcess child() {
        return new ChildProcess("local thing", this.home, "it", "it.log");
    }

    private ProcessHandle running() throws IOException {
        ProcessHandle running = new PidFile(this.home.resolve("it.pid")).running().orElseThrow();
        // Until then it is the shell that holds it back.
        Awaitility.await()
            .atMost(PATIENCE)
            .until(() -> running.info().command().filter((path) -> path.endsWith("sleep")).isPresent());
        return running;
    }

}
