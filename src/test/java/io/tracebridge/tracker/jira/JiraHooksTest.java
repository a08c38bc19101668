package io.tracebridge.tracker.jira;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.tracebridge.issue.Document;
import io.tracebridge.issue.IssueDraft;
import io.tracebridge.tracker.Marker;
import io.tracebridge.tracker.TrackerClient;
import io.tracebridge.tracker.TrackerException.CredentialRefused;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.tracker.WebhookSetup;
import io.tracebridge.tracker.http.AddressGuard;
import io.tracebridge.tracker.http.HttpLimits;
import io.tracebridge.tracker.http.TrackerHttp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What is special to Jira's webhooks, of which there are two interfaces, and versions.
 */
class JiraHooksTest {

    private static final String URL = "https://tracebridge.example.com/hooks/7/0123456789abcdef";

    private final TrackerHttp http = new TrackerHttp(
            new HttpLimits(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(8), 5_000_000),
            new AddressGuard(true, true), Clock.systemUTC(), "test");

    private final FakeJiraDataCenter jira = new FakeJiraDataCenter();

    private final TrackerClient client = new JiraDataCenter(this.http, Clock.systemUTC())
        .connect(this.jira.connection());

    @AfterEach
    void close() {
        this.jira.close();
    }

    @ParameterizedTest
    @CsvSource({ "8, /rest/webhooks/1.0/webhook", "9, /rest/webhooks/1.0/webhook",
            "10, /rest/jira-webhook/1.0/webhooks", "11, /rest/jira-webhook/1.0/webhooks" })
    void everyVersionKeepsOneWebhookWhereItKeepsThem(int version, String place) {
        this.jira.majorVersion = version;
        for (var n = 0; n < 9; n++) {
            this.jira.hooks().add("https://chat.example.com/hooks/" + n);
        }

        var made = this.client.setUpWebhook(setup(URL, Optional.empty()));
        var again = this.client.setUpWebhook(setup(URL, Optional.of(made.hookId())));

        assertThat(again).isEqualTo(made);
        assertThat(this.jira.hooks().all()).hasSize(10);
        assertThat(this.jira.requests())
            .anyMatch((request) -> request.getMethod().equals("POST") && request.getUrl().encodedPath().equals(place));
        this.client.removeWebhook(made.hookId());
        assertThat(this.jira.hooks().all()).hasSize(9);
    }

    @Test
    void hearsOfTheWholeProjectAndOfOursThatMovedAway() {
        this.client.setUpWebhook(setup(URL, Optional.empty()));

        var form = this.jira.hooks().all().getFirst().form();
        assertThat(form.at("/filters/issue-related-events-section").asText())
            .isEqualTo("project = \"SHOP\" OR labels = tracebridge");
        assertThat(form.path("events").toString()).isEqualTo("[\"jira:issue_updated\",\"jira:issue_deleted\"]");
        assertThat(form.path("excludeBody").asBoolean(true)).isFalse();
        assertThat(form.has("secret")).isFalse();
    }

    @Test
    void findsItsNewWebhookWhereJiraDoesNotTellItsId() {
        this.jira.majorVersion = 10;
        this.jira.siteHooks.silent = true;

        var made = this.client.setUpWebhook(setup(URL, Optional.empty()));

        assertThat(this.jira.hooks().all()).extracting("id").containsExactly(made.hookId());
    }

    @Test
    void aMissingPermissionIsNoWrongCredential() {
        this.jira.hooks().forbid();
        this.jira.siteHooks.forbiddenStatus = 401;

        var refused = catchThrowableOfType(Rejected.class,
                () -> this.client.setUpWebhook(setup(URL, Optional.empty())));

        assertThat(refused.reason()).isEqualTo(Reason.FORBIDDEN);
        assertThat(refused).hasMessageContaining("Administer Jira");
    }

    @Test
    void aWrongCredentialIsNoMissingPermission() {
        try (var cloud = new FakeJira()) {
            var wrong = new JiraCloud(this.http, Clock.systemUTC()).connect(cloud.wrongConnection());

            assertThat(catchThrowableOfType(CredentialRefused.class,
                    () -> wrong.setUpWebhook(setup(URL, Optional.empty()))))
                .isNotNull();
        }
    }

    @Test
    void anAddressThatJiraDoesNotTakeIsRefusedWithoutShowingIt() {
        var url = URL.replace(".com/", ".com:8443/");

        var refused = catchThrowableOfType(Rejected.class,
                () -> this.client.setUpWebhook(setup(url, Optional.empty())));

        assertThat(refused.reason()).isEqualTo(Reason.INVALID_FIELD);
        assertThat(refused).hasMessageContaining("The port of our address is not allowed");
    }

    @Test
    void readsVersionsFromCustomFieldsOfAllKinds() {
        var ref = this.client.create(draft(), new Marker("tracebridge" + "0".repeat(20))).ref();
        var fields = this.jira.item(ref.id()).orElseThrow().fields();
        fields.putArray("customfield_1").addObject().put("id", "1").put("name", "1.0");
        fields.withArray("/customfield_1").addObject().put("id", "2").put("name", "2.0");
        fields.putObject("customfield_2").put("id", "3").put("name", "3.0");
        fields.put("customfield_3", "4.0");
        fields.putNull("customfield_4");

        assertThat(this.client.versions(ref, "customfield_1")).containsExactly("1.0", "2.0");
        assertThat(this.client.versions(ref, " customfield_2 ")).containsExactly("3.0");
        assertThat(this.client.versions(ref, "customfield_3")).containsExactly("4.0");
        assertThat(this.client.versions(ref, "customfield_4")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "customfield_9", "*all", "summary", "fixVersions,summary", "customfield_" })
    void aFieldThatHoldsNoVersionsIsRefused(String field) {
        var ref = this.client.create(draft(), new Marker("tracebridge" + "0".repeat(20))).ref();

        var refused = catchThrowableOfType(Rejected.class, () -> this.client.versions(ref, field));

        assertThat(refused.reason()).isEqualTo(Reason.INVALID_FIELD);
    }

    private static WebhookSetup setup(String url, Optional<String> former) {
        return new WebhookSetup(url, "", former);
    }

    private static IssueDraft draft() {
        return new IssueDraft("Crash", new Document(List.of()), List.of(), Map.of(), Optional.empty(),
                Optional.empty());
    }

}
