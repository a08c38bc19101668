package io.tracebridge.web.api;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;

/** The HTTP contract of changing groups, one or many. */
class GroupChangeApiTest extends ApiSlice {

    private static final String GROUPS = "/api/v1/projects/shop/groups";

    private static final String GROUP = GROUPS + "/" + "1".repeat(64);

    private static final String UNTIL = """
            [{"type": "version_gt", "field": "version", "version": "1.4"},
             {"type": "and", "children": [{"type": "timestamp_gt", "timestamp": 1767225600},
                                          {"type": "regular_expression", "field": "environment", "pattern": "^prod"}]}]""";

    @BeforeEach
    void aGroup() {
        assertThat(send("PUT", "/api/v1/projects/shop", "{}")).hasStatusOk();
        this.jdbc.sql("""
                insert into error_group (project_id, fingerprint, first_seen, last_seen)
                select id, repeat(n::text, 64), now(), now() from project, generate_series(1, 3) n""").update();
        // Triaging is triagers' work.
        asTriager();
    }

    @Test
    void aGroupIsResolvedUntilConditionsAndTheAnswerIsTheWholeGroup() {
        var answer = send("PATCH", GROUP, """
                {"state": "resolved", "until": %s, "assignee": "joe", "tags": ["ui", "v2"], "why": "fixed"}"""
            .formatted(UNTIL));

        assertThat(answer).hasStatusOk();
        assertThat(answer).bodyJson().extractingPath("$.state").isEqualTo("resolved");
        assertThat(answer).bodyJson().extractingPath("$.until[0].version").isEqualTo("1.4");
        assertThat(answer).bodyJson()
            .extractingPath("$.until[1].children[0].timestamp")
            .isEqualTo("2026-01-01T00:00:00Z");
        assertThat(answer).bodyJson().extractingPath("$.assignee").isEqualTo("joe");
        assertThat(answer).bodyJson().extractingPath("$.tags").asArray().containsExactly("ui", "v2");
        assertThat(answer).bodyJson().extractingPath("$.reopenCount").isEqualTo(0);
        assertThat(answer).bodyJson().extractingPath("$.reopenedAt").isNull();
        assertThat(answer).bodyJson().extractingPath("$.violated").isNull();
        assertThat(answer).bodyJson().extractingPath("$.activity").asArray().hasSize(3);
        assertThat(answer).bodyJson().extractingPath("$.activity[0].actor").isEqualTo("user:admin");
        assertThat(answer).bodyJson().extractingPath("$.activity[0].cause.why").isEqualTo("fixed");
        assertThat(text(send("GET", GROUP, null))).isEqualTo(text(answer));
    }

    @Test
    void conditionsCanBeSentBackAsTheyCame() {
        send("PATCH", GROUP, "{\"state\": \"muted\", \"until\": " + UNTIL + "}");
        var until = this.jdbc.sql("select until::text from error_group where fingerprint like '1%'")
            .query(String.class)
            .single();

        assertThat(send("PATCH", GROUP, "{\"state\": \"muted\", \"until\": " + until + "}")).bodyJson()
            .extractingPath("$.activity")
            .asArray()
            .as("nothing changed")
            .hasSize(1);
    }

