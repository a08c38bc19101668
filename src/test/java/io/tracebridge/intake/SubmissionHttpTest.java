package io.tracebridge.intake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Reports as SDKs send them, and what is stored of them. */
class SubmissionHttpTest extends IntakeHttpFixture {

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

}
