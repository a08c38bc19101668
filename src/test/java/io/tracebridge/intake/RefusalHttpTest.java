package io.tracebridge.intake;

import java.io.IOException;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Requests that are no reports, or too large, and how their senders are told. */
class RefusalHttpTest extends IntakeHttpFixture {

    @ParameterizedTest
    @CsvSource({ "/acme/0123token/json, 403, invalid token", "/post, 403, invalid token",
            "/post?token=x&format=minidump, 400, minidump", "/acme/TOKEN/btt, 400, btt",
            "/acme/TOKEN/other, 400, other", "/acme/TOKEN/json?a=%zz, 400, query",
            "/acme/TOKEN/json?_mod_duplicate=x, 400, _mod_duplicate" })
    void saysWhatIsWrongWithTheAddress(String target, int status, String words) throws IOException {
        var answer = post(target.replace("TOKEN", this.token), JSON, report(UUID.randomUUID(), "main"));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.error("code")).isEqualTo(status);
        assertThat((String) answer.error("message")).contains(words);
        assertThat(answer.headers()).containsEntry("Access-Control-Allow-Origin", "*");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "null", "[]", "{", "42", "{\"a\":1} x", "{\"hello\":\"world\"}", "<html>", "\u0000" })
    void saysThatABodyIsNoReport(String body) throws IOException {
        var answer = post("/acme/" + this.token + "/json", JSON, bytes(body));

        assertThat(answer.status()).isEqualTo(400);
        assertThat((String) answer.error("message")).contains("report");
    }

    @ParameterizedTest
    @ValueSource(ints = { 102_401, 3_000_000, 7_900_000 })
    void letsTheClientFinishBeforeItSaysTooLarge(int size) throws IOException {
        var body = new byte[size];
        var head = "POST /acme/" + this.token + "/json HTTP/1.1\r\nHost: localhost\r\n" + JSON
                + "Transfer-Encoding: chunked\r\n\r\n";

        var answer = RawHttp.exchange(this.port, head, RawHttp.chunked(body, 64 * 1024));

        assertThat(answer.status()).isEqualTo(413);
        assertThat((String) answer.error("message")).contains("larger than 100 KB");
    }

    @Test
    void closesTheConnectionOnWhatIsBeyondAllBounds() throws IOException {
        var answer = RawHttp.exchange(this.port, "POST /acme/" + this.token + "/json HTTP/1.1\r\nHost: localhost\r\n"
                + JSON + "Content-Length: 999999999\r\n\r\n", new byte[200_000]);

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.headers()).containsEntry("Connection", "close");
    }

    @Test
    void refusesABombBeforeItUnpacks() throws IOException {
        var answer = post("/acme/" + this.token + "/json", JSON + "Content-Encoding: gzip\r\n",
                gzip(new byte[200_000_000]));

        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void answersNoGet() throws IOException {
        var answer = RawHttp.exchange(this.port,
                "GET /acme/" + this.token + "/json HTTP/1.1\r\nHost: localhost\r\n\r\n", new byte[0]);

        assertThat(answer.status()).isEqualTo(404);
    }

}
