package io.tracebridge.web.api;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.tracebridge.integration.Integrations;
import io.tracebridge.project.Projects;
import io.tracebridge.triage.dryrun.DryRun;
import io.tracebridge.triage.dryrun.DryRunRequest;
import io.tracebridge.triage.dryrun.DryRuns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;

/** Dry runs that are refused: wrong input, too many at once, nobody's business. */
class DryRunRefusalApiTest extends DryRunSlice {

    @Autowired
    DryRuns dryRuns;

    @Autowired
    Integrations integrations;

    @Autowired
    Projects projects;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~',
            textBlock = """
                    {"limit": 0}                                              | limit                         | 1 to 10000
                    {"limit": -1}                                             | limit                         | 1 to 10000
                    {"limit": 10001}                                          | limit                         | 1 to 10000
                    {"limit": 99999999999999}                                 | limit                         | larger number than fits
                    {"limit": "many"}                                         | limit                         | whole number
                    {"since": "yesterday"}                                    | since                         | an instant such as
                    {"since": 1e300}                                          | since                         | an instant such as
                    {"since": "-1000000000-01-01T00:00:00Z"}                  | since                         | 1970 to 9999
                    {"until": "+999999999-01-01T00:00:00Z"}                   | until                         | 1970 to 9999
                    {"since": "2026-01-02T00:00:00Z", "until": "2026-01-01T00:00:00Z"} | until                | after since
                    {"ruls": []}                                              | ruls                          | is not known
                    {"automation": {"threshold": -1}}                         | automation.threshold          | from 0
                    {"automation": {"event": "often"}}                        | automation.event              | must be one of
                    {"automation": {"rules": [{"attribute": "colour", "regex": ".", "action": "submit"}]}} | automation.rules[0].attribute | not defined
                    {"automation": {"rules": [{"attribute": "*", "regex": "(((", "action": "submit"}]}}    | automation.rules[0].regex     | RE2
                    {"automation": {"rules": [{"attribute": "*", "regex": "((a{1000}){1000}){1000}", "action": "submit"}]}} | automation.rules[0].regex | repetitions
                    {"payload": {"subject": "{{secret}}"}}                    | payload.subject               | unknown macros
                    """)
    void badInputNamesTheFieldAndWhatWouldBeRight(String body, String field, String right) {
        for (var refusal : List.of(send("POST", DRY_RUN, body), lines(body))) {
            assertThat(refusal).hasStatus(422).hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
            assertThat(refusal).bodyText().contains("\"field\":\"" + field + "\"", right);
        }
    }

    @Test
    void tooManyRulesAndTooLongOnesAreRefused() {
        var rule = "{\"attribute\": \"*\", \"regex\": \"%s\", \"action\": \"submit\"}";
        var many = IntStream.range(0, 201).mapToObj((n) -> rule.formatted("x")).collect(Collectors.joining(","));

        assertThat(send("POST", DRY_RUN, "{\"automation\": {\"rules\": [" + many + "]}}")).hasStatus(422)
            .bodyText()
            .contains("at most 200");
        assertThat(
                send("POST", DRY_RUN, "{\"automation\": {\"rules\": [" + rule.formatted("x".repeat(100_000)) + "]}}"))
            .hasStatus(422)
            .bodyText()
            .contains("at most 1000");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            x
            MSAw
            %00
            LTE
            """)
    void aPageThatWasNeverGivenIsRefusedOrEmpty(String page) {
        report("stable");

        var answer = send("POST", DRY_RUN + "?page=" + page, "{}");

        assertThat(answer.getResponse().getStatus()).isIn(200, 422);
    }

    @Test
    void brokenJsonAndUnknownNamesAreRefused() {
        assertThat(send("POST", DRY_RUN, "{")).hasStatus(400);
        assertThat(send("POST", INTEGRATIONS + "/Nobody/dry-run", "{}")).hasStatus(404);
        assertThat(send("POST", "/api/v1/projects/nobody/integrations/Jira/dry-run", "{}")).hasStatus(404);
        assertThat(send("GET", DRY_RUN, null)).hasStatus(405);
    }

    @Test
    void tooManyAtOnceAreToldToComeBack() {
        var integration = this.integrations.find(this.projects.find("shop").orElseThrow().id(), "Jira").orElseThrow();
        var request = new DryRunRequest(null, null, null, null, null);
        var open = IntStream.range(0, 4)
            .mapToObj((n) -> this.dryRuns.open(integration, request, Long.MAX_VALUE))
            .toList();
        try {
            for (var refusal : List.of(send("POST", DRY_RUN, "{}"), lines("{}"))) {
                assertThat(refusal).hasStatus(503)
                    .hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
                    .hasHeader("Retry-After", "5");
                assertThat(refusal).bodyText().contains("4 dry runs are under way");
            }
        }
        finally {
            open.forEach(DryRun::close);
        }
        for (int i = 0; i < 10; i++) {
            assertThat(send("POST", DRY_RUN, "{}")).as("no place is lost").hasStatusOk();
            assertThat(lines("{}")).hasStatusOk();
        }
    }

    @Test
    void onlyAdminsTryRules() {
        asTriager();

        assertThat(send("POST", DRY_RUN, "{}")).hasStatus(403);
        assertThat(this.mvc.post().uri(DRY_RUN)).hasStatus(401);
    }

}
