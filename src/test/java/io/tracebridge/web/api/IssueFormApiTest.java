package io.tracebridge.web.api;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The HTTP contract of considering an issue, and of asking for it once. */
class IssueFormApiTest extends ApiSlice {

    private static final String ISSUES = "/api/v1/projects/shop/groups/" + "ab".repeat(32) + "/issues";

    @BeforeEach
    void aGroupAndATriager() {
        send("PUT", "/api/v1/projects/shop", "{}");
        assertThat(send("POST", "/api/v1/projects/shop/integrations", """
                {"name": "Box", "tracker": "sandbox",
                 "payload": {"subject": "{{classifiers}}", "customFields": {"severity": "high"}}}""")).hasStatus(201);
        this.jdbc.sql("""
                insert into error_group (project_id, fingerprint, classifiers, first_seen, last_seen)
                select id, repeat('ab', 32), '{TypeError}', now(), now() from project""").update();
        asTriager();
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

}
