package io.tracebridge.platform;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server as a child process, kept in a directory: {@code data},
 * {@code logs}, {@code binaries} and the {@code password}, which is drawn at random when
 * the database is first made.
 */
final class LocalDatabase implements LocalChild {

    private static final Logger log = LoggerFactory.getLogger(LocalDatabase.class);

    /** Name of the database and of the unprivileged role that owns it. */
    private static final String NAME = "tracebridge";

    private final Path home;

    private final Path data;

    private final Path logs;

    private final PortSetting port;

    private final Ports ports;

    private final Duration timeout;

    private volatile EmbeddedPostgres postgres;

    LocalDatabase(Path home, PortSetting port, Ports ports, Duration timeout) {
        this.home = home;
        this.data = home.resolve("data");
        this.logs = home.resolve("logs");
        this.port = port;
        this.ports = ports;
        this.timeout = timeout;
    }

    @Override
    public Map<String, Object> start() throws InterruptedException {
        long begun = System.nanoTime();
        try {
            stopLeftBehind();
            discardHalfMade();
            String password = password();
            int chosen = this.ports.choose(this.port);
            this.postgres = server(chosen, password).start();
            if (Thread.interrupted()) {
                throw new InterruptedException("told to stop while the local database was starting");
            }
            if (Files.exists(unfinished())) {
                furnish(password);
                Files.delete(unfinished());
            }
            String url = "jdbc:postgresql://127.0.0.1:%d/%s".formatted(chosen, NAME);
            log.info("The local database is ready after {} ms: {}", (System.nanoTime() - begun) / 1_000_000, url);
            return Map.of("spring.datasource.url", url, "spring.datasource.username", NAME,
                    "spring.datasource.password", password, "tracebridge.platform.database-address", url,
                    "tracebridge.platform.database-log", this.logs.toString());
        }
        catch (IOException | SQLException | IllegalStateException ex) {
            throw new LocalPlatformException("The local database does not start. Its log: %s".formatted(this.logs),
                    "Look there for the reason, or use a PostgreSQL of your own with SPRING_DATASOURCE_URL.", ex);
        }
    }

    @Override
    public void stop() {
        Postmaster postmaster = new Postmaster(this.data);
        try {
            ProcessHandle server = postmaster.running().orElse(null);
            if (this.postgres != null) {
                // Gives up after five seconds; the postmaster is told once more below.
                this.postgres.close();
            }
            postmaster.stop();
            if (server != null) {
                Postmaster.awaitEnd(server);
            }
            stopMaking();
        }
        catch (IOException | LocalPlatformException ex) {
            log.warn("The local database did not stop cleanly; the next start repairs that.", ex);
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    private void stopLeftBehind() throws IOException, InterruptedException {
        Postmaster postmaster = new Postmaster(this.data);
        postmaster.running()
            .ifPresent((server) -> log.info("Stopping the local database (process {}) that an earlier run left behind.",
                    server.pid()));
        postmaster.stop();
    }

    private EmbeddedPostgres.Builder server(int chosenPort, String password) throws IOException {
        PrivateFiles.directory(this.logs);
        Path console = this.logs.resolve("start.log");
        Files.deleteIfExists(console);
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
            .setDataDirectory(this.data)
            .setCleanDataDirectory(false)
            .setRegisterShutdownHook(false)
            // The library's own place for binaries is in a directory open to all users.
            .setOverrideWorkingDirectory(this.home.resolve("binaries").toFile())
            .setPort(chosenPort)
            .setPGStartupWait(this.timeout)
            .setConnectConfig("password", password)
            .setOutputRedirector(ProcessBuilder.Redirect.appendTo(console.toFile()))
            .setErrorRedirector(ProcessBuilder.Redirect.appendTo(console.toFile()))
            // The same order of text on every machine.
            .setLocaleConfig("locale", "C")
            .setLocaleConfig("locale-provider", "builtin")
            .setLocaleConfig("builtin-locale", "C.UTF-8");
        settings().forEach(builder::setServerConfig);
        return builder;
    }

    /** No value may need quoting: they travel through a shell. */
    private static Map<String, String> settings() {
        return Map.ofEntries(
                // The library is made for tests and switches these off.
                Map.entry("fsync", "on"), Map.entry("synchronous_commit", "on"), Map.entry("full_page_writes", "on"),
                Map.entry("max_connections", "100"), Map.entry("listen_addresses", "127.0.0.1"),
                Map.entry("unix_socket_directories", ""),
                // A week of log files, each overwritten a week later.
                Map.entry("logging_collector", "on"), Map.entry("log_directory", "../logs"),
                Map.entry("log_filename", "postgresql-%a.log"), Map.entry("log_truncate_on_rotation", "on"),
                Map.entry("log_rotation_age", "1d"), Map.entry("log_rotation_size", "0"));
    }

    /**
     * A run that was killed before its database was complete leaves nothing of value but
     * much that blocks: half-unpacked binaries, half a data directory.
     */
    private void discardHalfMade() throws IOException, InterruptedException {
        stopMaking();
        if (Files.exists(unfinished())) {
            PrivateFiles.deleteTree(this.data);
        }
        Path binaries = PrivateFiles.directory(this.home.resolve("binaries"));
        try (DirectoryStream<Path> versions = Files.newDirectoryStream(binaries)) {
            for (Path version : versions) {
                if (!Files.exists(version.resolve(".exists"))) {
                    PrivateFiles.deleteTree(version);
                }
            }
        }
    }

    /**
     * Ends an initdb that its parent did not live, or was not left the time, to wait for.
     */
    private void stopMaking() throws InterruptedException {
        if (!Files.exists(unfinished())) {
            return;
        }
        String binaries = this.home.resolve("binaries").toString();
        List<ProcessHandle> makers = ProcessHandle.allProcesses()
            .filter((process) -> process.info().command().filter((path) -> path.startsWith(binaries)).isPresent())
            .toList();
        makers.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle maker : makers) {
            Postmaster.awaitEnd(maker);
        }
    }

    private String password() throws IOException {
        Path file = this.home.resolve("password");
        if (Files.exists(this.data.resolve("PG_VERSION"))) {
            if (!Files.exists(file)) {
                throw new LocalPlatformException("The password of the local database, %s, is gone.".formatted(file),
                        "Put it back from a backup; docs/local-platform.md says how to set a new one.");
            }
            return Files.readString(file).strip();
        }
        byte[] secret = new byte[24];
        new SecureRandom().nextBytes(secret);
        String password = HexFormat.of().formatHex(secret);
        PrivateFiles.write(file, password);
        PrivateFiles.write(unfinished(), "");
        return password;
    }

    private Path unfinished() {
        return this.home.resolve("unfinished");
    }

    private void furnish(String password) throws SQLException, IOException {
        try (Connection connection = this.postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER ROLE postgres PASSWORD '%s'".formatted(password));
            statement.execute("CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(NAME, password));
            statement.execute("CREATE DATABASE %s OWNER %s".formatted(NAME, NAME));
            // Until here any local user could connect without a password.
            Files.writeString(this.data.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
            statement.execute("SELECT pg_reload_conf()");
        }
    }

}
