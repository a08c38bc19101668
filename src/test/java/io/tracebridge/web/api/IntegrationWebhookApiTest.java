package io.tracebridge.web.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.jayway.jsonpath.JsonPath;
import io.tracebridge.Middle;
import io.tracebridge.WiredTrackers;
import io.tracebridge.tracker.TrackerClient;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.WebhookRegistration;
import io.tracebridge.tracker.WebhookSetup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mockito;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doNothing;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.verify;

/** Setting webhooks up, looking at them and removing them. */
@SpringBootTest(classes = { ApiApp.class, WiredTrackers.class },
        properties = { Middle.ENGINE, Middle.KEY, "tracebridge.url=http://localhost:8080/" })
class IntegrationWebhookApiTest extends ApiSlice {

    private static final String INTEGRATION = "/api/v1/projects/shop/integrations/one";

    private static final String WEBHOOK = INTEGRATION + "/webhook";

    @Autowired
    TrackerClient tracker;

    /** What the tracker was told, in order. */
    final List<WebhookSetup> told = new ArrayList<>();

    @BeforeEach
    void aProject() {
        Mockito.reset(this.tracker);
        this.jdbc.sql("insert into project (name, submission_token) values ('shop', 'token')").update();
    }

    @Test
    void whereTheTrackerLetsUsNothingIsLeftToDoAndNoSecretIsShown() {
        integration("github");
        trackerTakesIt();

        var made = send("POST", WEBHOOK, null);

        assertThat(made).hasStatusOk().bodyJson().extractingPath("$.setUp").isEqualTo(true);
        assertThat(made).bodyText().contains("this machine only").doesNotContain("secret\":", "instructions");
        assertThat(this.told).singleElement().satisfies((setup) -> {
            assertThat(setup.url()).matches("http://localhost:8080/hooks/[0-9]+/[A-Za-z0-9_-]{43}")
                .isEqualTo(url(made));
            assertThat(setup.secret()).hasSize(43);
            assertThat(setup.formerId()).isEmpty();
        });
        assertThat(send("GET", WEBHOOK, null)).bodyJson().isEqualTo("{\"configured\": true, \"setUp\": true}");
        for (var answer : List.of(send("GET", WEBHOOK, null), send("GET", INTEGRATION, null))) {
            assertThat(answer).bodyText()
                .doesNotContain(secretIn(this.told.getFirst().url()), this.told.getFirst().secret());
        }
        assertThat(stored()).doesNotContain(secretIn(this.told.getFirst().url()), this.told.getFirst().secret());
    }

    @Test
    void settingItUpAgainRenewsBothSecretsOfTheSameWebhook() {
        integration("github");
        trackerTakesIt();
        send("POST", WEBHOOK, null);
        send("POST", WEBHOOK, null);

        assertThat(this.told).extracting(WebhookSetup::url).doesNotHaveDuplicates();
        assertThat(this.told).extracting(WebhookSetup::secret).doesNotHaveDuplicates();
        assertThat(this.told.getLast().formerId()).contains("9");
    }

    @Test
    void afterALostAnswerTheSameAddressIsUsedSoThatTheTrackerGetsNoTwin() {
        integration("github");
        trackerFails(new TrackerException.Unavailable("timeout", Optional.empty()));
        assertThat(send("POST", WEBHOOK, null)).hasStatus(503);
        trackerTakesIt();
        assertThat(send("POST", WEBHOOK, null)).hasStatusOk();

        assertThat(this.told).hasSize(2).extracting(WebhookSetup::url).containsOnly(this.told.getFirst().url());
        send("POST", WEBHOOK, null);
        assertThat(this.told.getLast().url()).isNotEqualTo(this.told.getFirst().url());
    }

    @Test
    void withoutThePermissionPeopleAreToldHowToDoIt() {
        integration("github");
        trackerFails(new Rejected(Rejected.Reason.FORBIDDEN, "The token lacks Webhooks: write.", Map.of()));

        var made = send("POST", WEBHOOK, null);

        assertThat(made).hasStatusOk().bodyJson().extractingPath("$.setUp").isEqualTo(false);
        assertThat(made).bodyText()
            .contains("The token lacks Webhooks: write.", "Enter the secret " + this.told.getFirst().secret(),
                    "\"secret\":\"" + this.told.getFirst().secret());
        assertThat(send("GET", WEBHOOK, null)).bodyJson().isEqualTo("{\"configured\": true, \"setUp\": false}");
    }

