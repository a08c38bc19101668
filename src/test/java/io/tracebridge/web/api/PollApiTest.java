package io.tracebridge.web.api;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/** Polling on demand, and what an integration says of its polling. */
class PollApiTest extends ApiSlice {

    private static final String SANDBOX = "/api/v1/projects/shop/integrations/sandbox";

    @BeforeEach
    void aProject() {
        assertThat(send("PUT", "/api/v1/projects/shop", "{}")).hasStatusOk();
    }

    @Test
    void askingForAPollMakesTheIntegrationDueAndTellsTheEngine() {
        save("{\"pull\": true}");
        this.jdbc.sql("update integration set poll_due_at = now() + interval '1 hour'").update();

        assertThat(send("POST", SANDBOX + "/poll", null)).hasStatus(202);

        assertThat(this.jdbc.sql("select poll_due_at <= now() from integration").query(Boolean.class).single())
            .isTrue();
        assertThat(this.jdbc.sql("""
                select (payload ->> 'name') || ' ' || (payload ->> 'correlationKey') || ' ' || (payload ->> 'variables')
                from outbox""").query(String.class).single()).isEqualTo(
                "poll-requested " + this.jdbc.sql("select id from integration").query(Long.class).single() + " {}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"pull": false}                    | state = 'enabled'                 | sync  | switch pull on
            {"pull": true, "pollSeconds": 0}   | state = 'enabled'                 | sync  | pollSeconds to 0
            {"pull": true}                     | state = 'stopped'                 | state | enable the integration
            {"pull": true}                     | paused_at = now(), paused_reason = '401' | state | save it again
            """)
    void whoIsNotAskedSaysWhy(String sync, String state, String field, String right) {
        save(sync);
        this.jdbc.sql("update integration set " + state).update();

        var refusal = send("POST", SANDBOX + "/poll", null);

        assertThat(refusal).hasStatus(422).hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(refusal).bodyText().contains("\"field\":\"" + field + "\"", right);
        assertThat(this.jdbc.sql("select count(*) from outbox").query(Long.class).single()).isZero();
    }

    @Test
    void anIntegrationThatIsNotThereIsNotFound() {
        assertThat(send("POST", SANDBOX + "/poll", null)).hasStatus(404);
    }

    @Test
    void anIntegrationTellsWhenItsTrackerWasAskedAndWhatWentWrong() {
        save("{\"pull\": true}");
        assertThat(send("GET", SANDBOX, null)).bodyJson().extractingPath("$.polling.dueAt").isNotNull();
        assertThat(send("GET", SANDBOX, null)).bodyJson().doesNotHavePath("$.polling.error");
        this.jdbc.sql("""
                update integration set polled_at = '2026-01-02T03:04:05Z', poll_due_at = '2026-01-02T03:05:05Z',
                  poll_error = 'a login page answered'""").update();

        assertThat(send("GET", SANDBOX, null)).bodyJson()
            .extractingPath("$.polling")
            .asMap()
            .containsEntry("lastAt", "2026-01-02T03:04:05Z")
            .containsEntry("dueAt", "2026-01-02T03:05:05Z")
            .containsEntry("error", "a login page answered");
    }

    @Test
    void anAnswerCanBeSentBackAndOneThatIsNotPolledHasNoPolling() {
        var answer = text(save("{\"pull\": true}"));

        assertThat(send("PUT", SANDBOX, answer)).hasStatusOk().bodyText().contains("\"polling\"");
        assertThat(save("{\"pull\": false}")).bodyText().doesNotContain("\"polling\"");
    }

    @ParameterizedTest
    @ValueSource(ints = { -1, 1, 59, 86_401 })
    void intervalsThatCannotBeKeptAreRefused(int seconds) {
        assertThat(save("{\"pull\": true, \"pollSeconds\": " + seconds + "}")).hasStatus(422)
            .bodyText()
            .contains("\"field\":\"sync.pollSeconds\"", "must be from 60 to 86400, or 0 for never");
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 60, 86_400 })
    void otherIntervalsAreTaken(int seconds) {
        assertThat(save("{\"pull\": true, \"pollSeconds\": " + seconds + "}")).hasStatusOk()
            .bodyText()
            .contains("\"pollSeconds\":" + seconds);
    }

    private MvcTestResult save(String sync) {
        return send("PUT", SANDBOX, "{\"tracker\": \"sandbox\", \"sync\": " + sync + "}");
    }

}
