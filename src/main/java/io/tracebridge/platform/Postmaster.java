package io.tracebridge.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.zonky.test.db.postgres.util.LinuxUtils;

/**
 * The PostgreSQL server process of a data directory, as its {@code postmaster.pid} tells.
 */
final class Postmaster {

    private static final int STOP_SECONDS = 30;

    private final Path data;

    private final Path file;

    Postmaster(Path data) {
        this.data = data;
        this.file = data.resolve("postmaster.pid");
    }

    /** The server, if one runs on this directory. */
    Optional<ProcessHandle> running() throws IOException {
        if (!Files.exists(this.file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(this.file);
        if (lines.size() < 3) {
            return Optional.empty();
        }
        Instant start = Instant.ofEpochSecond(Long.parseLong(lines.get(2).strip()));
        return PidFile.alive(Long.parseLong(lines.get(0).strip()), start)
            .filter((process) -> executable(process).isPresent());
    }

    /**
     * Stops the server if it runs, and removes a {@code postmaster.pid} that would block
     * the next.
     */
    void stop() throws IOException, InterruptedException {
        ProcessHandle server = running().orElse(null);
        if (server != null) {
            stop(server);
        }
        // PostgreSQL itself takes any live process of the noted id for a running server.
        Files.deleteIfExists(this.file);
    }

    private void stop(ProcessHandle server) throws IOException, InterruptedException {
        Path pgCtl = executable(server).orElseThrow().resolveSibling("pg_ctl");
        List<String> command = new ArrayList<>();
        if (LinuxUtils.isUnshareAvailable()) {
            // pg_ctl refuses to work for root; in a user namespace it does not see root.
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(pgCtl.toString(), "stop", "-D", this.data.toString(), "-m", "fast", "-w", "-t",
                Integer.toString(STOP_SECONDS)));
        new ProcessBuilder(command).redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor(STOP_SECONDS + 5L, TimeUnit.SECONDS);
        awaitEnd(server);
    }

    /**
     * Waits for the very end of a server that was told to stop: pg_ctl is content with
     * the absence of {@code postmaster.pid}, a moment earlier.
     */
    static void awaitEnd(ProcessHandle server) throws InterruptedException {
        try {
            server.onExit().get(5, TimeUnit.SECONDS);
        }
        catch (TimeoutException | ExecutionException ex) {
            throw new LocalPlatformException("The local database (process %d) does not stop.".formatted(server.pid()),
                    "Stop that process, then start Tracebridge again.", ex);
        }
    }

    private static Optional<Path> executable(ProcessHandle process) {
        return process.info()
            .command()
            .map(Path::of)
            .filter((path) -> path.getFileName().toString().startsWith("postgres"));
    }

}
