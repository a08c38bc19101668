package io.tracebridge.workflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The pictures in the documentation show the processes as they are. */
class PicturesTest {

    static List<Path> processes() {
        return Models.allProcesses().stream().map(Models.ProcessFile::file).toList();
    }

    @ParameterizedTest
    @MethodSource("processes")
    void thePictureIsOfThisVersion(Path process) throws IOException, NoSuchAlgorithmException {
        var name = process.getFileName().toString();
        var hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(process)));

        assertThat(Path.of("docs/images", name.replace(".bpmn", ".svg"))).content()
            .as("stale picture; `.ci/process-pictures/run` draws it anew")
            .contains("drawn from " + name + ", sha256 " + hash)
            .as("arrow heads")
            .contains("marker-end: url('#arrow-");
    }

}
