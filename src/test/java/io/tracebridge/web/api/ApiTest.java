package io.tracebridge.web.api;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;

/**
 * The HTTP contract of projects, groups, sandbox and tokens, and what all calls share.
 */
class ApiTest extends ApiSlice {

    private static final String INTEGRATIONS = "/api/v1/projects/shop/integrations";

    private static final String GITHUB = """
            {"name": "GitHub", "tracker": "github",
             "connection": {"baseUrl": "https://github.example/api/v3", "owner": "acme", "repository": "shop"},
             "credential": {"token": "s3cret-token"}}""";

    @BeforeEach
    void aProject() {
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
        assertThat(refusal(send(method, path, body))).contains("\"field\":\"" + field + "\"", right);
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
        asTriager();
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

    private MvcTestResult get(String path) {
        return send("GET", path, null);
    }

    private MvcTestResult put(String path, String body) {
        return send("PUT", path, body);
    }

}
