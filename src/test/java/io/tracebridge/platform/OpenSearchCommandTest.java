package io.tracebridge.platform;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OpenSearchCommandTest {

    private static final List<String> LINE = new OpenSearchCommand(new JavaCommand(Path.of("java"), 21, "512m"),
            Path.of("/opensearch"), Path.of("/data/opensearch"))
        .line(1);

    @Test
    void isOneNodeOnLoopbackOnTheChosenPort() {
        assertThat(LINE).contains("network.host=127.0.0.1", "http.port=1", "discovery.type=single-node");
    }

    @Test
    void keepsEverythingInTheDataDirectory() {
        assertThat(LINE).contains("path.data=/data/opensearch/data", "-Dtracebridge.logs=/data/opensearch/logs");
    }

    @Test
    void worksOnADiskThatIsNearlyFull() {
        assertThat(LINE).contains("cluster.routing.allocation.disk.threshold_enabled=false");
    }

    @Test
    void runsTheSourceOnOpenSearchsOwnClassPath() {
        assertThat(LINE).containsSubsequence("-classpath", "/opensearch/lib/*", "/opensearch/OpenSearchNode.java",
                "http.port=1");
    }

}
