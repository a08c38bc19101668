package io.tracebridge.web.api;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;

/** The HTTP contract of a group's links, on the built-in tracker. */
class LinkApiTest extends ApiSlice {

    private static final String GROUP = "/api/v1/projects/shop/groups/" + "a".repeat(64);

    private static final String OTHER = "/api/v1/projects/shop/groups/" + "b".repeat(64);

    private static final String SHOP_1 = "{\"integration\": \"sandbox\", \"issue\": \"SHOP-1\"}";

    @BeforeEach
    void twoGroupsAndAnIssue() {
        assertThat(send("PUT", "/api/v1/projects/shop", "{}")).hasStatusOk();
        assertThat(send("POST", "/api/v1/projects/shop/integrations", """
                {"name": "sandbox", "tracker": "sandbox", "sync": {"pull": true, "people": {"ann": "ann"}}}"""))
            .hasStatus(201);
        this.jdbc.sql("""
                insert into error_group (project_id, fingerprint, first_seen, last_seen)
                select id, repeat(digit, 64), now(), now() from project, unnest('{a,b}'::text[]) digit""").update();
        this.jdbc.sql("""
                insert into sandbox_issue (project_key, number, title, description, state, assignee)
                values ('shop', 1, 'Cart is broken', '', 'resolved', 'ann')""").update();
        asTriager();
    }

    @Test
    void aTriagerLinksAnIssueByKeyOrAddressAndTheGroupFollowsIt() {
        var linked = send("POST", GROUP + "/links", SHOP_1);

        assertThat(linked).hasStatus(201);
        var id = this.jdbc.sql("select id from link").query(Long.class).single();
        assertThat(linked).headers().hasValue("Location", GROUP + "/links/" + id);
        assertThat(linked).bodyJson().isLenientlyEqualTo("""
                {"id": %d, "integration": "sandbox", "tracker": "sandbox", "state": "linked", "origin": "found",
                 "issue": "SHOP-1", "url": "https://bridge.example/api/v1/sandbox/shop/issues/SHOP-1",
                 "title": "Cart is broken", "issueAssignee": "ann", "sharedWith": [], "warnings": [], "rejection": null}
                """.formatted(id));
        assertThat(linked).bodyJson().extractingPath("$.issueSeenAt").isNotNull();
        assertThat(linked).bodyJson().extractingPath("$.linkedAt").isNotNull();
        assertThat(send("GET", GROUP, null)).bodyJson()
            .isLenientlyEqualTo("{\"state\": \"resolved\", \"assignee\": \"ann\"}");
        assertThat(send("GET", GROUP, null)).bodyJson()
            .extractingPath("$.activity[2]")
            .asMap()
            .containsEntry("actor", "user:admin")
            .containsEntry("kind", "issue-linked");

        var again = send("POST", GROUP + "/links", """
                {"integration": "sandbox", "issue": "https://bridge.example/api/v1/sandbox/shop/issues/SHOP-1"}""");
        assertThat(again).hasStatusOk().bodyJson().extractingPath("$.id").isEqualTo(id.intValue());
    }

    @Test
    void oneIssueServesTwoGroupsAndUnlinkingOneLeavesTheOther() {
        send("POST", GROUP + "/links", SHOP_1);
        send("POST", OTHER + "/links", SHOP_1);
        assertThat(send("GET", GROUP + "/links", null)).bodyJson()
            .extractingPath("$.items[0].sharedWith")
            .asArray()
            .containsExactly("b".repeat(64));
        var id = this.jdbc.sql("select min(id) from link").query(Long.class).single();

        assertThat(send("DELETE", OTHER + "/links/" + id, null)).as("another group's link").hasStatus(404);
        assertThat(send("DELETE", GROUP + "/links/" + id, null)).hasStatus(204);

        assertThat(send("DELETE", GROUP + "/links/" + id, null)).hasStatus(404);
        assertThat(send("GET", GROUP + "/links", null)).bodyJson().isEqualTo("{\"items\": []}");
        assertThat(send("GET", GROUP, null)).bodyJson().extractingPath("$.links").asArray().isEmpty();
        assertThat(send("GET", OTHER + "/links", null)).bodyJson()
            .extractingPath("$.items[0].sharedWith")
            .asArray()
            .isEmpty();
        assertThat(send("GET", "/api/v1/sandbox/shop/issues/SHOP-1", null)).hasStatusOk();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    {"integration": "sandbox"}                                     | issue       | key or address
                    {"integration": "sandbox", "issue": " "}                       | issue       | key or address
                    {"integration": "sandbox", "issue": "SHOP-1\\u0000"}           | issue       | on one line
                    {"integration": "sandbox", "issue": "SHOP-9"}                  | issue       | was not found
                    {"integration": "sandbox", "issue": "'; drop table link; --"}  | issue       | names no issue
                    {"integration": "sandbox", "issue": "https://evil.example/SHOP-1"} | issue   | names no issue
                    {"integration": "sandbox", "issue": {}}                        | issue       | a text
                    {"issue": "SHOP-1"}                                            | integration | this project's integrations: sandbox
                    {"integration": "Jira", "issue": "SHOP-1"}                     | integration | this project's integrations: sandbox
                    {"integration": "sandbox", "key": "SHOP-1"}                    | key         | integration, issue
                    """)
    void badInputNamesTheFieldAndWhatWouldBeRight(String body, String field, String right) {
        var refusal = send("POST", GROUP + "/links", body);

        assertThat(refusal).hasStatus(422).hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(refusal).bodyText().contains("\"field\":\"" + field + "\"", right);
        assertThat(send("GET", GROUP + "/links", null)).bodyJson().isEqualTo("{\"items\": []}");
    }

    @Test
    void whatIsTooLongOrNowhereIsRefused() {
        assertThat(send("POST", GROUP + "/links",
                "{\"integration\": \"sandbox\", \"issue\": \"" + "x".repeat(100_000) + "\"}"))
            .hasStatus(422);
        assertThat(send("POST", GROUP.replace('a', 'c') + "/links", SHOP_1)).hasStatus(404);
        assertThat(send("POST", "/api/v1/projects/shop/groups/nonsense/links", SHOP_1)).hasStatus(404);
        assertThat(send("GET", "/api/v1/projects/shop/groups/nonsense/links", null)).hasStatus(404);
        assertThat(send("DELETE", GROUP + "/links/one", null)).hasStatus(400);
        assertThat(send("POST", GROUP + "/links", null)).hasStatus(400);
        assertThat(this.mvc.post().uri(GROUP + "/links").contentType(MediaType.APPLICATION_JSON).content(SHOP_1))
            .hasStatus(401);
    }

    @Test
    void aTrackerThatDoesNotAnswerIsAProblemThatSaysWhatToDo() {
        this.jdbc.sql("update app_user set role = 'admin'").update();
        assertThat(send("POST", "/api/v1/projects/shop/integrations", """
                {"name": "GitHub", "tracker": "github", "credential": {"token": "s3cret-token"},
                 "connection": {"baseUrl": "http://127.0.0.1:1", "owner": "acme", "repository": "shop"}}"""))
            .hasStatus(201);

        var problem = send("POST", GROUP + "/links", "{\"integration\": \"GitHub\", \"issue\": \"#7\"}");

        assertThat(problem).hasStatus(503).hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(problem).bodyText().contains("Try again").doesNotContain("s3cret");
    }

}
