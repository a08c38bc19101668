package io.tracebridge.web.api;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The HTTP contract of attributes: defined, offered for definition, taken back. */
class AttributeApiTest extends ApiSlice {

    private static final String ATTRIBUTES = "/api/v1/projects/shop/attributes";

    private static final String UNDEFINED = ATTRIBUTES + "/undefined";

    private static final String INTEGRATION = "/api/v1/projects/shop/integrations/sandbox";

    @BeforeEach
    void aProjectWithAGroup() {
        assertThat(send("PUT", "/api/v1/projects/shop", "{}")).hasStatusOk();
        this.jdbc.sql("""
                insert into error_group (project_id, fingerprint, first_seen, last_seen)
                select id, repeat('a', 64), now(), now() from project""").update();
    }

    @Test
    void whatReportsCarryAndNobodyDefinedIsOfferedMostFrequentFirst() {
        report("{\"version\": \"2.4.0\", \"buildType\": \"nightly\", \"gpu.memory\": \"4096\"}");
        report("{\"version\": \"2.4.0\", \"buildType\": \"stable\", \"my name\": \"x\"}");
        report("{\"version\": \"2.4.0\"}");

        assertThat(send("GET", UNDEFINED, null)).bodyJson()
            .isEqualTo(
                    """
                            {"items": [
                              {"name": "buildType", "reports": 2, "sampled": 3, "example": "nightly", "type": "string", "definable": true},
                              {"name": "gpu.memory", "reports": 1, "sampled": 3, "example": "4096", "type": "number", "definable": true},
                              {"name": "my name", "reports": 1, "sampled": 3, "example": "x", "type": "string", "definable": false}]}""");

        send("PUT", ATTRIBUTES + "/buildType", "{\"type\": \"string\"}");
        assertThat(send("GET", UNDEFINED, null)).bodyText().doesNotContain("buildType");
        assertThat(send("GET", ATTRIBUTES, null)).bodyText().contains("buildType");
    }

    @Test
    void hostileValuesAreCutAndInert() {
        report("{\"evil\": \"a\\u202eb\\n" + "x".repeat(4_000) + "\"}");

        assertThat(send("GET", UNDEFINED, null)).bodyJson()
            .extractingPath("$.items[0].example")
            .asString()
            .startsWith("ab xxx")
            .endsWith("…")
            .hasSizeLessThanOrEqualTo(100);
    }

    @Test
    void manyAndHugeReportsAreLookedAtInPartOnly() {
        this.jdbc.sql("""
                insert into report (rxid, project_id, group_id, uuid, occurred_at, received_at, classifiers, frames,
                  attributes, body)
                select gen_random_uuid(), g.project_id, g.id, gen_random_uuid(), now(), now(), '{}', '{}',
                  (select jsonb_object_agg('name' || lpad(n::text, 3, '0'), md5(n::text || r::text))
                   from generate_series(1, 300) n), ''
                from error_group g, generate_series(1, 40) r""").update();

        var answer = send("GET", UNDEFINED, null);

        assertThat(answer).bodyJson().extractingPath("$.items").asArray().hasSize(200);
        assertThat(answer).bodyJson().extractingPath("$.items[0].sampled").isEqualTo(20);
        assertThat(answer).bodyJson().extractingPath("$.items[199].name").isEqualTo("name200");
    }

    @Test
    void noReportsOfferNothing() {
        assertThat(send("GET", UNDEFINED, null)).bodyJson().isEqualTo("{\"items\": []}");
        assertThat(send("GET", "/api/v1/projects/nowhere/attributes/undefined", null)).hasStatus(404);
    }

    @Test
    void anAttributeIsTakenBackOnce() {
        send("PUT", ATTRIBUTES + "/buildType", "{\"type\": \"string\"}");

        assertThat(send("DELETE", ATTRIBUTES + "/buildType", null)).hasStatus(204);
        assertThat(send("DELETE", ATTRIBUTES + "/buildType", null)).hasStatus(404);
        asTriager();
        assertThat(send("DELETE", ATTRIBUTES + "/version", null)).hasStatus(403);
        assertThat(send("GET", UNDEFINED, null)).hasStatusOk();
    }

    @Test
    void whatUsesAnAttributeKeepsIt() {
        send("PUT", ATTRIBUTES + "/buildType", "{\"type\": \"string\"}");
        assertThat(send("PUT", INTEGRATION, """
                {"tracker": "sandbox",
                 "payload": {"customFields": {"kind": "is $buildType."}, "display": {"attributes": ["buildType"]}},
                 "automation": {"rules": [{"attribute": "*", "regex": "x", "action": "filter"},
                                          {"attribute": "buildType", "regex": "x", "action": "submit"}]}}"""))
            .hasStatusOk();
        this.jdbc.sql("update error_group set until = '{\"and\": [{\"field\": \"buildType\"}]}'").update();

        assertThat(send("DELETE", ATTRIBUTES + "/buildType", null)).hasStatus(422)
            .bodyText()
            .contains("automation.rules[1] of integration \\\"sandbox\\\"", "payload.customFields.kind of",
                    "payload.display.attributes of", "until condition of group aaaa");
        assertThat(send("GET", ATTRIBUTES, null)).bodyText().contains("buildType");

        assertThat(send("PUT", INTEGRATION, "{\"tracker\": \"sandbox\"}")).hasStatusOk();
        this.jdbc.sql("update error_group set until = null").update();
        assertThat(send("DELETE", ATTRIBUTES + "/buildType", null)).hasStatus(204);
    }

    @Test
    void aFieldOfAnUndefinedAttributeIsSavedWithAWarning() {
        var warning = """
                {"warnings": [{"field": "payload.customFields.kind",
                  "message": "stays unfilled: the attribute \\"buildType\\" is not defined in this project"}]}""";
        var saved = send("PUT", INTEGRATION,
                "{\"tracker\": \"sandbox\", \"payload\": {\"customFields\": {\"kind\": \"is $buildType\"}}}");
        assertThat(saved).hasStatusOk().bodyJson().isLenientlyEqualTo(warning);
        assertThat(send("POST", INTEGRATION + "/test", null)).bodyJson().isLenientlyEqualTo(warning);

        send("PUT", ATTRIBUTES + "/buildType", "{\"type\": \"string\"}");

        assertThat(send("GET", INTEGRATION, null)).bodyText().doesNotContain("warnings");
        assertThat(send("POST", INTEGRATION + "/test", null)).bodyText().doesNotContain("warnings");
    }

    private void report(String attributes) {
        this.jdbc.sql("""
                insert into report (rxid, project_id, group_id, uuid, occurred_at, received_at, classifiers, frames,
                  attributes, body)
                select gen_random_uuid(), project_id, id, gen_random_uuid(), now(), now(), '{}', '{}', ?::jsonb, ''
                from error_group""").param(attributes).update();
    }

}
