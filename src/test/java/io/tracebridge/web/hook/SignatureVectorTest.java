package io.tracebridge.web.hook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tracebridge.security.SecretCipher;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** Signatures that are not of our making open the door, and no others. */
class SignatureVectorTest extends HookSlice {

    @Autowired
    SecretCipher cipher;

    @ParameterizedTest
    @CsvSource({ "github,github,true", "gitlab-token,gitlab,false", "gitlab-signing,gitlab,true",
            "phabricator,phabricator,true", "redmine-7,redmine,true" })
    void aPublishedSignatureIsGenuineForItsBodyAlone(String vector, String tracker, boolean signed) throws IOException {
        var given = vector(vector);
        var body = given.has("bodyFile") ? Payloads.read(given.path("bodyFile").asText())
                : given.path("body").asText().getBytes(StandardCharsets.UTF_8);
        var headers = new HashMap<>(Map.of("X-GitHub-Delivery", "one", "X-GitHub-Event", "issues"));
        given.path("headers")
            .properties()
            .forEach((header) -> headers.put(header.getKey(), header.getValue().asText()));
        var integration = integration("one", tracker);
        setUp(integration);
        setTimeOf(headers);

        assertThat(post(this.path, body, headers)).as("with another secret").hasStatus(401);
        signWith(integration, given.path("secret").asText());
        assertThat(post(this.path, body, headers)).hasStatusOk();
        if (signed) {
            assertThat(post(this.path, (new String(body, StandardCharsets.UTF_8) + " ").getBytes(), headers))
                .as("with another body")
                .hasStatus(401);
        }
    }

    private static JsonNode vector(String name) throws IOException {
        var vectors = new JsonMapper().readTree(Payloads.read("webhook-signature-vectors.json")).path("vectors");
        return StreamSupport.stream(vectors.spliterator(), false)
            .filter((vector) -> vector.path("tracker").asText().equals(name))
            .findFirst()
            .orElseThrow();
    }

    /** Some count for minutes only. */
    private void setTimeOf(Map<String, String> headers) {
        if (headers.containsKey("webhook-timestamp")) {
            var then = Instant.ofEpochSecond(Long.parseLong(headers.get("webhook-timestamp")));
            this.clock.advance(Duration.between(this.clock.instant(), then));
        }
    }

    private void signWith(long integration, String secret) {
        this.jdbc.sql("update integration set signing_secret = ? where id = ?")
            .params(this.cipher.encrypt(secret, "webhook/" + integration + "/SIGNATURE"), integration)
            .update();
    }

}
