package io.tracebridge.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DataDirectoryTest {

    @TempDir
    private Path root;

    @Test
    void isMadeIfAbsent() throws IOException {
        Path absent = this.root.resolve("some/where");

        try (DataDirectory directory = DataDirectory.lock(absent)) {
            assertThat(directory.of("engine")).isDirectory().hasParent(absent);
        }
    }

    @Test
    void refusesASecondOwnerAndNamesDirectoryOwnerAndSetting() throws IOException {
        try (DataDirectory directory = DataDirectory.lock(this.root)) {
            assertThatExceptionOfType(LocalPlatformException.class).isThrownBy(() -> DataDirectory.lock(this.root))
                .withMessageContainingAll(this.root.toString(), Long.toString(ProcessHandle.current().pid()),
                        "TRACEBRIDGE_DATA");
            assertThat(directory.of("engine")).isDirectory();
        }
    }

    @Test
    void isFreeAgainOnceClosed() throws IOException {
        DataDirectory.lock(this.root).close();

        try (DataDirectory again = DataDirectory.lock(this.root)) {
            assertThat(again.of("engine")).isDirectory();
        }
    }

    @Test
    void namesTheSettingIfItCannotBeWritten() throws IOException {
        Path file = Files.createFile(this.root.resolve("a-file"));

        assertThatExceptionOfType(LocalPlatformException.class).isThrownBy(() -> DataDirectory.lock(file))
            .withMessageContainingAll(file.toString(), "TRACEBRIDGE_DATA");
    }

}
