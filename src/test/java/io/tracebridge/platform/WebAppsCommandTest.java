package io.tracebridge.platform;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class WebAppsCommandTest {

    private static final EnginePorts ENGINE = new EnginePorts(1, 2, 3, 4, 5);

    private static final List<String> LINE = new WebAppsCommand(new JavaCommand(Path.of("java"), 21, "512m"),
            Path.of("zeebe"), Path.of("webapps"))
        .line(6, 7, "http://127.0.0.1:8", ENGINE);

    @Test
    void answersOnLoopbackOnlyOnTheChosenPorts() {
        assertThat(LINE).contains("-Dserver.address=127.0.0.1", "-Dserver.port=6",
                "-Dmanagement.server.address=127.0.0.1", "-Dmanagement.server.port=7");
    }

    @ParameterizedTest
    @ValueSource(strings = { "operate", "tasklist" })
    void readsWhatTheEngineExportsAndSendsItCommands(String app) {
        assertThat(LINE).contains("-Dcamunda.%s.database=opensearch".formatted(app),
                "-Dcamunda.%s.opensearch.url=http://127.0.0.1:8".formatted(app),
                "-Dcamunda.%s.zeebeOpensearch.url=http://127.0.0.1:8".formatted(app),
                "-Dcamunda.%s.zeebe.gatewayAddress=127.0.0.1:1".formatted(app));
    }

    @Test
    void completesTasksThroughTheEnginesOwnRestApi() {
        assertThat(LINE).contains("-Dcamunda.tasklist.zeebe.restAddress=http://127.0.0.1:2");
    }

    @Test
    void isNoBrokerItself() {
        assertThat(LINE).contains("-Dspring.profiles.active=operate,tasklist,auth");
    }

}
