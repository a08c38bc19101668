package io.tracebridge.web.api;

import org.junit.jupiter.api.BeforeEach;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/** An integration whose rules are tried, and the reports to try them on. */
abstract class DryRunSlice extends ApiSlice {

    static final String INTEGRATIONS = "/api/v1/projects/shop/integrations";

    static final String DRY_RUN = INTEGRATIONS + "/Jira/dry-run";

    @BeforeEach
    void anIntegration() {
        assertThat(send("PUT", "/api/v1/projects/shop", "{}")).hasStatusOk();
        assertThat(send("POST", INTEGRATIONS, """
                {"name": "Jira", "tracker": "sandbox", "payload": {"subject": "{{classifiers}}"},
                 "automation": {"enabled": true, "event": "group", "rules": [
                   {"attribute": "*", "regex": ".*", "action": "filter"},
                   {"attribute": "environment", "regex": "stable", "action": "submit"}]}}""")).hasStatus(201);
    }

    long report(String environment) {
        var group = this.jdbc.sql("""
                insert into error_group (project_id, fingerprint, first_seen, last_seen, classifiers, report_count)
                select id, ?, now(), now(), '{<b>@all</b>}', 1 from project
                on conflict (project_id, fingerprint) do update set report_count = error_group.report_count + 1
                returning id""").param("ab".repeat(32)).query(Long.class).single();
        return this.jdbc
            .sql("""
                    insert into report (rxid, project_id, group_id, uuid, occurred_at, received_at, classifiers, frames,
                      attributes, body)
                    select gen_random_uuid(), project_id, id, gen_random_uuid(), '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z',
                      '{}', '{}', jsonb_build_object('environment', ?), '' from error_group where id = ? returning id""")
            .params(environment, group)
            .query(Long.class)
            .single();
    }

    MvcTestResult lines(String body) {
        return this.mvc.post()
            .uri(DRY_RUN)
            .header("Authorization", "Bearer " + this.token)
            .accept(MediaType.APPLICATION_NDJSON)
            .contentType(MediaType.APPLICATION_JSON)
            .content(body)
            .exchange();
    }

}
