package io.tracebridge.tracker.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tracebridge.tracker.TrackerException;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What senders of messages need beyond what trackers do: to know what a failure leaves
 * open, addresses that are secrets, and answers that are a word.
 */
class MessageSendingTest extends HttpFixture {

    private static final String PATH = "/services/T0/B0/abcdefghijklmnop";

    @ParameterizedTest
    @CsvSource({ "408, true", "425, true", "503, true", "500, false", "502, false", "504, false" })
    void someAnswersSayThatNothingWasDone(int status, boolean nothingDone) {
        this.server.enqueue(empty(status));

        assertThat(catchThrowableOfType(TrackerException.Unavailable.class, this::write).nothingDone())
            .isEqualTo(nothingDone);
    }

    @Test
    void aReadDoesNothing() {
        this.server.enqueue(empty(500));

        assertThat(catchThrowableOfType(TrackerException.Unavailable.class, this::read).nothingDone()).isTrue();
    }

    @Test
    void aRequestThatNeverLeftDidNothing() {
        this.server.close();

        var refused = catchThrowableOfType(TrackerException.Unavailable.class, this::write);

        assertThat(refused.nothingDone()).isTrue();
        assertThat(refused).hasMessageNotContaining("unknown");
    }

    @Test
    void aNameThatDoesNotResolveDidNothing() {
        var nowhere = api(Endpoint.at("http://nowhere.invalid"));

        assertThat(catchThrowableOfType(TrackerException.Unavailable.class,
                () -> nowhere.call(TrackerRequest.post("x").json(JsonNodeFactory.instance.objectNode())))
            .nothingDone()).isTrue();
    }

    @Test
    void aRequestThatLeftMayHaveDoneItsWork() {
        this.server.enqueue(empty(200).newBuilder().onResponseStart(new SocketEffect.CloseSocket()).build());

        assertThat(catchThrowableOfType(TrackerException.Unavailable.class, this::write).nothingDone()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            text/plain       | ok            | ok
            text/html        | <html>        | <html>
            application/json | {"half":      | {"half":
            application/json | "word"        | word
            """)
    void anAnswerOfAnyTypeReadsAsText(String type, String body, String text) {
        this.server.enqueue(answer(200, type, body));

        assertThat(secret(PATH).call(TrackerRequest.post().answeredByAnything()).json().asText()).isEqualTo(text);
    }

    @Test
    void aSecretAddressIsKeptWholeAndShownNowhere() throws InterruptedException {
        this.server.enqueue(empty(500));
        var api = secret(PATH + "?v=1&sp=%2Ftriggers%2Frun&sig=qrstuvwxyz-_0123");

        var failure = catchThrowableOfType(TrackerException.Unavailable.class,
                () -> api.call(TrackerRequest.post().answeredByAnything()));

        assertThat(this.server.takeRequest().getTarget())
            .isEqualTo(PATH + "?v=1&sp=%2Ftriggers%2Frun&sig=qrstuvwxyz-_0123");
        assertThat(failure.getMessage() + api).contains("127.0.0.1")
            .doesNotContain("abcdefghij", "qrstuvw", "/services");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "ftp://x/abcdefghijklmnop", "hooks.slack.com/abcdefghijklmnop",
            "https://u:abcdefghijklmnop@x/y", "https://abcdefghijklmnop@x/y", "https://:abcdefghijklmnop@x/y" })
    void whatIsNoAddressIsRefusedWithoutBeingQuoted(String url) {
        assertThatIllegalArgumentException().isThrownBy(() -> Endpoint.secretAt("credential.url", url))
            .withMessageContaining("credential.url must be an http or https address")
            .withMessageNotContaining("abcdefghijklmnop");
    }

    private TrackerApi secret(String path) {
        return api(Endpoint.secretAt("url", base() + path));
    }

}
