package io.tracebridge.web.api;

import java.io.UnsupportedEncodingException;
import java.util.List;

import io.tracebridge.Middle;
import io.tracebridge.TestDatabase;
import io.tracebridge.security.Users;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;

/**
 * The HTTP contract of projects, attributes, integrations, groups, sandbox and tokens.
 */
@SpringBootTest(classes = ApiApp.class,
        properties = { Middle.ENGINE, Middle.KEY, "tracebridge.url=https://bridge.example" })
@AutoConfigureMockMvc
class ApiTest {

    private static final String INTEGRATIONS = "/api/v1/projects/shop/integrations";

    private static final String GITHUB = """
            {"name": "GitHub", "tracker": "github",
             "connection": {"baseUrl": "https://github.example/api/v3", "owner": "acme", "repository": "shop"},
             "credential": {"token": "s3cret-token"}}""";

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        TestDatabase.fresh().register(registry);
    }

    @Autowired
    MockMvcTester mvc;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Users users;

    String token;

    @BeforeEach
    void aProject() {
        this.jdbc.sql("delete from project").update();
        this.jdbc.sql("delete from app_user").update();
        this.users.saveAdmin("admin", "admin-password");
        this.token = this.users.newToken("admin", "test");
        assertThat(put("/api/v1/projects/shop", "{\"description\": \"Web shop\"}")).hasStatusOk();
    }

    @Test
    void aProjectComesWithItsSubmissionUrlAndKeepsItsToken() {
        var first = put("/api/v1/projects/shop", "{}");
        assertThat(first).bodyJson().extractingPath("$.description").isEqualTo("Web shop");
        assertThat(first).bodyJson()
            .extractingPath("$.submissionUrl")
            .asString()
            .matches("https://bridge.example/tracebridge/[0-9a-f]{64}/json");
        assertThat(put("/api/v1/projects/shop", null)).bodyText().isEqualTo(text(first));
    }

    @Test
    void aBodyThatNoCallNeedsIsRefusedUnread() {
        var body = "{\"description\": \"" + "x".repeat(BodyLimit.MAX_BYTES) + "\"}";

        assertThat(put("/api/v1/projects/shop", body)).hasStatus(413).bodyText().contains("larger than 1048576 bytes");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    PUT  | /api/v1/projects/no_underscore         | {}                              | project     | letters, digits or hyphens
                    PUT  | /api/v1/projects/shop                  | {"descripton": "x"}             | descripton  | known here are description, scrub
                    PUT  | /api/v1/projects/shop                  | {"description": {}}             | description | a text
                    PUT  | /api/v1/projects/shop                  | {"scrub": "password"}           | scrub       | a list
                    PUT  | /api/v1/projects/shop/attributes/a     | {"type": "text"}                | type        | one of string, number
                    PUT  | /api/v1/projects/shop/attributes/1a    | {"type": "string"}              | name        | beginning with a letter
                    POST | /api/v1/projects/shop/integrations     | {"tracker": "github"}           | name        | 1 to 64 characters
                    POST | /api/v1/projects/shop/integrations     | {"name": "a/b"}                 | name        | without slashes
                    POST | /api/v1/projects/shop/integrations     | {"name": "a", "tracker": "x"}   | tracker     | one of fogbugz, github, gitlab, jira-cloud, jira-dc, phabricator, redmine, sandbox
                    POST | /api/v1/projects/shop/integrations     | {"name": "a", "state": "off"}   | state       | must be one of enabled, disabled, stopped
                    POST | /api/v1/tokens                         | {"name": ""}                    | name        | 1 to 100 characters
                    """)
    void badInputNamesTheFieldAndWhatWouldBeRight(String method, String path, String body, String field, String right) {
        assertThat(refusal(send(method, path, body))).hasSize(1).first().satisfies((error) -> {
            assertThat(error).contains("\"field\":\"" + field + "\"");
            assertThat(error).contains(right);
        });
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

        assertThat(refusal(send("POST", INTEGRATIONS, body))).hasSize(1).first().satisfies((error) -> {
            assertThat(error).contains("\"field\":\"" + field + "\"");
            assertThat(error).contains(right);
        });
        assertThat(get(INTEGRATIONS)).bodyJson().isEqualTo("{\"items\": []}");
    }

    @Test
    void aStateMapMayNameOnlyStatusesThatTheTrackerHas() {
        var body = "{\"name\": \"s\", \"tracker\": \"sandbox\", \"sync\": {\"states\": {\"resolved\": [\"%s\"]}}}";

        assertThat(refusal(send("POST", INTEGRATIONS, body.formatted("done")))).singleElement()
            .asString()
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

        assertThat(refusal(put(INTEGRATIONS + "/GitHub", elsewhere)).getFirst()).contains("credential.token",
                "entered again");
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

    @Test
    void groupsAreListedByPageAndFilter() {
        this.jdbc.sql("""
                insert into error_group (project_id, fingerprint, state, classifiers, first_seen, last_seen)
                select id, lpad(to_hex(n), 64, '0'), case when n % 2 = 0 then 'open' else 'muted' end,
                  array['Error' || n], now(), now() - make_interval(mins => n) from project, generate_series(1, 60) n
                """).update();

        var first = get("/api/v1/projects/shop/groups");
        assertThat(first).bodyJson().extractingPath("$.items").asArray().hasSize(50);
        var next = text(first).replaceFirst("(?s).*\"nextPage\":\"([^\"]+)\".*", "$1");
        var second = get("/api/v1/projects/shop/groups?page=" + next);
        assertThat(second).bodyJson().extractingPath("$.items").asArray().hasSize(10);
        assertThat(text(second)).doesNotContain("nextPage");
        assertThat(get("/api/v1/projects/shop/groups?state=open")).bodyJson()
            .extractingPath("$.items")
            .asArray()
            .hasSize(30);
        assertThat(get("/api/v1/projects/shop/groups?q=error59")).bodyJson()
            .extractingPath("$.items")
            .asArray()
            .hasSize(1);
        assertThat(get("/api/v1/projects/shop/groups?q=error5%")).bodyJson()
            .extractingPath("$.items")
            .asArray()
            .isEmpty();
        assertThat(get("/api/v1/projects/shop/groups?state=closed")).hasStatus(422);
        assertThat(get("/api/v1/projects/shop/groups?page=x")).hasStatus(422);
        assertThat(get("/api/v1/projects/shop/groups/" + "0".repeat(64))).hasStatus(404);
        assertThat(get("/api/v1/projects/nowhere/groups")).hasStatus(404);
    }

    @Test
    void theSandboxChangesItsIssuesAsAPersonWould() {
        this.jdbc.sql("""
                insert into sandbox_issue (project_key, number, title, description) values ('shop', 7, 'Broken', 'Text')
                """).update();

        var changed = send("PATCH", "/api/v1/sandbox/shop/issues/SHOP-7",
                "{\"state\": \"resolved\", \"assignee\": \"jane\"}");

        assertThat(changed).bodyJson().extractingPath("$.state").isEqualTo("resolved");
        assertThat(get("/api/v1/sandbox/shop/issues")).bodyJson()
            .extractingPath("$.items[0].assignee")
            .isEqualTo("jane");
        assertThat(send("PATCH", "/api/v1/sandbox/shop/issues/SHOP-7", "{\"assignee\": \"\"}")).bodyJson()
            .extractingPath("$.assignee")
            .isNull();
        assertThat(send("PATCH", "/api/v1/sandbox/shop/issues/SHOP-7", "{\"state\": \"done\"}")).hasStatus(422);
        assertThat(send("PATCH", "/api/v1/sandbox/shop/issues/SHOP-8", "{}")).hasStatus(404);
    }

    @Test
    void aTokenStandsInForThePassword() {
        var token = text(send("POST", "/api/v1/tokens", "{\"name\": \"ci\"}"))
            .replaceFirst("(?s).*\"token\":\"([^\"]+)\".*", "$1");

        assertThat(this.mvc.get().uri("/api/v1/projects/shop").header("Authorization", "Bearer " + token))
            .hasStatusOk();
        assertThat(this.mvc.get().uri("/api/v1/projects/shop").header("Authorization", "Bearer " + token + "x"))
            .hasStatus(401);
    }

    @Test
    void nobodyGetsInWithoutSigningInAndTriagersDoNotConfigure() {
        assertThat(this.mvc.get().uri("/api/v1/projects/shop")).hasStatus(401);
        assertThat(this.mvc.get().uri("/api/v1/projects/shop").with(httpBasic("admin", "wrong"))).hasStatus(401);
        this.jdbc.sql("update app_user set role = 'triager'").update();
        assertThat(get("/api/v1/projects/shop")).hasStatusOk();
        assertThat(put("/api/v1/projects/shop", "{}")).hasStatus(403);
        assertThat(send("POST", INTEGRATIONS, GITHUB)).hasStatus(403);
    }

    @Test
    void aBodyThatIsNotJsonSaysWhereItBreaks() {
        var answer = put("/api/v1/projects/shop", "{\"description\": ");

        assertThat(answer).hasStatus(400).hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(text(answer)).contains("line 1, column");
    }

    private List<String> refusal(MvcTestResult answer) {
        assertThat(answer).hasStatus(422).hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
        var body = text(answer);
        return List.of(body.substring(body.indexOf("\"errors\"")));
    }

    private MvcTestResult get(String path) {
        return send("GET", path, null);
    }

    private MvcTestResult put(String path, String body) {
        return send("PUT", path, body);
    }

    private MvcTestResult send(String method, String path, String body) {
        var request = this.mvc.method(HttpMethod.valueOf(method)).uri(path).with(admin());
        return (body != null) ? request.contentType(MediaType.APPLICATION_JSON).content(body).exchange()
                : request.exchange();
    }

    /** By token: hashing a password takes a while on purpose. */
    private RequestPostProcessor admin() {
        return (request) -> {
            request.addHeader("Authorization", "Bearer " + this.token);
            return request;
        };
    }

    private static String text(MvcTestResult answer) {
        try {
            return answer.getResponse().getContentAsString();
        }
        catch (UnsupportedEncodingException ex) {
            throw new AssertionError(ex);
        }
    }

}
