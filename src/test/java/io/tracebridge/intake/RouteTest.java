package io.tracebridge.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTest {

    @ParameterizedTest
    @CsvSource({ "/acme/0123token/json, 0123token, json", "//acme/0123token/json/, 0123token, json",
            "/acme/0123token/minidump, 0123token, minidump",
            "/acme/0000000000000000000000000000000000000000000000000000000000000000/other, "
                    + "0000000000000000000000000000000000000000000000000000000000000000, other" })
    void takesTokenAndFormatFromThePath(String path, String token, String format) {
        assertThat(Route.of(path)).contains(new Route(Optional.of(token), Optional.of(format)));
    }

    @ParameterizedTest
    @ValueSource(strings = { "/post", "//post", "/post/", "/api/post", "//api//post" })
    void leavesTokenAndFormatToTheQuery(String path) {
        assertThat(Route.of(path)).contains(new Route(Optional.empty(), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = { "/", "/post/more", "/api/v1/json", "/api/v1/projects", "/hooks/12/json",
            "/actuator/health/json", "/v3/api-docs/json", "/projects/shop/integrations",
            "/webjars/htmx.org/htmx.min.js", "/acme/0123token/json/more", "/acme/json" })
    void leavesAllOtherPathsAlone(String path) {
        assertThat(Route.of(path)).isEmpty();
    }

}
