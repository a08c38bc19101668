package io.tracebridge.platform;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LocalPlatformListenerTest {

    @TempDir
    private Path data;

    @Test
    void saysWhatToSetIfThereIsNoEngine() {
        assertThatExceptionOfType(LocalPlatformException.class).isThrownBy(
                () -> run("--tracebridge.platform.engine-home=/nowhere", "--spring.datasource.url=jdbc:postgresql:x"))
            .withMessageContainingAll("/nowhere", "TRACEBRIDGE_ENGINE_HOME", "CAMUNDA_CLIENT_GRPCADDRESS",
                    "mvn spring-boot:run");
    }

    @Test
    void releasesTheDataDirectoryAfterAFailedStart() throws IOException {
        assertThatExceptionOfType(LocalPlatformException.class)
            .isThrownBy(() -> run("--spring.datasource.url=jdbc:postgresql:x"));

        DataDirectory.lock(this.data).close();
    }

    @Test
    void refusesATakenServerPortBeforeAnythingStarts() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            assertThatExceptionOfType(PortInUseException.class)
                .isThrownBy(() -> run(WebApplicationType.SERVLET, "--server.port=" + taken.getLocalPort(),
                        "--camunda.client.grpc-address=http://engine:26500"))
                .satisfies((failure) -> assertThat(failure.getPort()).isEqualTo(taken.getLocalPort()));
        }
        assertThat(this.data.resolve("postgres/data")).doesNotExist();
    }

    @Test
    void namesTheSettingOfATakenServerPort() {
        FailureAnalysis analysis = new ServerPortFailureAnalyzer().analyze(new PortInUseException(8080));

        assertThat(analysis.getDescription()).contains("8080");
        assertThat(analysis.getAction()).contains("SERVER_PORT=8081");
    }

    @Test
    void printsProblemAndRemedyOfAFailedStart() {
        FailureAnalysis analysis = new LocalPlatformFailureAnalyzer()
            .analyze(new LocalPlatformException("It is broken.", "Mend it.", new IOException("disk full")));

        assertThat(analysis.getDescription()).startsWith("It is broken.").contains("disk full");
        assertThat(analysis.getAction()).isEqualTo("Mend it.");
    }

    private void run(String... arguments) {
        run(WebApplicationType.NONE, arguments);
    }

    private void run(WebApplicationType type, String... arguments) {
        SpringApplication application = PlatformProcess.application(this.data);
        application.setWebApplicationType(type);
        application.run(arguments).close();
    }

}
