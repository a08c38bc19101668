package io.tracebridge.web.api;

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

import static org.assertj.core.api.Assertions.assertThat;

/** The HTTP contract of considering an issue, and of asking for it once. */
@SpringBootTest(classes = ApiApp.class, properties = { Middle.ENGINE, Middle.KEY })
@AutoConfigureMockMvc
class IssueFormApiTest {

    private static final String ISSUES = "/api/v1/projects/shop/groups/" + "ab".repeat(32) + "/issues";

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
    void aGroupAndATriager() {
        this.jdbc.sql("delete from project").update();
        this.jdbc.sql("delete from outbox").update();
        this.jdbc.sql("delete from app_user").update();
        this.users.saveAdmin("jane", "admin-password");
        this.token = this.users.newToken("jane", "test");
        send("PUT", "/api/v1/projects/shop", "{}");
        assertThat(send("POST", "/api/v1/projects/shop/integrations", """
                {"name": "Box", "tracker": "sandbox",
                 "payload": {"subject": "{{classifiers}}", "customFields": {"severity": "high"}}}""")).hasStatus(201);
        this.jdbc.sql("""
                insert into error_group (project_id, fingerprint, classifiers, first_seen, last_seen)
                select id, repeat('ab', 32), '{TypeError}', now(), now() from project""").update();
        this.jdbc.sql("update app_user set role = 'triager'").update();
    }

    @Test
    void theFormTellsWhatWouldBeAsked() {
        assertThat(send("GET", ISSUES + "/form?integration=Box", null)).hasStatusOk().bodyJson().isLenientlyEqualTo("""
                {"project": "shop", "integration": "Box", "title": "TypeError", "owner": "",
                 "fields": [{"name": "severity", "value": "high", "help": "Filled by the integration."}]}""");
    }

    @Test
    void thePreviewTellsHowItWouldReadAndKeepsNothing() {
        assertThat(send("POST", ISSUES + "/preview", """
                {"integration": "Box", "title": "Cart is empty", "owner": "ann", "fields": {"severity": ""}}"""))
            .hasStatusOk()
            .bodyJson()
            .isLenientlyEqualTo("""
                    {"title": "Cart is empty", "owner": "ann", "fields": {}, "labels": ["tracebridge"],
                     "description": {"format": "markdown"}}""");
        assertThat(this.jdbc.sql("select count(*) from issue_request").query(Long.class).single()).isZero();
        assertThat(this.jdbc.sql("select count(*) from outbox").query(Long.class).single()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                        | integration | must name
            {"integration": "None"}                   | integration | has no integration
            {"integration": "Box", "title": "a\\nb"}  | title       | one line
            {"integration": "Box", "reason": "x"}     | reason      | known here are fields, integration, owner, title
            """)
    void whatCannotBePreviewedIsRefusedByName(String body, String field, String right) {
        assertThat(send("POST", ISSUES + "/preview", body)).hasStatus(422)
            .bodyText()
            .contains("\"field\":\"" + field + "\"", right);
    }

    @Test
    void whatThePathNamesMustBeThereAndOnlyWhoSignedInReadsIt() {
        assertThat(send("GET", ISSUES.replace("abab", "cdcd") + "/form?integration=Box", null)).hasStatus(404);
        assertThat(send("GET", ISSUES + "/form", null)).hasStatus(422);
        assertThat(this.mvc.get().uri(ISSUES + "/form?integration=Box")).hasStatus(401);
    }

    @Test
    void askingTwiceWithOneIdMakesOneRequest() {
        var body = """
                {"integration": "Box", "title": "Cart", "requestId": "11111111-2222-3333-4444-555555555555"}""";
        for (var i = 0; i < 2; i++) {
            assertThat(send("POST", ISSUES, body)).hasStatus(202)
                .bodyText()
                .contains("11111111-2222-3333-4444-555555555555");
        }

        assertThat(this.jdbc.sql("select count(*) from issue_request").query(Long.class).single()).isEqualTo(1);
        assertThat(this.jdbc.sql("select count(*) from outbox").query(Long.class).single()).isEqualTo(1);
        assertThat(send("POST", ISSUES, body.replace("11111111-", ""))).hasStatus(422);
    }

    private MvcTestResult send(String method, String path, String body) {
        var request = this.mvc.method(HttpMethod.valueOf(method))
            .uri(path)
            .header("Authorization", "Bearer " + this.token);
        return (body != null) ? request.contentType(MediaType.APPLICATION_JSON).content(body).exchange()
                : request.exchange();
    }

}
