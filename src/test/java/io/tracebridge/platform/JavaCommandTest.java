package io.tracebridge.platform;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class JavaCommandTest {

    @ParameterizedTest
    @CsvSource({ "21, false", "22, false", "23, true", "25, true" })
    void usesOnlyOptionsThatThisJavaKnows(int feature, boolean known) {
        assertThat(new JavaCommand(Path.of("java"), feature, "512m").line(Map.of())
            .contains("--sun-misc-unsafe-memory-access=allow")).isEqualTo(known);
    }

    @Test
    void limitsTheHeapAndPassesSettingsOn() {
        assertThat(new JavaCommand(Path.of("java"), 21, "300m").line(Map.of("port", 1))).startsWith("java")
            .contains("-Xmx300m", "-Dport=1");
    }

}
