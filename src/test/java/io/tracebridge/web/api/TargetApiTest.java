package io.tracebridge.web.api;

import java.io.IOException;
import java.util.List;

import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;

/** The HTTP contract of mention targets. */
class TargetApiTest extends ApiSlice {

    private static final String TARGETS = "/api/v1/projects/shop/targets";

    private static final String ONCALL = TARGETS + "/@oncall";

    private static final String SLACK = """
            {"kind": "slack-webhook", "settings": {"mention": "here"}, "credential": {"url": "%s"}}""";

    @BeforeEach
    void aProject() {
        assertThat(send("PUT", "/api/v1/projects/shop", "{}")).hasStatusOk();
    }

    @Test
    void aTargetIsSavedReadListedAndDeletedAndNeverGivesItsSecretBack() {
        var saved = send("PUT", ONCALL, SLACK.formatted("https://hooks.slack.com/services/T0/B0/abcdefghijklmnop"));

        assertThat(saved).hasStatusOk();
        for (var answer : List.of(saved, send("GET", ONCALL, null), send("GET", TARGETS, null))) {
            assertThat(answer).bodyText()
                .contains("\"name\":\"@oncall\"", "\"state\":\"enabled\"", "\"credentialSet\":[\"url\"]",
                        "\"mention\":\"here\"")
                .doesNotContain("abcdefghijklmnop", "switchedOff");
        }
        assertThat(this.jdbc.sql("select credential from mention_target").query(byte[].class).single()).asString()
            .doesNotContain("abcdefghijklmnop");
        assertThat(send("DELETE", ONCALL, null)).hasStatus(204);
        assertThat(send("DELETE", ONCALL, null)).hasStatus(404);
        assertThat(send("GET", ONCALL, null)).hasStatus(404);
        assertThat(send("GET", TARGETS, null)).bodyJson().isEqualTo("{\"items\": []}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    {}                                                                                    | kind                  | one of issue, mail, slack, slack-webhook, teams, webhook
                    {"kind": "pigeon"}                                                                    | kind                  | one of issue, mail
                    {"kind": "slack", "state": "off"}                                                     | state                 | enabled, disabled
                    {"kind": "slack", "name": "@else"}                                                    | name                  | cannot be changed
                    {"kind": "slack", "colour": 1}                                                        | colour                | known here are
                    {"kind": "slack", "settings": {"channel": "C1"}}                                      | credential.token      | is required
                    {"kind": "slack", "credential": {"token": "xoxb-1"}}                                  | settings.channel      | is required
                    {"kind": "slack", "settings": {"channel": "a b"}, "credential": {"token": "xoxb-1"}}  | settings.channel      | id or name
                    {"kind": "slack", "settings": {"channel": null}, "credential": {"token": "xoxb-1"}}   | settings.channel      | is required
                    {"kind": "slack", "settings": {"room": "C1"}, "credential": {"token": "xoxb-1"}}      | settings.room         | known are channel, email, mention
                    {"kind": "slack-webhook", "credential": {"url": "hooks.slack.com/x"}}                 | credential.url        | http or https
                    {"kind": "slack-webhook", "settings": {"mention": "everyone"}, "credential": {"url": "https://x.example/y"}} | settings.mention | here or channel
                    {"kind": "teams", "settings": {"account": "j@x.example"}, "credential": {"url": "https://x.example/y"}}      | settings.name    | account and name
                    {"kind": "teams", "settings": {"account": "j@x.example", "name": "<b>"}, "credential": {"url": "https://x.example/y"}} | settings.name | letters
                    {"kind": "mail", "settings": {"to": "a@b.example", "from": "c@d.example"}}            | settings.host         | operator set no mail server
                    {"kind": "webhook", "credential": {"url": "https://x.example/y", "secret": "hush"}}   | credential.secret     | whsec_
                    {"kind": "webhook", "credential": {"url": "https://x.example/y"}}                     | credential.secret     | is required
                    {"kind": "issue", "settings": {"account": "@jane"}}                                   | settings.account      | account id or login
                    {"kind": "issue", "settings": {"account": "jane"}, "credential": {"token": "x"}}      | credential.token      | this kind has none
                    """)
    void badInputNamesTheFieldAndWhatWouldBeRight(String body, String field, String right) {
        var refusal = send("PUT", ONCALL, body);

        assertThat(refusal).hasStatus(422).hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(refusal).bodyText().contains("\"field\":\"" + field + "\"", right);
        assertThat(send("GET", TARGETS, null)).bodyJson().isEqualTo("{\"items\": []}");
    }

    @Test
    void aTestSendsAMessageAndSaysHowItWent() throws IOException, InterruptedException {
        try (var slack = new MockWebServer()) {
            slack.start();
            slack.enqueue(new MockResponse.Builder().code(200).body("ok").build());
            slack.enqueue(new MockResponse.Builder().code(404).body("no_service").build());
            var url = slack.url("/services/T0/B0/abcdefghijklmnop").toString();
            send("PUT", ONCALL, SLACK.formatted(url));

            assertThat(send("POST", ONCALL + "/test", null)).bodyJson()
                .isEqualTo("{\"ok\": true, \"message\": \"The test message was taken.\"}");
            assertThat(slack.takeRequest().getBody().utf8()).contains("Test message of Tracebridge");
            assertThat(send("POST", ONCALL + "/test", null)).bodyText()
                .contains("\"ok\":false", "no_service: the webhook was removed")
                .doesNotContain("abcdefghijklmnop");
        }
        assertThat(send("GET", ONCALL, null)).bodyText()
            .contains("\"lastSuccessAt\":", "\"lastFailure\":", "no_service");
        assertThat(send("POST", TARGETS + "/@nobody/test", null)).hasStatus(404);
    }

    @Test
    void whatTheProgramSwitchedOffShowsWhyAndIsSwitchedOnBySaving() {
        send("PUT", ONCALL, SLACK.formatted("https://hooks.slack.com/services/T0/B0/abcdefghijklmnop"));
        this.jdbc.sql("update mention_target set state = 'disabled', off_reason = 'no_service', off_at = now()")
            .update();
        assertThat(send("GET", ONCALL, null)).bodyJson().extractingPath("$.switchedOff.reason").isEqualTo("no_service");

        // As it came, but for the state, and without the secret.
        var body = text(send("GET", ONCALL, null)).replace("\"disabled\"", "\"enabled\"");
        assertThat(send("PUT", ONCALL, body)).bodyText()
            .contains("\"state\":\"enabled\"", "\"credentialSet\":[\"url\"]")
            .doesNotContain("switchedOff");
    }

    @Test
    void aStoredPasswordDoesNotFollowToAnotherServer() {
        var mail = """
                {"kind": "mail", "settings": {"to": "a@b.example", "from": "c@d.example", "host": "%s", "user": "u"}%s}""";
        send("PUT", ONCALL, mail.formatted("smtp.b.example", ", \"credential\": {\"password\": \"hush-hush\"}"));

        assertThat(send("PUT", ONCALL, mail.formatted("smtp.b.example", ""))).hasStatusOk();
        var refusal = send("PUT", ONCALL, mail.formatted("smtp.evil.example", ""));

        assertThat(refusal).hasStatus(422);
        assertThat(refusal).bodyText().contains("\"field\":\"credential.password\"", "entered again");
    }

    @Test
    void triagersSeeTargetsButDoNotConfigureThem() {
        send("PUT", ONCALL, SLACK.formatted("https://hooks.slack.com/services/T0/B0/abcdefghijklmnop"));
        asTriager();

        assertThat(send("GET", ONCALL, null)).hasStatusOk();
        assertThat(send("PUT", ONCALL, "{}")).hasStatus(403);
        assertThat(send("POST", ONCALL + "/test", null)).hasStatus(403);
        assertThat(send("DELETE", ONCALL, null)).hasStatus(403);
        assertThat(this.mvc.get().uri(TARGETS)).hasStatus(401);
    }

}
