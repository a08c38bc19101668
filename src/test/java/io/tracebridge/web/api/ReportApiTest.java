package io.tracebridge.web.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/** The HTTP contract of a group's reports, and of what happened to it. */
class ReportApiTest extends ApiSlice {

    private static final String A = "aa".repeat(32);

    private static final String B = "bb".repeat(32);

    private static final String GROUP = "/api/v1/projects/shop/groups/" + A;

    @BeforeEach
    void aGroupWithAMember() {
        this.jdbc.sql("insert into project (name, submission_token) values ('shop', 't')").update();
        group(A);
        group(B);
        this.jdbc.sql("""
                update error_group set merged_into = (select id from error_group where fingerprint = ?)
                where fingerprint = ?""").params(A, B).update();
    }

    @Test
    void reportsOfAllMergedGroupsAreListedNewestFirstPageByPage() {
        var oldest = report(B);
        for (int i = 0; i < 50; i++) {
            report(A);
        }

        var first = get("/reports");

        assertThat(first).bodyJson().extractingPath("$.items").asArray().hasSize(50);
        assertThat(first).bodyJson().extractingPath("$.items[0].version").isEqualTo("1.4.2");
        assertThat(first).bodyJson().extractingPath("$.nextPage").isEqualTo(Long.toString(oldest + 1));
        var last = get("/reports?page=" + (oldest + 1));
        assertThat(last).bodyJson().extractingPath("$.items[0].fingerprint").isEqualTo(B);
        assertThat(last).bodyJson().extractingPath("$.items").asArray().hasSize(1);
        assertThat(last).bodyJson().doesNotHavePath("$.nextPage");
    }

    @Test
    void occurrencesOfAllMergedGroupsAreCountedPerHourOrDay() {
        for (var fingerprint : List.of(A, B)) {
            this.jdbc.sql("""
                    insert into group_occurrence (group_id, hour, reports)
                    select id, date_trunc('hour', now()), 3 from error_group where fingerprint = ?""")
                .param(fingerprint)
                .update();
        }

        for (var group : List.of(A, B)) {
            var hours = send("GET", GROUP.replace(A, group) + "/occurrences?unit=hour&last=24", null);
            assertThat(hours).bodyJson().extractingPath("$.items").asArray().hasSize(24);
            assertThat(hours).bodyJson().extractingPath("$.items[23].reports").isEqualTo(6);
            assertThat(hours).bodyJson().extractingPath("$.items[22].reports").isEqualTo(0);
        }
        assertThat(get("/occurrences")).bodyJson().extractingPath("$.items").asArray().hasSize(30);
        assertThat(get("/occurrences?unit=week")).hasStatus(422).bodyText().contains("must be hour or day");
        assertThat(get("/occurrences?last=0")).hasStatus(422).bodyText().contains("from 1 to 1000");
        assertThat(send("GET", GROUP.replace(A, "ab") + "/occurrences", null)).hasStatus(404);
    }

    @Test
    void oneReportIsAnsweredWholeWithItsFilesAsDownloads() {
        var report = report(B);
        var file = this.jdbc
            .sql("insert into attachment (report_id, name, content) values (?, 'a\"b.html', ?) returning id")
            .params(report, "<script>".getBytes(StandardCharsets.UTF_8))
            .query(Long.class)
            .single();

        var whole = get("/reports/" + report);

        assertThat(whole).bodyJson().extractingPath("$.body.lang").isEqualTo("java");
        assertThat(whole).bodyJson().extractingPath("$.attributes.version").isEqualTo("1.4.2");
        assertThat(whole).bodyJson().extractingPath("$.attachments[0].bytes").isEqualTo(8);
        var download = get("/reports/" + report + "/attachments/" + file);
        assertThat(download).hasStatusOk()
            .hasHeader("Content-Type", "application/octet-stream")
            .hasHeader("X-Content-Type-Options", "nosniff")
            .bodyText()
            .isEqualTo("<script>");
        assertThat(download).headers()
            .hasEntrySatisfying("Content-Disposition",
                    (values) -> assertThat(values.getFirst()).startsWith("attachment;"));
    }

    @Test
    void activitiesArePagedAndAssigneesSuggested() {
        this.jdbc.sql("""
                insert into activity (group_id, actor, kind, before, after)
                select g.id, 'user:jane', 'tags-changed', '{}', '{}' from error_group g, generate_series(1, 51)
                where g.fingerprint = ?""").param(A).update();
        this.jdbc.sql("update error_group set assignee = 'jane'").update();

        var first = get("/activity");

        assertThat(first).bodyJson().extractingPath("$.items").asArray().hasSize(50);
        var next = this.jdbc.sql("select min(id) + 1 from activity").query(Long.class).single();
        assertThat(first).bodyJson().extractingPath("$.nextPage").isEqualTo(Long.toString(next));
        assertThat(get("/activity?page=" + next)).bodyJson().extractingPath("$.items").asArray().hasSize(1);
        assertThat(send("GET", "/api/v1/projects/shop/assignees", null)).bodyJson()
            .extractingPath("$.items")
            .asArray()
            .containsExactly("admin", "jane");
    }

    @ParameterizedTest
    @CsvSource({ "/reports?page=x, 422", "/activity?page=9999999999999999999, 422", "/reports/x, 404",
            "/reports/0, 404", "/reports/0/attachments/0, 404", "/reports/0/attachments/x, 404" })
    void whatIsWrongOrNotThereIsAProblem(String path, int status) {
        assertThat(get(path)).hasStatus(status).hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @Test
    void aReportOfAnotherGroupIsNotThere() {
        var report = report(A);

        assertThat(send("GET", "/api/v1/projects/shop/groups/" + B + "/reports/" + report, null)).hasStatus(404);
        assertThat(send("GET", "/api/v1/projects/shop/groups/" + "cc".repeat(32) + "/reports", null)).hasStatus(404);
    }

    private void group(String fingerprint) {
        this.jdbc.sql("""
                insert into error_group (project_id, fingerprint, first_seen, last_seen)
                select id, ?, now(), now() from project""").param(fingerprint).update();
    }

    private long report(String fingerprint) {
        return this.jdbc
            .sql("""
                    insert into report (rxid, project_id, group_id, uuid, occurred_at, received_at, classifiers, frames, attributes, body)
                    select ?, project_id, id, ?, now(), now(), '{Oops}', '{}', '{"version": "1.4.2"}', ? from error_group
                    where fingerprint = ? returning id""")
            .params(UUID.randomUUID(), UUID.randomUUID(), gzip("{\"lang\": \"java\"}"), fingerprint)
            .query(Long.class)
            .single();
    }

    private static byte[] gzip(String text) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        catch (IOException ex) {
            throw new IllegalStateException(ex);
        }
        return bytes.toByteArray();
    }

    private MvcTestResult get(String path) {
        return send("GET", GROUP + path, null);
    }

}
