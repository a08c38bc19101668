package io.tracebridge.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/** Bodies as the SDKs write them, byte for byte where that matters. */
class SubmissionReaderTest {

    private static final String REPORT = "{\"uuid\":\"x\"}";

    private static final IntakeProperties LIMITS = new IntakeProperties(DataSize.ofKilobytes(64),
            DataSize.ofKilobytes(32), DataSize.ofMegabytes(1), DataSize.ofMegabytes(4), 10, Duration.ZERO, 10, 1,
            Duration.ofSeconds(1), Duration.ofSeconds(1));

    private final MemoryBudget memory = new MemoryBudget(LIMITS.memoryBudget(), Duration.ofSeconds(1));

    static Stream<Arguments> multipartBodies() {
        return Stream.of(Arguments.of("backtrace-java: no content type, boundary of stars",
                "multipart/form-data;boundary=*****", """
                        --*****
                        Content-Disposition: form-data; name="upload_file";filename="upload_file"

                        {"uuid":"x"}
                        --*****
                        Content-Disposition: form-data; name="attachment_server.log";filename="attachment_server.log"
                        Content-Type: null

                        a line
                        --*****--
                        """, Map.of(), new Tuple[] { Tuple.tuple("server.log", "a line") }),
                Arguments.of("node: with content types and breadcrumbs",
                        "multipart/form-data; boundary=--------------------------123",
                        """
                                ----------------------------123
                                Content-Disposition: form-data; name="upload_file"; filename="upload_file.json"
                                Content-Type: application/json

                                {"uuid":"x"}
                                ----------------------------123
                                Content-Disposition: form-data; name="attachment_bt-breadcrumbs-0"; filename="bt-breadcrumbs-0"

                                []
                                ----------------------------123--
                                """,
                        Map.of(), new Tuple[] { Tuple.tuple("bt-breadcrumbs-0", "[]") }),
                Arguments.of("python: filename is the whole path", "multipart/form-data; boundary=abc", """
                        --abc
                        Content-Disposition: form-data; name="attachment_/var/log/app.log"; filename="/var/log/app.log"

                        log
                        --abc
                        Content-Disposition: form-data; name="upload_file"; filename="upload_file"

                        {"uuid":"x"}
                        --abc--
                        """, Map.of(), new Tuple[] { Tuple.tuple("app.log", "log") }),
                Arguments.of("C#: names unquoted", "multipart/form-data; boundary=----------5f2b-guid", """
                        ------------5f2b-guid
                        Content-Disposition: form-data; name=upload_file; filename="upload_file.json"
                        Content-Type: application/octet-stream

                        {"uuid":"x"}
                        ------------5f2b-guid
                        Content-Disposition: form-data; name=attachment_a.txt; filename=attachment_a.txt

                        a
                        ------------5f2b-guid--
                        """, Map.of(), new Tuple[] { Tuple.tuple("a.txt", "a") }),
                Arguments.of("browser: strings without filename, blobs with one",
                        "multipart/form-data; boundary=----WebKitX", """
                                ------WebKitX
                                Content-Disposition: form-data; name="upload_file"

                                {"uuid":"x"}
                                ------WebKitX
                                Content-Disposition: form-data; name="attachment_state.json"

                                {}
                                ------WebKitX
                                Content-Disposition: form-data; name="attachment_shot.png"; filename="blob"
                                Content-Type: image/png

                                png
                                ------WebKitX--
                                """, Map.of(),
                        new Tuple[] { Tuple.tuple("state.json", "{}"), Tuple.tuple("shot.png", "png") }),
                Arguments.of("vendor's page: fields are attributes, attachment.<extension>",
                        "Multipart/Form-Data; charset=utf-8; boundary=\"quoted one\"", """
                                --quoted one
                                content-disposition: form-data; name="user.name"

                                Zoë
                                --quoted one
                                Content-Disposition: form-data; name="upload_file"

                                {"uuid":"x"}
                                --quoted one
                                Content-Disposition: form-data; name="attachment.log"; filename="C:\\logs\\b.log"

                                b
                                --quoted one--
                                """, Map.of("user.name", "Zoë"), new Tuple[] { Tuple.tuple("b.log", "b") }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("multipartBodies")
    void takesApartWhatSdksSend(String sdk, String contentType, String body, Map<String, String> fields,
            Tuple[] attachments) throws IOException {
        var submission = read(crlf(body), contentType, null);

        assertThat(submission.report()).asString(StandardCharsets.UTF_8).isEqualTo(REPORT);
        assertThat(submission.fields()).isEqualTo(fields);
        assertThat(submission.attachments())
            .extracting(Attachment::name, (attachment) -> new String(attachment.content(), StandardCharsets.UTF_8))
            .containsExactly(attachments);
    }

    @ParameterizedTest
    @ValueSource(strings = { "application/json", "application/json; charset=utf-8", "text/plain",
            "application/x-www-form-urlencoded" })
    void takesAnythingElseForJson(String contentType) throws IOException {
        assertThat(read(bytes(REPORT), contentType, null).report()).isEqualTo(bytes(REPORT));
        assertThat(read(bytes(REPORT), null, null).report()).isEqualTo(bytes(REPORT));
    }

    static Stream<Arguments> codings() throws IOException {
        return Stream.of(Arguments.of("gzip", gzip(bytes(REPORT))), Arguments.of("X-GZIP", gzip(bytes(REPORT))),
                Arguments.of("deflate", deflate(bytes(REPORT), false)),
                Arguments.of("deflate", deflate(bytes(REPORT), true)), Arguments.of("identity", bytes(REPORT)));
    }

    @ParameterizedTest
    @MethodSource("codings")
    void undoesCompression(String coding, byte[] body) throws IOException {
        assertThat(read(body, "application/json", coding).report()).isEqualTo(bytes(REPORT));
    }

    @Test
    void undoesCompressionOfMultipartToo() throws IOException {
        var body = crlf("--*****\nContent-Disposition: form-data; name=\"upload_file\"\n\n" + REPORT + "\n--*****--\n");

        assertThat(read(gzip(body), "multipart/form-data;boundary=*****", "gzip").report()).isEqualTo(bytes(REPORT));
    }

    static Stream<Arguments> refused() throws IOException {
        var boundary = "multipart/form-data;boundary=b";
        return Stream.of(Arguments.of(413, "largest report", "application/json", null, new byte[65537]),
                Arguments.of(413, "a bomb", "application/json", "gzip", gzip(new byte[50_000_000])),
                Arguments.of(413, "a bomb in a part nobody asked for", boundary, "deflate",
                        deflate(concat(crlf("--b\nContent-Disposition: form-data; name=x\n\n"), new byte[50_000_000]),
                                false)),
                Arguments.of(413, "attachments together", boundary, null,
                        concat(part("attachment_a", 20_000), part("attachment_b", 20_000), bytes("--b--\r\n"))),
                Arguments.of(413, "fields together", boundary, null,
                        concat(part("one", 40_000), part("two", 40_000), bytes("--b--\r\n"))),
                Arguments.of(413, "a part's head", boundary, null,
                        concat(bytes("--b\r\nX: "), new byte[10_000], bytes("\r\n\r\nx\r\n--b--\r\n"))),
                Arguments.of(413, "parts", boundary, null,
                        bytes("--b\r\nA: b\r\n\r\nx\r\n".repeat(1001) + "--b--\r\n")),
                Arguments.of(400, "no report", boundary, null, concat(part("one", 1), bytes("--b--\r\n"))),
                Arguments.of(400, "cut off", boundary, null, part("upload_file", 10)),
                Arguments.of(400, "empty", boundary, null, new byte[0]),
                Arguments.of(400, "another boundary", boundary, null, bytes("--c\r\n\r\nx\r\n--c--\r\n")),
                Arguments.of(400, "no boundary", "multipart/form-data", null, new byte[0]),
                Arguments.of(400, "huge boundary", "multipart/form-data;boundary=" + "x".repeat(9000), null,
                        new byte[0]),
                Arguments.of(400, "a dump", boundary, null,
                        concat(part("upload_file_minidump", 1), bytes("--b--\r\n"))),
                Arguments.of(400, "not gzip", "application/json", "gzip", bytes(REPORT)),
                Arguments.of(400, "cut off gzip", "application/json", "gzip", Arrays.copyOf(gzip(bytes(REPORT)), 20)),
                Arguments.of(400, "cut off deflate", "application/json", "deflate",
                        Arrays.copyOf(deflate(bytes(REPORT), false), 5)),
                Arguments.of(415, "coding", "application/json", "br", bytes(REPORT)),
                Arguments.of(415, "two codings", "application/json", "gzip, gzip", bytes(REPORT)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("refused")
    void refuses(int status, String what, String contentType, String coding, byte[] body) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> read(body, contentType, coding))
            .extracting(Refusal::status)
            .isEqualTo(status);
        assertThat(this.memory.free()).as("memory given back").isEqualTo(LIMITS.memoryBudget());
    }

    @Test
    void refusesWhileOthersHoldAllMemory() throws IOException {
        try (var others = this.memory.open()) {
            others.take(LIMITS.memoryBudget() - 5);

            assertThatExceptionOfType(Refusal.class).isThrownBy(() -> read(bytes(REPORT), null, null))
                .satisfies((refusal) -> assertThat(refusal.status()).isEqualTo(503))
                .satisfies((refusal) -> assertThat(refusal.retryAfter()).isPresent());
        }
        assertThat(read(bytes(REPORT), null, null).report()).isEqualTo(bytes(REPORT));
    }

    private Submission read(byte[] body, String contentType, String coding) throws IOException {
        try (var share = this.memory.open()) {
            return new SubmissionReader(LIMITS).read(new ByteArrayInputStream(body), contentType, coding, share);
        }
    }

    private static byte[] part(String name, int size) {
        return bytes(
                "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + "x".repeat(size) + "\r\n");
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        return through(GZIPOutputStream::new, plain);
    }

    private static byte[] deflate(byte[] plain, boolean raw) throws IOException {
        return through((out) -> new DeflaterOutputStream(out, new Deflater(Deflater.DEFAULT_COMPRESSION, raw)), plain);
    }

    private static byte[] through(Coding coding, byte[] plain) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var compressed = coding.over(out)) {
            compressed.write(plain);
        }
        return out.toByteArray();
    }

    private static byte[] concat(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        Stream.of(parts).forEach(out::writeBytes);
        return out.toByteArray();
    }

    private static byte[] crlf(String text) {
        return bytes(text.replace("\n", "\r\n"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private interface Coding {

        OutputStream over(OutputStream out) throws IOException;

    }

}
