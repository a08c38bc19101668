package io.tracebridge.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class PidFileTest {

    private final ProcessHandle self = ProcessHandle.current();

    @TempDir
    private Path directory;

    private Path path;

    private PidFile file;

    @BeforeEach
    void nameTheFile() {
        this.path = this.directory.resolve("engine.pid");
        this.file = new PidFile(this.path);
    }

    @Test
    void findsTheProcessThatItNoted() throws IOException {
        this.file.write(this.self);

        assertThat(this.file.running()).contains(this.self);
    }

    @Test
    void doesNotTakeAnotherProcessThatGotTheSameIdForIt() throws IOException {
        Instant earlier = this.self.info().startInstant().orElseThrow().minus(Duration.ofMinutes(1));
        Files.write(this.path, List.of(Long.toString(this.self.pid()), earlier.toString()));

        assertThat(this.file.running()).isEmpty();
    }

    @Test
    void doesNotFindAProcessThatEnded() throws IOException, InterruptedException {
        Process ended = new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-version").start();
        this.file.write(ended.toHandle());
        ended.waitFor();

        assertThat(this.file.running()).isEmpty();
    }

    @Test
    void findsNothingInAFileThatAPowerFailureLeftEmpty() throws IOException {
        Files.createFile(this.path);

        assertThat(this.file.running()).isEmpty();
    }

    @Test
    void findsNothingOnceDeleted() throws IOException {
        this.file.write(this.self);
        this.file.delete();

        assertThat(this.file.running()).isEmpty();
    }

}
