package io.tracebridge.platform;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.camunda.client.CamundaClient;
import io.camunda.zeebe.model.bpmn.Bpmn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The real database and the real engine, on a data directory of their own. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class LocalPlatformIT {

    private static final String USER = "tracebridge";

    @TempDir
    private Path data;

    @Test
    void keepsWhatWasStoredAcrossARestartOnOtherPorts() throws Exception {
        List<ProcessHandle> first;
        String firstUrl;
        try (ConfigurableApplicationContext context = start()) {
            Environment environment = context.getEnvironment();
            JdbcClient database = database(environment);
            assertDurable(database);
            assertNeedsPassword(environment);
            store(database, environment.getProperty("camunda.client.grpc-address"));
            assertThat(environment.getProperty("tracebridge.platform.summary")).contains("local database",
                    "local engine", this.data.toString());
            assertThat(Path.of(environment.getRequiredProperty("tracebridge.platform.engine-log"))).isNotEmptyFile();
            firstUrl = environment.getProperty("spring.datasource.url");
            first = children();
        }
        assertThat(first).hasSize(2).noneMatch(ProcessHandle::isAlive);

        String[] moved = onOtherPorts();
        try (ConfigurableApplicationContext context = start(moved)) {
            assertThat(context.getEnvironment().getProperty("spring.datasource.url")).isNotEqualTo(firstUrl);
            assertStored(database(context.getEnvironment()),
                    context.getEnvironment().getProperty("camunda.client.grpc-address"));
        }
    }

    @Test
    void startsAgainAfterItWasKilled() throws Exception {
        List<ProcessHandle> orphans;
        Process killed = new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-cp",
                System.getProperty("java.class.path"),
                "-Dtracebridge.platform.engine-home=" + System.getProperty("tracebridge.platform.engine-home"),
                PlatformProcess.class.getName(), this.data.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
        try {
            String[] ready = readyLine(killed);
            store(database(ready[1], ready[2]), ready[3]);
            orphans = children();
            assertThatExceptionOfType(LocalPlatformException.class).isThrownBy(this::start)
                .withMessageContainingAll(this.data.toString(), Long.toString(killed.pid()), "TRACEBRIDGE_DATA");
        }
        finally {
            killed.destroyForcibly().waitFor();
        }
        assertThat(orphans).hasSize(2).allMatch(ProcessHandle::isAlive);

        List<ProcessHandle> second;
        try (ConfigurableApplicationContext context = start()) {
            assertThat(orphans).noneMatch(ProcessHandle::isAlive);
            assertStored(database(context.getEnvironment()),
                    context.getEnvironment().getProperty("camunda.client.grpc-address"));
            second = children();
        }
        assertThat(second).hasSize(2).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void makesADatabaseAnewWhoseMakingWasInterrupted() throws Exception {
        Path home = Files.createDirectories(this.data.resolve("postgres"));
        Files.createFile(home.resolve("unfinished"));
        Files.createFile(Files.createDirectories(home.resolve("data/base")).resolveSibling("postgresql.conf"));
        Files.createFile(Files.createDirectories(home.resolve("binaries/PG-half")).resolve("postgres.txt"));

        try (ConfigurableApplicationContext context = start("--camunda.client.grpc-address=http://127.0.0.1:1")) {
            assertDurable(database(context.getEnvironment()));
            assertThat(context.getEnvironment().getProperty("camunda.client.grpc-address"))
                .isEqualTo("http://127.0.0.1:1");
        }
        assertThat(home.resolve("binaries/PG-half")).doesNotExist();
        assertThat(home.resolve("unfinished")).doesNotExist();
    }

    private static String[] onOtherPorts() throws IOException {
        List<String> arguments = new ArrayList<>();
        List<ServerSocket> held = new ArrayList<>();
        for (String name : List.of("database", "engine-grpc", "engine-rest", "engine-command", "engine-internal",
                "engine-monitoring")) {
            // Held until all are known, so that they differ.
            ServerSocket socket = new ServerSocket(0);
            held.add(socket);
            arguments.add("--tracebridge.platform.%s-port=%d".formatted(name, socket.getLocalPort()));
        }
        for (ServerSocket socket : held) {
            socket.close();
        }
        return arguments.toArray(String[]::new);
    }

    private ConfigurableApplicationContext start(String... arguments) {
        return PlatformProcess.application(this.data).run(arguments);
    }

    private static String[] readyLine(Process process) throws IOException {
        StringBuilder log = new StringBuilder();
        BufferedReader output = process.inputReader();
        String line = output.readLine();
        while (line != null && !line.startsWith(PlatformProcess.READY)) {
            log.append(line).append('\n');
            line = output.readLine();
        }
        assertThat(line).as("the line that says ready, after%n%s", log).isNotNull();
        return line.split(" ");
    }

    /** The processes of database and engine, as their own files name them. */
    private List<ProcessHandle> children() throws IOException {
        return Stream.of("postgres/data/postmaster.pid", "engine/engine.pid")
            .map(this.data::resolve)
            .map(LocalPlatformIT::firstLine)
            .flatMap((pid) -> ProcessHandle.of(Long.parseLong(pid)).stream())
            .toList();
    }

    private static String firstLine(Path file) {
        try {
            return Files.readAllLines(file).getFirst();
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static JdbcClient database(Environment environment) {
        return database(environment.getProperty("spring.datasource.url"),
                environment.getProperty("spring.datasource.password"));
    }

    private static JdbcClient database(String url, String password) {
        return JdbcClient.create(new DriverManagerDataSource(url, USER, password));
    }

    private static void assertDurable(JdbcClient database) {
        Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on", "listen_addresses", "127.0.0.1")
            .forEach((setting, value) -> assertThat(database.sql("SHOW " + setting).query(String.class).single())
                .as(setting)
                .isEqualTo(value));
        assertThat(database.sql("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
            .query(Boolean.class)
            .single()).as("superuser").isFalse();
    }

    private static void assertNeedsPassword(Environment environment) {
        DriverManagerDataSource guessing = new DriverManagerDataSource(
                environment.getRequiredProperty("spring.datasource.url"), "postgres", "guess");
        assertThatExceptionOfType(SQLException.class).isThrownBy(guessing::getConnection)
            .withMessageContaining("password authentication failed");
    }

    private static void store(JdbcClient database, String engine) {
        database.sql("CREATE TABLE kept (value text)").update();
        database.sql("INSERT INTO kept VALUES ('kept')").update();
        try (CamundaClient client = client(engine)) {
            client.newDeployResourceCommand()
                .addProcessModel(Bpmn.createExecutableProcess("Kept").startEvent().endEvent().done(), "kept.bpmn")
                .send()
                .join();
        }
    }

    private static void assertStored(JdbcClient database, String engine) {
        assertThat(database.sql("SELECT value FROM kept").query(String.class).single()).isEqualTo("kept");
        try (CamundaClient client = client(engine)) {
            assertThat(
                    client.newCreateInstanceCommand().bpmnProcessId("Kept").latestVersion().send().join().getVersion())
                .isEqualTo(1);
        }
    }

    private static CamundaClient client(String address) {
        return CamundaClient.newClientBuilder().grpcAddress(URI.create(address)).preferRestOverGrpc(false).build();
    }

}
