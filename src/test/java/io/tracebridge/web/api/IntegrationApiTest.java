package io.tracebridge.web.api;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/** Saving, reading, deleting and trying out integrations. */
class IntegrationApiTest extends ApiSlice {

    private static final String INTEGRATIONS = "/api/v1/projects/shop/integrations";

    private static final String GITHUB = """
            {"name": "GitHub", "tracker": "github",
             "connection": {"baseUrl": "https://github.example/api/v3", "owner": "acme", "repository": "shop"},
             "credential": {"token": "s3cret-token"}}""";

    @BeforeEach
    void aProject() {
        assertThat(put("/api/v1/projects/shop", "{\"description\": \"Web shop\"}")).hasStatusOk();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    "connection": {"owner": "acme"}                                             | connection.repository           | is required
                    "connection": {"owner": "a", "repository": "b", "repo": "x"}                | connection.repo                 | known are baseUrl, owner, repository
                    "connection": {"owner": "a", "repository": "b", "baseUrl": "ftp://x"}       | connection.baseUrl              | http or https
                    "connection": {"owner": "a", "repository": "b", "baseUrl": "https://u:p@x"} | connection.baseUrl              | without user
                    "credential": {"password": "x"}                                             | credential.password             | known are token
                    "payload": {"subject": "{{summary}}"}                                       | payload.subject                 | {{classifiers}}
                    "payload": {"display": {"attributes": ["buildType"]}}                       | payload.display.attributes      | define it first
                    "sync": {"onConflict": "both"}                                              | sync.onConflict                 | ask, group, newest, tracker
                    "sync": {"onLink": "both"}                                                  | sync.onLink                     | group, tracker
                    "sync": {"reopen": "sometimes"}                                             | sync.reopen                     | never, always, within, regression
                    "sync": {"reopenDays": -1}                                                  | sync.reopenDays                 | from 0
                    "sync": {"workflowFields": {" ": "x"}}                                      | sync.workflowFields             | a name
                    "sync": {"resolvedUntil": {"regex": "(.*)"}}                                | sync.resolvedUntil.attribute    | must name
                    "sync": {"resolvedUntil": {"attribute": "nowhere"}}                         | sync.resolvedUntil.attribute    | not defined
                    "sync": {"states": {"open": []}}                                            | sync.states.open                | at least one status
                    "sync": {"states": {"open": [" "]}}                                         | sync.states.open                | empty status
                    "sync": {"states": {"resolved": ["closed"], "muted": ["closed"]}}           | sync.states.resolved            | one state only
                    "sync": {"people": {"ada": " "}}                                            | sync.people.ada                 | account's id
                    "sync": {"people": {"ada": "x", "bob": "x"}}                                | sync.people.bob                 | one user's only
                    "sync": {"states": {"done": ["closed"]}}                                    | sync.states.done                | open, in-progress, resolved, muted
                    "automation": {"frequencySeconds": -1}                                      | automation.frequencySeconds     | from 0
                    "automation": {"event": "all"}                                              | automation.event                | trace, group
                    "automation": {"rules": [{"attribute": "buildType", "regex": "x", "action": "submit"}]}  | automation.rules[0].attribute | buildType
                    "automation": {"rules": [{"attribute": "hostname", "regex": "(", "action": "submit"}]}   | automation.rules[0].regex     | missing
                    "automation": {"rules": [{"attribute": "hostname", "regex": "x", "action": "mention"}]}  | automation.rules[0].target    | mention
                    """)
    void anIntegrationIsCheckedWholeBeforeItIsSaved(String change, String field, String right) {
        var part = change.substring(0, change.indexOf(':'));
        var body = part.equals("\"connection\"") || part.equals("\"credential\"")
                ? "{\"name\": \"GitHub\", \"tracker\": \"github\", \"credential\": {\"token\": \"t\"}, \"connection\": {\"owner\": \"a\", \"repository\": \"b\"}, "
                    .replaceFirst(part + ": \\{[^}]*}, ", "") + change + "}"
                : GITHUB.strip().substring(0, GITHUB.strip().length() - 1) + ", " + change + "}";

        assertThat(refusal(send("POST", INTEGRATIONS, body))).contains("\"field\":\"" + field + "\"", right);
        assertThat(get(INTEGRATIONS)).bodyJson().isEqualTo("{\"items\": []}");
    }

    @Test
    void aStateMapMayNameOnlyStatusesThatTheTrackerHas() {
        var body = "{\"name\": \"s\", \"tracker\": \"sandbox\", \"sync\": {\"states\": {\"resolved\": [\"%s\"]}}}";

        assertThat(refusal(send("POST", INTEGRATIONS, body.formatted("done"))))
            .contains("\"field\":\"sync.states.resolved\"", "does not have; it has in-progress, muted, open, resolved");
        assertThat(send("POST", INTEGRATIONS, body.formatted("resolved"))).hasStatus(201);
    }

    @Test
    void anIntegrationNeverGivesItsCredentialBack() {
        var created = send("POST", INTEGRATIONS, GITHUB);
        assertThat(created).hasStatus(201);
        assertThat(created).headers().hasValue("Location", INTEGRATIONS + "/GitHub");
        for (var answer : List.of(created, get(INTEGRATIONS), get(INTEGRATIONS + "/GitHub"))) {
            assertThat(text(answer)).contains("\"credentialSet\":[\"token\"]").doesNotContain("s3cret-token");
        }
        assertThat(this.jdbc.sql("select credential from integration").query(byte[].class).single()).asString()
            .doesNotContain("s3cret");
    }

    @Test
    void anAnswerCanBeChangedAndSentBackWithoutTheCredential() {
        send("POST", INTEGRATIONS, GITHUB);
        var changed = text(get(INTEGRATIONS + "/GitHub")).replace("\"state\":\"enabled\"", "\"state\":\"stopped\"");

        var saved = put(INTEGRATIONS + "/GitHub", changed);

        assertThat(saved).hasStatusOk();
        assertThat(text(saved)).isEqualTo(changed);
    }

    @Test
    void aStoredCredentialDoesNotFollowToAnotherHost() {
        send("POST", INTEGRATIONS, GITHUB);
        var elsewhere = "{\"tracker\": \"github\", \"connection\": {\"baseUrl\": \"https://evil.example\", \"owner\": \"acme\", \"repository\": \"shop\"}}";

        assertThat(refusal(put(INTEGRATIONS + "/GitHub", elsewhere))).contains("credential.token", "entered again");
    }

    @Test
    void anIntegrationIsDeletedOnce() {
        send("POST", INTEGRATIONS, GITHUB);
        assertThat(send("POST", INTEGRATIONS, GITHUB)).hasStatus(422);
        assertThat(send("DELETE", INTEGRATIONS + "/GitHub", null)).hasStatus(204);
        assertThat(send("DELETE", INTEGRATIONS + "/GitHub", null)).hasStatus(404);
    }

    @Test
    void theSandboxPassesItsTest() {
        send("POST", INTEGRATIONS, "{\"name\": \"sandbox\", \"tracker\": \"sandbox\"}");

        assertThat(send("POST", INTEGRATIONS + "/sandbox/test", null)).bodyJson()
            .extractingPath("$.ok")
            .isEqualTo(true);
    }

    @Test
    void aTestSaysWhatIsWrongInsteadOfFailing() {
        send("POST", INTEGRATIONS, GITHUB.replace("https://github.example/api/v3", "http://127.0.0.1:1"));

        var answer = send("POST", INTEGRATIONS + "/GitHub/test", null);

        assertThat(answer).hasStatusOk();
        assertThat(answer).bodyJson().extractingPath("$.ok").isEqualTo(false);
        assertThat(text(answer)).doesNotContain("s3cret-token");
    }

    private MvcTestResult get(String path) {
        return send("GET", path, null);
    }

    private MvcTestResult put(String path, String body) {
        return send("PUT", path, body);
    }

}
