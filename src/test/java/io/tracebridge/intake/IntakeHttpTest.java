package io.tracebridge.intake;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import io.tracebridge.TestDatabase;
import io.tracebridge.project.Project;
import io.tracebridge.project.Projects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** The edge through a real Tomcat, down to rows in a real PostgreSQL. */
@SpringBootTest(classes = IntakeApp.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = { "tracebridge.intake.max-report=100KB", "tracebridge.intake.max-attachments=50KB",
                "tracebridge.intake.max-drain=8MB" })
class IntakeHttpTest {

    private static final String JSON = "Content-Type: application/json\r\n";

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    @LocalServerPort
    private int port;

    @Autowired
    private Projects projects;

    @Autowired
    private JdbcClient jdbc;

    private Project project;

    private String token;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        DATABASE.register(registry);
    }

    @BeforeEach
    void freshProject() {
        this.project = this.projects.save("p-" + UUID.randomUUID(), null, Set.of("secretToken"));
        this.token = this.project.submissionToken();
    }

    @ParameterizedTest
    @ValueSource(strings = { "/acme/%s/json", "/post?format=json&token=%s", "//post?token=%s", "/api/post?token=%s",
            "/acme/%s/json?buildType=stable", "/post?token=%s&_mod_log=1" })
    void acceptsReportsAtEveryAddressThatSdksUse(String target) throws IOException {
        var answer = post(target.formatted(this.token), JSON, report(UUID.randomUUID(), "main"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("Content-Type", "application/json")
            .containsEntry("Access-Control-Allow-Origin", "*");
        assertThat(answer.json()).containsOnlyKeys("response", "_rxid").containsEntry("response", "ok");
        assertThat(this.jdbc.sql("select count(*) from report where rxid = ? and project_id = ?")
            .params(UUID.fromString((String) answer.json().get("_rxid")), this.project.id())
            .query(Integer.class)
            .single()).isOne();
    }

    @Test
    void tellsObjectAndGroupWhenAskedTo() throws IOException {
        var target = "/acme/" + this.token + "/json?_mod_sync=1";
        var first = post(target, JSON, report(UUID.randomUUID(), "main")).json();
        var second = post(target, JSON, report(UUID.randomUUID(), "main")).json();

        assertThat(first).containsEntry("unique", true);
        assertThat((String) first.get("fingerprint")).matches("[0-9a-f]{64}");
        assertThat(second).containsEntry("unique", false).containsEntry("fingerprint", first.get("fingerprint"));
        assertThat(this.jdbc.sql("select rxid::text from report where id = ?")
            .param(Long.parseLong((String) second.get("object"), 16))
            .query(String.class)
            .single()).isEqualTo(second.get("_rxid"));
    }

    @Test
    void countsAReportSentTwiceOnce() throws IOException {
        var report = report(UUID.randomUUID(), "main");

        var first = post("/acme/" + this.token + "/json", JSON, report);
        var again = post("/acme/" + this.token + "/json", JSON, report);

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(groupCount()).isOne();
    }

    @Test
    void letsOneReportStandForMany() throws IOException {
        post("/acme/" + this.token + "/json?_mod_duplicate=41", JSON, report(UUID.randomUUID(), "main"));
        post("/acme/" + this.token + "/json", JSON, report(UUID.randomUUID(), "main"));

        assertThat(groupCount()).isEqualTo(42);
        assertThat(values().get("application")).isEqualTo("{\"shop\": 42}");
    }

    @Test
    void keepsAttributesFromQueryAndFieldsAndCountsThoseDefined() throws IOException {
        var body = bytes("--*****\r\nContent-Disposition: form-data; name=\"hostname\"\r\n\r\nnode-1\r\n"
                + "--*****\r\nContent-Disposition: form-data; name=upload_file\r\n\r\n"
                + new String(report(UUID.randomUUID(), "main"), StandardCharsets.UTF_8) + "\r\n--*****--\r\n");

        post("/acme/" + this.token + "/json?environment=test&undefined=1",
                "Content-Type: multipart/form-data;boundary=*****\r\n", body);

        assertThat(this.jdbc.sql("select attributes::text from report where project_id = ?")
            .param(this.project.id())
            .query(String.class)
            .single()).contains("\"hostname\": \"node-1\"", "\"environment\": \"test\"", "\"undefined\": \"1\"");
        assertThat(values()).containsEntry("hostname", "{\"node-1\": 1}")
            .containsEntry("environment", "{\"test\": 1}")
            .doesNotContainKey("undefined");
    }

    @Test
    void readsChunkedAndCompressedBodies() throws IOException {
        var body = RawHttp.chunked(gzip(report(UUID.randomUUID(), "main")), 100);

        var answer = RawHttp.exchange(this.port, "POST /acme/" + this.token + "/json HTTP/1.1\r\nHost: localhost\r\n"
                + JSON + "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n", body);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(groupCount()).isOne();
    }

    @Test
    void storesTheBodyWithoutWhatIsToBeScrubbed() throws IOException {
        var report = """
                {"uuid":"%s","classifiers":["E"],"attributes":{"secretToken":"hidden-1","half":"\\ud83d","nul":"a\\u0000b"},
                 "annotations":{"Environment Variables":{"AWS_KEY":"hidden-2"}}}"""
            .formatted(UUID.randomUUID());

        var answer = post("/acme/" + this.token + "/json?secretToken=hidden-3", JSON, bytes(report));

        assertThat(answer.status()).isEqualTo(200);
        var stored = this.jdbc.sql("select body, attributes::text as attributes from report where project_id = ?")
            .param(this.project.id())
            .query()
            .singleRow();
        var body = new GZIPInputStream(new ByteArrayInputStream((byte[]) stored.get("body"))).readAllBytes();
        assertThat(new String(body, StandardCharsets.UTF_8)).contains("classifiers").doesNotContain("hidden");
        assertThat((String) stored.get("attributes")).contains("half").doesNotContain("hidden");
    }

    @Test
    void storesAttachmentsSentLater() throws IOException {
        var rxid = (String) post("/acme/" + this.token + "/json", JSON, report(UUID.randomUUID(), "main")).json()
            .get("_rxid");
        var id = this.jdbc.sql("select id from report where rxid = ?::uuid").param(rxid).query(Long.class).single();

        var byRxid = post("/acme/" + this.token + "/json?object=" + rxid + "&attachment_name=dir/one.log", "",
                bytes("one"));
        var byId = post("/acme/" + this.token + "/json?object=" + Long.toHexString(id) + "&attachment_name=two.log", "",
                bytes("two"));

        assertThat(byRxid.json()).containsEntry("response", "ok")
            .containsEntry("_rxid", rxid)
            .containsEntry("attachment_name", "one.log")
            .containsEntry("object", Long.toHexString(id))
            .containsKey("attachment_id");
        assertThat(byId.json()).containsEntry("_rxid", rxid);
        assertThat(this.jdbc
            .sql("select name || '=' || convert_from(content, 'UTF8') from attachment where report_id = ? order by id")
            .param(id)
            .query(String.class)
            .list()).containsExactly("one.log=one", "two.log=two");
    }

    @Test
    void boundsWhatLateAttachmentsAddUpTo() throws IOException {
        var rxid = post("/acme/" + this.token + "/json", JSON, report(UUID.randomUUID(), "main")).json().get("_rxid");
        var target = "/acme/" + this.token + "/json?attachment_name=a&object=" + rxid;

        assertThat(post(target, "", new byte[40_000]).status()).isEqualTo(200);
        assertThat(post(target, "", new byte[40_000]).status()).isEqualTo(413);
        assertThat(post(target, "", new byte[60_000]).status()).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = { "00000000-0000-0000-0000-000000000000", "ffffff", "not-an-id", "ffffffffffffffffff" })
    void knowsNoOtherProjectsReports(String object) throws IOException {
        var answer = post("/acme/" + this.token + "/json?attachment_name=a&object=" + object, "", bytes("x"));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.error("code")).isEqualTo(404);
    }

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

    @Test
    void answersNoGet() throws IOException {
        var answer = RawHttp.exchange(this.port,
                "GET /acme/" + this.token + "/json HTTP/1.1\r\nHost: localhost\r\n\r\n", new byte[0]);

        assertThat(answer.status()).isEqualTo(404);
    }

    private RawHttp.Answer post(String target, String headers, byte[] body) throws IOException {
        return RawHttp.post(this.port, target, headers, body);
    }

    private long groupCount() {
        return this.jdbc.sql("select sum(report_count) from error_group where project_id = ?")
            .param(this.project.id())
            .query(Long.class)
            .single();
    }

    /** Attribute to JSON of its values' counts, of the project's only group. */
    private Map<String, String> values() {
        return this.jdbc.sql("""
                select e.key, e.value::text as value from error_group g join group_values v on v.group_id = g.id,
                  jsonb_each(v.counts) e where g.project_id = ?""")
            .param(this.project.id())
            .query((row, n) -> Map.entry(row.getString("key"), row.getString("value")))
            .stream()
            .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    static byte[] report(UUID uuid, String function) {
        return bytes("""
                {"uuid":"%s","timestamp":1767225600,"lang":"java","mainThread":"main","classifiers":["java.lang.Error"],
                 "threads":{"main":{"name":"main","fault":true,"stack":[{"funcName":"com.acme.Shop.%s","line":1}]}},
                 "attributes":{"application":"shop"}}""".formatted(uuid, function));
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        }
        return out.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

}
