package io.tracebridge.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Remembers a child process for the case that its parent is killed. Beside the process id
 * it notes the start, since ids are used again.
 */
final class PidFile {

    /** The system's clock may be set between two readings of the same start. */
    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    private final Path path;

    PidFile(Path path) {
        this.path = path;
    }

    void write(ProcessHandle process) throws IOException {
        Instant start = process.info().startInstant().orElse(Instant.EPOCH);
        Path draft = this.path.resolveSibling(this.path.getFileName() + ".new");
        Files.write(draft, List.of(Long.toString(process.pid()), start.toString()));
        Files.move(draft, this.path, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The process noted, if it still runs. */
    Optional<ProcessHandle> running() throws IOException {
        if (!Files.exists(this.path)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(this.path);
        return (lines.size() == 2) ? alive(Long.parseLong(lines.get(0)), Instant.parse(lines.get(1)))
                : Optional.empty();
    }

    void delete() throws IOException {
        Files.deleteIfExists(this.path);
    }

    /**
     * The live process of that id, unless it started at another time and so is another.
     */
    static Optional<ProcessHandle> alive(long pid, Instant start) {
        return ProcessHandle.of(pid)
            .filter(ProcessHandle::isAlive)
            .filter((process) -> process.info().startInstant().filter((actual) -> isSame(actual, start)).isPresent());
    }

    private static boolean isSame(Instant actual, Instant noted) {
        return Duration.between(actual, noted).abs().compareTo(TOLERANCE) <= 0;
    }

}
