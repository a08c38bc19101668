package io.tracebridge.intake;

import java.io.IOException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Browsers of any origin may send reports, and nothing else is opened to them. */
class OriginsHttpTest extends IntakeHttpFixture {

    @Test
    void letsBrowsersOfAnyOriginIn() throws IOException {
        var answer = RawHttp.exchange(this.port, """
                OPTIONS /acme/%s/json HTTP/1.1
                Host: localhost
                Origin: https://shop.example
                Access-Control-Request-Method: POST
                Access-Control-Request-Headers: content-type

                """.formatted(this.token).replace("\n", "\r\n"), new byte[0]);

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.headers()).containsEntry("Access-Control-Allow-Origin", "*")
            .containsEntry("Access-Control-Allow-Methods", "POST")
            .containsEntry("Access-Control-Allow-Headers", "content-type");
    }

    @Test
    void opensNothingElseToOtherOrigins() throws IOException {
        var answer = post("/api/v1/things", "Origin: https://shop.example\r\n", new byte[0]);

        assertThat(answer.headers()).doesNotContainKey("Access-Control-Allow-Origin");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/api/v1/json", "/hooks/12/json", "/projects/shop/integrations" })
    void leavesTheNeighboursPathsAlone(String target) throws IOException {
        assertThat(post(target, JSON, new byte[0]).body()).isEqualTo("neighbour");
    }

}
