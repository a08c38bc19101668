package io.tracebridge.intake;

import java.io.IOException;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Attachments that come after their report. */
class LateAttachmentsHttpTest extends IntakeHttpFixture {

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

}