    @Test
    void anAbsentAssigneeStaysAndNullIsNobody() {
        assertThat(send("PATCH", GROUP, "{\"assignee\": \"joe\"}")).bodyJson()
            .extractingPath("$.state")
            .isEqualTo("in-progress");
        assertThat(send("PATCH", GROUP, "{\"addTags\": [\"x\"]}")).bodyJson()
            .extractingPath("$.assignee")
            .isEqualTo("joe");
        var nobody = send("PATCH", GROUP, "{\"assignee\": null}");
        assertThat(nobody).bodyJson().extractingPath("$.assignee").isNull();
        assertThat(nobody).bodyJson().extractingPath("$.state").isEqualTo("open");
        send("PATCH", GROUP, "{\"assignee\": \"joe\"}");
        assertThat(send("PATCH", GROUP, "{\"assignee\": \" \"}")).bodyJson().extractingPath("$.assignee").isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    {"state": "closed"}                                | state       | one of open, in-progress, resolved, muted
                    {"state": "OPEN"}                                  | state       | one of open
                    {"states": "open"}                                 | states      | known here are addTags, assignee
                    {"fingerprints": [], "state": "open"}              | fingerprints | is not known
                    {"assignee": 7}                                    | assignee    | a text, or null
                    {"assignee": ["a"]}                                | assignee    | a text, or null
                    {"assignee": "a\\nb"}                              | assignee    | one line
                    {"assignee": "a\\u0000"}                           | assignee    | one line
                    {"assignee": "a\\ud800"}                           | assignee    | one line
                    {"tags": "a b"}                                    | tags        | a list
                    {"tags": ["a b"]}                                  | tags[0]     | without blanks
                    {"tags": ["a", "b\\u00a0c"]}                       | tags[1]     | without blanks
                    {"tags": ["a", null]}                              | tags[1]     | 1 to 64
                    {"addTags": [""]}                                  | addTags[0]  | 1 to 64
                    {"removeTags": ["\\u0000"]}                        | removeTags[0] | 1 to 64
                    {"tags": ["a"], "addTags": ["b"]}                  | tags        | either it, or addTags
                    {"why": "a\\u0000"}                                | why         | 1000 characters of text
                    {"until": [{"type": "timestamp_gt", "timestamp": 1}]}                    | until | send the state resolved or muted
                    {"state": "open", "until": [{"type": "timestamp_gt", "timestamp": 1}]}   | until | send the state resolved or muted
                    {"state": "muted", "until": {"type": "timestamp_gt"}}                    | until | must be a list
                    {"state": "muted", "until": [{"type": "and"}]}                           | until[0].children | at least one
                    {"state": "muted", "until": [{"type": "version_gt", "field": "nope", "version": "1"}]} | until[0] | define it first
                    {"state": "muted", "until": [{"type": "regular_expression", "field": "version", "pattern": "("}]} | until[0].pattern | RE2
                    """)
    void badInputNamesTheFieldAndChangesNothing(String body, String field, String right) {
        var before = text(send("GET", GROUP, null));

        var refusal = send("PATCH", GROUP, body);

        assertThat(refusal).hasStatus(422).hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(refusal).bodyText().contains("\"field\":\"" + field + "\"", right);
        assertThat(text(send("GET", GROUP, null))).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({ "'{\"assignee\": \"%s\"}', 129, assignee", "'{\"tags\": [\"%s\"]}', 65, tags[0]",
            "'{\"why\": \"%s\"}', 1001, why", "'{\"state\": \"%s\"}', 100000, state",
            "'{\"state\": \"muted\", \"until\": [{\"type\": \"regular_expression\", \"field\": \"version\", \"pattern\": \"%s\"}]}', 1001, until[0].pattern",
            "'{\"state\": \"muted\", \"until\": [{\"type\": \"version_gt\", \"field\": \"version\", \"version\": \"%s\"}]}', 257, until[0].version" })
    void oversizedTextIsRefusedByName(String body, int length, String field) {
        assertThat(send("PATCH", GROUP, body.formatted("1".repeat(length)))).hasStatus(422)
            .bodyText()
            .contains("\"field\":\"" + field + "\"")
            .hasSizeLessThan(2_000);
    }

    @ParameterizedTest
    @ValueSource(strings = { "<script>alert(1)</script>", "'; drop table error_group; --", "${jndi:ldap://x}", "😀",
            "../..", "user:root", "‮evil" })
    void hostileTextIsOnlyText(String text) {
        var body = "{\"assignee\": \"%s\", \"tags\": [\"%s\"], \"why\": \"%s\"}";

        var answer = send("PATCH", GROUP, body.formatted(text, text.replace(" ", ""), text));

        assertThat(answer).hasStatusOk();
        assertThat(answer).bodyJson().extractingPath("$.assignee").isEqualTo(text);
        assertThat(answer).bodyJson().extractingPath("$.activity[0].actor").isEqualTo("user:admin");
    }

    @Test
    void whatIsNotThereIsSaidSo() {
        assertThat(send("PATCH", GROUPS + "/" + "9".repeat(64), "{\"state\": \"open\"}")).hasStatus(404);
        assertThat(send("PATCH", GROUPS + "/x", "{\"state\": \"open\"}")).hasStatus(404);
        assertThat(send("PATCH", GROUP.replace("shop", "nowhere"), "{\"state\": \"open\"}")).hasStatus(404);
        assertThat(send("PATCH", GROUPS.replace("shop", "nowhere"), "{}")).hasStatus(404);
        assertThat(send("PATCH", GROUP, "{\"state\"")).hasStatus(400);
        assertThat(send("PATCH", GROUP, "[]")).hasStatus(422);
        assertThat(this.mvc.patch().uri(GROUP).contentType(MediaType.APPLICATION_JSON).content("{}")).hasStatus(401);
    }

    @Test
    void aMergedGroupSaysWhichToChange() {
        this.jdbc.sql("""
                update error_group set merged_into = (select id from error_group where fingerprint like '2%')
                where fingerprint like '1%'""").update();

        assertThat(send("PATCH", GROUP, "{\"state\": \"muted\"}")).hasStatus(422)
            .bodyText()
            .contains("merged into " + "2".repeat(64));
    }

    @Test
    void manyGroupsChangeAtOnceAndEachSaysHowItWent() {
        var answer = send("PATCH", GROUPS,
                """
                        {"fingerprints": ["%s", "%s", null, "<b>"], "state": "muted", "addTags": ["noise"], "assignee": "joe"}"""
                    .formatted("1".repeat(64), "9".repeat(64)));

        assertThat(answer).hasStatusOk();
        assertThat(answer).bodyJson().extractingPath("$.items").asArray().hasSize(4);
        assertThat(answer).bodyJson()
            .extractingPath("$.items[0]")
            .asMap()
            .containsEntry("ok", true)
            .doesNotContainKey("error");
        assertThat(answer).bodyJson().extractingPath("$.items[1].ok").isEqualTo(false);
        assertThat(answer).bodyJson().extractingPath("$.items[1].error").asString().contains("no group");
        assertThat(answer).bodyJson().extractingPath("$.items[3].error").asString().contains("64 hex digits");
        assertThat(send("GET", GROUPS + "?state=muted&tag=noise&assignee=joe", null)).bodyJson()
            .extractingPath("$.items")
            .asArray()
            .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 501 })
    void tooManyGroupsAndNoneAreRefused(int many) {
        var fingerprints = IntStream.range(0, many).mapToObj("\"%064x\""::formatted).collect(Collectors.joining(","));

        for (var body : new String[] { "{\"fingerprints\": [" + fingerprints + "], \"state\": \"muted\"}",
                "{\"state\": \"muted\"}" }) {
            assertThat(send("PATCH", GROUPS, body)).hasStatus(422)
                .bodyText()
                .contains("\"field\":\"fingerprints\"", "1 to 500");
        }
    }

    @Test
    void aWrongChangeOfManyIsRefusedWhole() {
        assertThat(send("PATCH", GROUPS,
                "{\"fingerprints\": [\"" + "1".repeat(64) + "\"], \"state\": \"muted\", \"until\": [{}]}"))
            .hasStatus(422)
            .bodyText()
            .contains("until[0].type");
        assertThat(send("GET", GROUPS + "?state=muted", null)).bodyJson().isEqualTo("{\"items\": []}");
    }

    @Test
    void listAndDetailTellOfReopenings() {
        this.jdbc.sql("""
                update error_group set reopen_count = 3, reopened_at = '2026-01-01T00:00:00Z',
                  violated = '{"type": "timestamp_gt", "timestamp": "2025-01-01T00:00:00Z"}'""").update();

        assertThat(send("GET", GROUPS, null)).bodyJson().extractingPath("$.items[0].reopenCount").isEqualTo(3);
        var detail = send("GET", GROUP, null);
        assertThat(detail).bodyJson().extractingPath("$.reopenCount").isEqualTo(3);
        assertThat(detail).bodyJson().extractingPath("$.reopenedAt").isEqualTo("2026-01-01T00:00:00Z");
        assertThat(detail).bodyJson().extractingPath("$.violated.type").isEqualTo("timestamp_gt");
        assertThat(detail).bodyJson().extractingPath("$.until").isNull();
    }

}