    @Test
    void aWebhookThatCannotBeRenewedStaysAsItWas() {
        integration("github");
        trackerTakesIt();
        var before = url(send("POST", WEBHOOK, null));
        trackerFails(new Rejected(Rejected.Reason.FORBIDDEN, "The token lacks Webhooks: write.", Map.of()));

        assertThat(send("POST", WEBHOOK, null)).hasStatus(422);

        assertThat(send("GET", WEBHOOK, null)).bodyJson().isEqualTo("{\"configured\": true, \"setUp\": true}");
        trackerFails(new TrackerException.Unavailable("timeout", Optional.empty()));
        send("POST", WEBHOOK, null);
        assertThat(this.told.getLast().url()).isNotEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({ "redmine,true", "fogbugz,false" })
    void otherTrackersAreSetUpByHand(String tracker, boolean signed) {
        integration(tracker);

        var made = send("POST", WEBHOOK, "{}");

        assertThat(made).hasStatusOk()
            .bodyJson()
            .extractingPath("$.instructions")
            .asArray()
            .anySatisfy((step) -> assertThat(step).asString().contains(url(made)));
        assertThat(text(made).contains("\"secret\"")).isEqualTo(signed);
        assertThat(send("GET", WEBHOOK, null)).bodyJson().isEqualTo("{\"configured\": true, \"setUp\": false}");
    }

    @Test
    void theSecretThatATrackerMakesIsEnteredAndTheAddressStays() {
        integration("phabricator");
        var url = url(send("POST", WEBHOOK, null));
        assertThat(send("GET", WEBHOOK, null)).bodyJson().extractingPath("$.secretMissing").isEqualTo(true);

        var entered = send("POST", WEBHOOK, "{\"secret\": \"hmac-key-of-the-tracker\"}");

        assertThat(url(entered)).isEqualTo(url);
        assertThat(entered).bodyText().doesNotContain("hmac-key-of-the-tracker");
        assertThat(send("GET", WEBHOOK, null)).bodyJson().isEqualTo("{\"configured\": true, \"setUp\": false}");
        assertThat(url(send("POST", WEBHOOK, null))).isNotEqualTo(url);
        assertThat(send("GET", WEBHOOK, null)).bodyText().doesNotContain("secretMissing");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sandbox     | {}                       | tracker | sandbox has no webhooks; polling finds its changes
            github      | {"secret": "mine"}       | secret  | is made here
            fogbugz     | {"secret": "mine"}       | secret  | leave it out
            phabricator | {"secret": ""}           | secret  | must be 1 to 200 characters
            phabricator | {"secret": "two words"}  | secret  | must be 1 to 200 characters
            github      | {"url": "https://x"}     | url     | known here are secret
            """)
    void whatCannotBeSaysWhatToDo(String tracker, String body, String field, String words) {
        integration(tracker);

        var refusal = send("POST", WEBHOOK, body);

        assertThat(refusal).hasStatus(422).bodyText().contains("\"field\":\"" + field + "\"", words);
        assertThat(send("GET", WEBHOOK, null)).bodyJson().isEqualTo("{\"configured\": false, \"setUp\": false}");
    }

    @Test
    void removingClosesOurSideAndTheTrackers() {
        integration("github");
        trackerTakesIt();
        send("POST", WEBHOOK, null);
        doNothing().when(this.tracker).removeWebhook("9");

        assertThat(send("DELETE", WEBHOOK, null)).bodyJson().extractingPath("$.removedAtTracker").isEqualTo(true);

        verify(this.tracker).removeWebhook("9");
        assertThat(send("GET", WEBHOOK, null)).bodyJson().isEqualTo("{\"configured\": false, \"setUp\": false}");
    }

    @Test
    void ourSideIsClosedThoughTheTrackerCannotBeReachedAndItsIdIsKept() {
        integration("github");
        trackerTakesIt();
        send("POST", WEBHOOK, null);
        doThrow(new TrackerException.Unavailable("No answer.", Optional.empty())).when(this.tracker).removeWebhook("9");

        assertThat(send("DELETE", WEBHOOK, null)).bodyText()
            .contains("\"removedAtTracker\":false", "No answer. Delete it there, or ask again.");
        assertThat(send("GET", WEBHOOK, null)).bodyJson().isEqualTo("{\"configured\": false, \"setUp\": false}");
        doNothing().when(this.tracker).removeWebhook("9");
        assertThat(send("DELETE", WEBHOOK, null)).bodyJson().extractingPath("$.removedAtTracker").isEqualTo(true);
    }

    @Test
    void theIntegrationSaysWhenItHeardLastAndThatItIsSilent() {
        integration("redmine");
        assertThat(send("GET", INTEGRATION, null)).bodyText().doesNotContain("\"webhook\"");
        send("POST", WEBHOOK, null);
        this.jdbc.sql(
                "update integration set last_webhook_at = '2026-01-01T00:00:00Z', webhook_gap_since = '2026-01-02T00:00:00Z'")
            .update();

        assertThat(send("GET", INTEGRATION, null)).bodyJson()
            .extractingPath("$.webhook")
            .isEqualTo(Map.of("lastDeliveryAt", "2026-01-01T00:00:00Z", "gapSince", "2026-01-02T00:00:00Z"));
        assertThat(send("GET", WEBHOOK, null)).bodyText()
            .contains("\"lastDeliveryAt\":\"2026-01-01T00:00:00Z\"", "\"gapSince\":\"2026-01-02T00:00:00Z\"");
    }

    @ParameterizedTest
    @ValueSource(strings = { "POST", "DELETE" })
    void triagersMayLookOnly(String method) {
        integration("redmine");
        asTriager();

        assertThat(send("GET", WEBHOOK, null)).hasStatusOk();
        assertThat(send(method, WEBHOOK, null)).hasStatus(403);
        assertThat(this.mvc.get().uri(WEBHOOK)).hasStatus(401);
    }

    @Test
    void anUnknownIntegrationIsNotFound() {
        for (var method : List.of("GET", "POST", "DELETE")) {
            assertThat(send(method, WEBHOOK, null)).hasStatus(404);
        }
    }

    private void integration(String tracker) {
        this.jdbc.sql("insert into integration (project_id, name, tracker) select id, 'one', ? from project")
            .param(tracker)
            .update();
    }

    private void trackerTakesIt() {
        doAnswer((call) -> {
            this.told.add(call.getArgument(0));
            return new WebhookRegistration("9");
        }).when(this.tracker).setUpWebhook(any());
    }

    private void trackerFails(TrackerException failure) {
        doAnswer((call) -> {
            this.told.add(call.getArgument(0));
            throw failure;
        }).when(this.tracker).setUpWebhook(any());
    }

    private String stored() {
        return this.jdbc
            .sql("select encode(hook_secret, 'escape') || encode(signing_secret, 'escape') from integration")
            .query(String.class)
            .single();
    }

    private static String url(MvcTestResult answer) {
        return JsonPath.read(text(answer), "$.url");
    }

    private static String secretIn(String url) {
        return url.substring(url.lastIndexOf('/') + 1);
    }

}
