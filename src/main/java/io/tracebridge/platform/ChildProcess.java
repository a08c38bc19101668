package io.tracebridge.platform;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A child that lives in a directory of its own: found again by its process file after
 * this program was killed, told to stop and, if it does not, killed.
 */
final class ChildProcess {

    private static final Logger log = LoggerFactory.getLogger(ChildProcess.class);

    private static final Duration GRACE = Duration.ofSeconds(15);

    private static final long HEALTH_INTERVAL_MILLIS = 200;

    /**
     * What a program needs to know of its user; above all not SERVER_PORT, SPRING_*, or
     * secrets.
     */
    private static final Set<String> PASSED_ON = Set.of("PATH", "HOME", "USER", "USERPROFILE", "LANG", "LC_ALL", "TZ",
            "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "WINDIR", "COMSPEC");

    private final String what;

    private final Path home;

    private final Path logFile;

    private final PidFile pidFile;

    private volatile Process process;

    private volatile boolean stopping;

    /**
     * A child that does not run yet.
     * @param what what it is, within a sentence
     * @param home its directory
     * @param name of its process file, without ending
     * @param log name of its log in {@code home/logs}
     */
    ChildProcess(String what, Path home, String name, String log) {
        this.what = what;
        this.home = home;
        this.logFile = home.resolve("logs").resolve(log);
        this.pidFile = new PidFile(home.resolve(name + ".pid"));
    }

    /** Stops the process that an earlier, killed run left, if there is one. */
    void stopLeftBehind() throws InterruptedException {
        try {
            ProcessHandle left = this.pidFile.running().orElse(null);
            if (left != null) {
                log.info("Stopping the {} (process {}) that an earlier run left behind.", this.what, left.pid());
                stop(left);
            }
            this.pidFile.delete();
        }
        catch (IOException ex) {
            throw new LocalPlatformException(
                    "The process file of the %s in %s cannot be read or deleted.".formatted(this.what, this.home),
                    "Make that directory readable and writable for this user.", ex);
        }
    }

    /**
     * Starts the process.
     * @param own environment variables, beside the few that every program needs
     */
    void launch(List<String> line, Map<String, String> own) {
        PrivateFiles.directory(this.logFile.getParent());
        boolean posix = File.separatorChar == '/';
        ProcessBuilder builder = new ProcessBuilder(posix ? heldBack(line) : line);
        Map<String, String> environment = environment(builder.environment(), own);
        builder.environment().keySet().retainAll(environment.keySet());
        builder.environment().putAll(environment);
        builder.directory(this.home.toFile()).redirectErrorStream(true).redirectOutput(console().toFile());
        try {
            this.process = builder.start();
            this.pidFile.write(this.process.toHandle());
            try (var go = this.process.outputWriter()) {
                go.write("go\n");
            }
        }
        catch (IOException ex) {
            throw new LocalPlatformException("The %s cannot be started.".formatted(this.what), remedy(), ex);
        }
    }

    /**
     * Waits until the process is healthy, and from then on tells the log if it ends by
     * itself.
     * @throws LocalPlatformException if it ends or takes too long
     */
    void awaitHealth(Health health, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!health.isHealthy()) {
            if (this.process.waitFor(HEALTH_INTERVAL_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new LocalPlatformException(
                        "The %s ended while it started, with code %d.".formatted(this.what, this.process.exitValue()),
                        remedy());
            }
            if (System.nanoTime() > deadline) {
                throw new LocalPlatformException(
                        "The %s is not healthy after %d s.".formatted(this.what, patience.toSeconds()), remedy());
            }
        }
        this.process.onExit().thenAccept(this::exited);
    }

    /** Stops the process, in bounded time; does nothing if none runs. */
    void stop() {
        this.stopping = true;
        if (this.process == null) {
            return;
        }
        try {
            stop(this.process.toHandle());
            this.pidFile.delete();
        }
        catch (IOException ex) {
            log.warn("The process file of the {} cannot be deleted; the next start ignores it.", this.what, ex);
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    Path logFile() {
        return this.logFile;
    }

    /**
     * Waits for a line on standard input before it becomes the command, so that its
     * process id is noted before there is anything to leave behind; and ignores the
     * interrupt that a terminal's Ctrl-C sends to the whole group, since a child must
     * outlive its client.
     */
    static List<String> heldBack(List<String> command) {
        List<String> held = new ArrayList<>(
                List.of("sh", "-c", "trap '' INT HUP; read -r go && exec \"$@\"", "tracebridge-child"));
        held.addAll(command);
        return held;
    }

    static Map<String, String> environment(Map<String, String> ours, Map<String, String> own) {
        Map<String, String> theirs = new TreeMap<>(own);
        ours.forEach((name, value) -> {
            if (PASSED_ON.contains(name.toUpperCase(Locale.ROOT))) {
                theirs.put(name, value);
            }
        });
        return theirs;
    }

    private void exited(Process ended) {
        if (!this.stopping) {
            log.error("The {} ended by itself, with code {}. Start Tracebridge again. {}", this.what, ended.exitValue(),
                    remedy());
        }
    }

    private String remedy() {
        return "Its log says why: %s, or, if Java itself failed, %s.".formatted(this.logFile, console());
    }

    private Path console() {
        return this.logFile.resolveSibling("console.log");
    }

    private void stop(ProcessHandle running) throws InterruptedException {
        running.destroy();
        if (!ended(running.onExit(), GRACE)) {
            log.warn("The {} (process {}) did not stop within {} s and is killed.", this.what, running.pid(),
                    GRACE.toSeconds());
            running.destroyForcibly();
            ended(running.onExit(), GRACE);
        }
    }

    private static boolean ended(CompletableFuture<ProcessHandle> exit, Duration patience) throws InterruptedException {
        try {
            exit.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        }
        catch (TimeoutException ex) {
            return false;
        }
        catch (ExecutionException ex) {
            throw new IllegalStateException("waiting for the end of a process failed", ex);
        }
    }

}
