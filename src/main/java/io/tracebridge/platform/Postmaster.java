package io.tracebridge.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.zonky.test.db.postgres.util.LinuxUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL server process of a data directory, as its {@code postmaster.pid} tells.
 */
final class Postmaster {

    private static final Logger log = LoggerFactory.getLogger(Postmaster.class);

    private static final int STOP_SECONDS = 30;

    private final Path data;

    Postmaster(Path data) {
        this.data = data;
    }

    /**
     * Stops the server if it runs, and removes a {@code postmaster.pid} that would block
     * the next.
     */
    void stop() throws IOException, InterruptedException {
        Path file = this.data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return;
        }
        Optional<ProcessHandle> server = running(Files.readAllLines(file));
        if (server.isEmpty()) {
            // PostgreSQL itself takes any live process of that id for a running server.
            Files.delete(file);
            return;
        }
        log.info("Stopping the local database (process {}) that an earlier run left behind.", server.get().pid());
        stop(server.get());
    }

    private Optional<ProcessHandle> running(List<String> postmasterPid) {
        if (postmasterPid.size() < 3) {
            return Optional.empty();
        }
        long pid = Long.parseLong(postmasterPid.get(0).strip());
        Instant start = Instant.ofEpochSecond(Long.parseLong(postmasterPid.get(2).strip()));
        return PidFile.alive(pid, start).filter((process) -> executable(process).isPresent());
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
        Process stopping = new ProcessBuilder(command).redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
        boolean ended = stopping.waitFor(STOP_SECONDS + 5L, TimeUnit.SECONDS);
        if (!ended || server.isAlive()) {
            throw new LocalPlatformException(
                    "The local database of an earlier run (process %d) does not stop.".formatted(server.pid()),
                    "Stop that process, then start Tracebridge again.");
        }
    }

    private static Optional<Path> executable(ProcessHandle process) {
        return process.info()
            .command()
            .map(Path::of)
            .filter((path) -> path.getFileName().toString().startsWith("postgres"));
    }

}
