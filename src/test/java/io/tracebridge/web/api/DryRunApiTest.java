package io.tracebridge.web.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tracebridge.triage.dryrun.Dump;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/** What a dry run answers: a page, or all reports line by line. */
class DryRunApiTest extends DryRunSlice {

    @Autowired
    ObjectMapper json;

    @Test
    void oneReportReadsLikeThis() {
        var id = report("stable");

        var answer = send("POST", DRY_RUN, "{}");

        assertThat(answer).hasStatusOk();
        assertThat(answer).bodyJson().isLenientlyEqualTo("""
                {"total": 1,
                 "items": [{"report": %d, "fingerprint": "%s", "occurredAt": "2026-01-01T00:00:00Z",
                   "outcome": "submit", "winningRule": 2,
                   "rule": {"attribute": "environment", "regex": "stable", "action": "submit"},
                   "trace": [{"rule": 1, "matched": true}, {"rule": 2, "matched": true, "seenValue": "stable"}],
                   "mentions": [], "fires": true, "firesAt": "2026-01-01T00:00:00Z",
                   "reason": "the first report of its group", "createsIssue": true,
                   "issue": {"title": "<b>@\u200Ball</b>", "labels": ["tracebridge"], "fields": {}, "owner": null,
                     "description": {"format": "markdown"}}}],
                 "summary": {"reports": 1, "groups": 1, "fires": 1, "submits": 1, "filters": 0, "issues": 1,
                   "decidedByNoRule": 0, "rules": [{"rule": 1, "action": "filter", "matched": 1, "won": 0},
                     {"rule": 2, "action": "submit", "matched": 1, "won": 1}]}}""".formatted(id, "ab".repeat(32)));
        assertThat(answer).bodyJson().doesNotHavePath("$.nextPage");
    }

    @Test
    void anEmptyBodyAndAnEmptyProjectAreFine() {
        assertThat(send("POST", DRY_RUN, null)).bodyJson()
            .isLenientlyEqualTo("{\"total\": 0, \"items\": [], \"summary\": {\"reports\": 0, \"issues\": 0}}");
    }

    @Test
    void unsavedSettingsAreTriedAndNothingIsWritten() {
        report("nightly");
        var before = Dump.of(this.jdbc);

        var answer = send("POST", DRY_RUN, """
                {"automation": {"enabled": true, "event": "trace"}, "payload": {"subject": "{{project}}!"}}""");

        assertThat(answer).bodyJson().extractingPath("$.items[0].issue.title").isEqualTo("shop!");
        assertThat(answer).bodyJson().extractingPath("$.items[0].reason").isEqualTo("every report is looked at");
        assertThat(Dump.of(this.jdbc)).isEqualTo(before);
    }

    @Test
    void rulesAloneAreTriedInTheSavedAutomation() {
        report("nightly");

        var answer = send("POST", DRY_RUN, """
                {"rules": [{"attribute": "environment", "regex": "nightly", "action": "submit"}], "limit": 50}""");

        assertThat(answer).bodyJson().isLenientlyEqualTo("""
                {"items": [{"outcome": "submit", "winningRule": 1, "fires": true, "trace": [{"regex": "nightly"}]}],
                 "summary": {"rules": [{"matched": 1, "won": 1}]}}""");
        assertThat(send("POST", DRY_RUN, """
                {"rules": [{"attribute": "nobody", "regex": "x", "action": "submit"}]}""")).hasStatus(422)
            .bodyText()
            .contains("automation.rules[0].attribute");
        assertThat(send("POST", DRY_RUN, """
                {"rules": [], "automation": {"enabled": true}}""")).hasStatus(422).bodyText().contains("rules");
    }

    @Test
    void pagesShareOneSpanAndOneSummary() {
        var ids = IntStream.range(0, DryRunController.PAGE + 3).mapToObj((n) -> report("nightly")).toList();
        var body = "{\"limit\": 1000}";

        var first = read(send("POST", DRY_RUN, body));
        report("stable");
        var second = read(send("POST", DRY_RUN + "?page=" + first.get("nextPage").asText(), body));

        assertThat(reports(first)).isEqualTo(ids.subList(0, DryRunController.PAGE));
        assertThat(reports(second)).isEqualTo(ids.subList(DryRunController.PAGE, ids.size()));
        assertThat(second.has("nextPage")).isFalse();
        assertThat(second.get("summary")).isEqualTo(first.get("summary"));
    }

    @Test
    void linesTellProgressThenEachReportThenTheSummary() {
        var ids = IntStream.range(0, 60).mapToObj((n) -> report("nightly")).toList();

        var answer = lines("{}");

        assertThat(answer).hasStatusOk().hasContentTypeCompatibleWith(MediaType.APPLICATION_NDJSON);
        var lines = text(answer).lines().map(this::tree).toList();
        assertThat(lines.subList(0, 2)).extracting(JsonNode::toString)
            .allMatch((line) -> line.contains("\"total\":60"))
            .satisfiesExactly((line) -> assertThat(line).contains("\"done\":50"),
                    (line) -> assertThat(line).contains("\"done\":60"));
        assertThat(lines.subList(2, 62)).extracting((line) -> line.at("/report/report").asLong()).isEqualTo(ids);
        assertThat(lines.get(2).at("/report")).isEqualTo(read(send("POST", DRY_RUN, "{}")).at("/items/0"));
        assertThat(lines).hasSize(63);
        assertThat(lines.getLast().at("/summary/reports").asInt()).isEqualTo(60);
    }

    @Test
    void aRunThatBreaksEndsWithAnErrorLineThatTellsNoSecrets() {
        report("stable");
        this.jdbc.sql("update report set attributes = '[\"hush\"]'").update();

        var lines = text(lines("{}")).lines().toList();

        assertThat(lines).singleElement()
            .isEqualTo("{\"error\":{\"message\":\"The dry run failed; the server's log says why.\"}}");
    }

    private static List<Long> reports(JsonNode page) {
        return page.get("items").findValues("report").stream().map(JsonNode::asLong).toList();
    }

    private JsonNode read(MvcTestResult answer) {
        assertThat(answer).hasStatusOk();
        return tree(text(answer));
    }

    private JsonNode tree(String text) {
        try {
            return this.json.readTree(text);
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

}
