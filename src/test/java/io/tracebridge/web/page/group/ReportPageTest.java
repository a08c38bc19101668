package io.tracebridge.web.page.group;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The page of one report, and its downloads. */
class ReportPageTest extends GroupPageSlice {

    @Test
    void aReportIsShownWholeWithEveryThreadAndItsFilesAsDownloads() {
        var file = this.seed.attachment(this.report, "läuft.html", HOSTILE);
        var page = PAGE + "/reports/" + this.report;

        assertThat(get(page)).hasStatusOk()
            .bodyText()
            .contains("Cart.total", "Queue.take", "worker", "failed", "error.message", "läuft.html");
        assertThat(get(page + "/raw")).bodyText().contains("&quot;mainThread&quot; : &quot;main&quot;");
        assertThat(get(page + "/attachments/" + file)).hasStatusOk()
            .hasHeader("Content-Type", "application/octet-stream")
            .hasHeader("X-Content-Type-Options", "nosniff")
            .headers()
            .hasEntrySatisfying("Content-Disposition",
                    (values) -> assertThat(values.getFirst()).startsWith("attachment;").contains("l%C3%A4uft.html"));
        assertThat(get(page + "/report.json")).headers()
            .hasEntrySatisfying("Content-Disposition",
                    (values) -> assertThat(values.getFirst()).startsWith("attachment;"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "/reports/0", "/reports/x", "/reports/9999999999999999999", "/reports/0/raw",
            "/reports/0/report.json", "/reports/0/attachments/1", "/callstack?report=x", "/activity?before=x" })
    void whatIsNotThereIsSaidSo(String path) {
        assertThat(get(PAGE + path)).hasStatus(404);
    }

    @Test
    void aReportOfAnotherGroupIsNotShown() {
        this.seed.group(B, "Other", 0, Map.of());

        assertThat(get("/projects/shop/groups/" + B + "/reports/" + this.report)).hasStatus(404);
    }

}
