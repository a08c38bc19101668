package io.tracebridge.web.api;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The HTTP contract of issues that persons want, of corrections, and of people to choose
 * from.
 */
class IssueRequestApiTest extends ApiSlice {

    private static final String SHOP = "/api/v1/projects/shop";

    private static final String GROUP = SHOP + "/groups/" + "ab".repeat(32);

    private static final String ISSUES = GROUP + "/issues";

    @BeforeEach
    void aGroupAndATriager() {
        send("PUT", SHOP, "{}");
        assertThat(send("POST", SHOP + "/integrations", "{\"name\": \"Box\", \"tracker\": \"sandbox\"}"))
            .hasStatus(201);
        this.jdbc.sql("""
                insert into error_group (project_id, fingerprint, first_seen, last_seen)
                select id, ?, now(), now() from project""").param("ab".repeat(32)).update();
        asTriager();
    }

    @Test
    void aTriagersRequestIsAcceptedShownCompletedAndThenClosedToOthers() {
        var accepted = send("POST", ISSUES, "{\"integration\": \"Box\"}");
        assertThat(accepted).hasStatus(202);
        var location = accepted.getResponse().getHeader("Location");
        assertThat(location).startsWith(ISSUES + "/");
        assertThat(accepted).bodyText().contains(location.substring(location.lastIndexOf('/') + 1));

        assertThat(send("GET", location, null)).bodyText()
            .contains("\"state\":\"drafting\"", "\"integration\":\"Box\"", "\"requestedBy\":\"user:admin\"",
                    "\"createdAt\":", "\"expiresAt\":")
            .doesNotContain("draft\":", "link\":", "rejection\":");
        assertThat(send("GET", GROUP, null)).bodyJson().extractingPath("$.requests[0].state").isEqualTo("drafting");

        assertThat(send("PUT", location, "{\"title\": \"Cart is empty\"}")).hasStatus(202);
        assertThat(send("GET", location, null)).bodyJson().extractingPath("$.state").isEqualTo("submitted");
        assertThat(send("PUT", location, "{\"title\": \"Cart is empty\"}")).hasStatus(409)
            .hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(send("DELETE", location, null)).hasStatus(409);
        assertThat(send("GET", GROUP, null)).bodyJson().extractingPath("$.requests").asArray().isEmpty();
    }

    @Test
    void aCancelledRequestStaysOnTheListBehindOpenOnes() {
        var cancelled = send("POST", ISSUES, "{\"integration\": \"Box\"}").getResponse().getHeader("Location");
        assertThat(send("DELETE", cancelled, null)).hasStatus(202);
        send("POST", ISSUES, "{\"integration\": \"Box\", \"title\": \"Cart\", \"owner\": \"joe\", \"fields\": {}}");

        assertThat(send("GET", ISSUES, null)).bodyJson()
            .extractingPath("$.items[*].state")
            .asArray()
            .containsExactly("drafting", "cancelled");
    }

    @Test
    void aWaitingRequestShowsWhatIsLeftToAskAndNamesAllThatIsMissing() {
        var request = send("POST", ISSUES, "{\"integration\": \"Box\"}").getResponse().getHeader("Location");
        this.jdbc.sql("update issue_request set state = 'waiting', draft = ?::jsonb").param("""
                {"project": "shop", "integration": "Box", "tracker": "Sandbox", "groupUrl": "", "fingerprint": "",
                 "title": "T", "owner": "", "owners": [], "note": "", "fields": [
                 {"name": "a", "label": "A", "type": "text", "required": true, "allowed": [], "value": "", "help": ""},
                 {"name": "b", "label": "B", "type": "text", "required": true, "allowed": [], "value": "", "help": ""}]}
                """).update();

        assertThat(send("GET", request, null)).bodyJson()
            .extractingPath("$.draft.fields[*].label")
            .asArray()
            .containsExactly("A", "B");
        var refused = send("PUT", request, "{\"title\": \"Cart\", \"fields\": {\"c\": \"1\"}}");
        assertThat(refused).hasStatus(422);
        assertThat(refused).bodyJson()
            .extractingPath("$.errors[*].field")
            .asArray()
            .containsExactly("fields.a", "fields.b");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    {}                                                    | integration | must name
                    {"integration": "Nobody"}                             | integration | has no integration
                    {"integration": "a\\u0000"}                           | integration | NUL
                    {"integration": "Box", "title": "a\\nb"}              | title       | one line
                    {"integration": "Box", "title": "a\\u0000"}           | title       | NUL
                    {"integration": "Box", "title": "\\ud800"}            | title       | halves
                    {"integration": "Box", "title": ["a"]}                | title       | a text
                    {"integration": "Box", "owner": "<256+>"}             | owner       | at most 256
                    {"integration": "Box", "title": "<1000+>"}            | title       | at most 1000
                    {"integration": "Box", "fields": {"": "a"}}           | fields      | each have a name
                    {"integration": "Box", "fields": {"<256+>": "a"}}     | fields      | at most 256
                    {"integration": "Box", "fields": {"a": "\\u0000"}}    | fields.a    | NUL
                    {"integration": "Box", "fields": {"a": "<32000+>"}}   | fields.a    | at most 32000
                    {"integration": "Box", "fields": {<many>}}            | fields      | at most 100
                    {"integration": "Box", "fields": {"a": "<31000+>", "b": "<31000+>", "c": "<31000+>"}} | fields | 64000 characters together
                    {"integration": "Box", "fields": ["a"]}               | fields      | an object
                    {"integration": "Box", "assignee": "a"}               | assignee    | known here are fields, integration, owner, requestId, title
                    """)
    void badHostileAndOversizedInputIsRefusedByName(String body, String field, String right) {
        var many = IntStream.rangeClosed(0, 100)
            .mapToObj((n) -> "\"f" + n + "\": \"\"")
            .collect(Collectors.joining(","));
        var sent = body.replace("<many>", many);
        for (var size : new int[] { 256, 1_000, 31_000, 32_000 }) {
            sent = sent.replace("<" + size + "+>", "x".repeat(size + 1));
        }

        var refused = send("POST", ISSUES, sent);

        assertThat(refused).hasStatus(422);
        assertThat(refused).bodyText().contains("\"field\":\"" + field + "\"", right);
        assertThat(this.jdbc.sql("select count(*) from issue_request").query(Long.class).single()).isZero();
    }

    @ParameterizedTest
    @CsvSource({ "POST,/api/v1/projects/none/groups/ab/issues", "POST,/api/v1/projects/shop/groups/ab/issues",
            "GET,%s/issues/1", "GET,%s/issues/00000000-0000-0000-0000-000000000000", "PUT,%s/issues/x",
            "DELETE,%s/issues/00000000-0000-0000-0000-000000000000", "PUT,%s/links/1/correction",
            "PUT,%s/links/one/correction", "GET,/api/v1/projects/shop/integrations/None/people" })
    void whatThePathNamesMustBeThere(String method, String path) {
        var body = path.endsWith("correction") ? "{\"choice\": \"retry\"}"
                : "{\"integration\": \"Box\", \"title\": \"x\"}";
        assertThat(send(method, path.formatted(GROUP),
                method.equals("PUT") && !path.endsWith("correction") ? "{\"title\": \"x\"}" : body))
            .hasStatus(404);
    }

    @Test
    void aRejectedIssueIsCorrectedOnce() {
        send("POST", ISSUES, "{\"integration\": \"Box\"}");
        var link = this.jdbc.sql("""
                insert into link (integration_id, group_id, scope, marker, state, rejection)
                select integration_id, group_id, 'manual:' || id, 'tracebridge1', 'rejected',
                  '{"message": "No.", "title": "T", "fields": []}' from issue_request returning id""")
            .query(Long.class)
            .single();
        var correction = GROUP + "/links/" + link + "/correction";

        assertThat(send("GET", ISSUES, null)).bodyJson()
            .extractingPath("$.items[0].rejection.message")
            .isEqualTo("No.");
        assertThat(send("PUT", correction, "{\"choice\": \"maybe\"}")).hasStatus(422)
            .bodyText()
            .contains("\"field\":\"choice\"", "give-up");
        assertThat(send("PUT", correction, "{\"choice\": \"retry\", \"fields\": {\"a\": \"b\"}}")).hasStatus(202);
        assertThat(send("PUT", correction, "{\"choice\": \"give-up\"}")).hasStatus(409);
        assertThat(this.jdbc.sql("select payload ->> 'name' from outbox order by id desc limit 1")
            .query(String.class)
            .single()).isEqualTo("issue-correction-submitted");
    }

    @Test
    void peopleAreLookedUpInTheTracker() {
        this.jdbc.sql("""
                insert into sandbox_issue (project_key, number, title, description, assignee)
                values ('shop', 1, 'T', '', 'joe'), ('shop', 2, 'T', '', 'ann')""").update();

        assertThat(send("GET", SHOP + "/integrations/Box/people?q=jo", null)).bodyJson()
            .isEqualTo("{\"items\": [{\"id\": \"joe\", \"name\": \"joe\"}]}");
        assertThat(send("GET", SHOP + "/integrations/Box/people?q=" + "x".repeat(257), null)).hasStatus(422);
    }

    @Test
    void aTrackerThatCannotBeAskedForPeopleSaysWhy() {
        this.jdbc.sql("update app_user set role = 'admin'").update();
        assertThat(send("POST", SHOP + "/integrations", """
                {"name": "Away", "tracker": "github", "credential": {"token": "s3cret-token"},
                 "connection": {"baseUrl": "http://127.0.0.1:9/api/v3", "owner": "acme", "repository": "shop"}}"""))
            .hasStatus(201);

        var refused = send("GET", SHOP + "/integrations/Away/people", null);

        assertThat(refused).hasStatus(502).hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(refused).bodyText().contains("could not be asked").doesNotContain("s3cret-token");
    }

    @Test
    void nobodyAsksForIssuesWithoutSigningIn() {
        assertThat(this.mvc.post().uri(ISSUES).contentType(MediaType.APPLICATION_JSON).content("{}")).hasStatus(401);
    }

}
