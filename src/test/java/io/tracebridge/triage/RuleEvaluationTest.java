package io.tracebridge.triage;

import java.util.List;
import java.util.UUID;

import io.tracebridge.Middle;
import io.tracebridge.TestDatabase;
import io.tracebridge.integration.Automation;
import io.tracebridge.integration.Automation.Event;
import io.tracebridge.integration.Integration;
import io.tracebridge.integration.IntegrationAdmin;
import io.tracebridge.integration.IntegrationSpec;
import io.tracebridge.notify.Mentions;
import io.tracebridge.project.Project;
import io.tracebridge.project.Projects;
import io.tracebridge.rules.Rule;
import io.tracebridge.rules.Rule.Action;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** Stored reports meet stored rules, once. */
@SpringBootTest(classes = { Middle.class, Middle.RealTrackers.class },
        webEnvironment = SpringBootTest.WebEnvironment.NONE, properties = { Middle.ENGINE, Middle.KEY })
class RuleEvaluationTest {

    private static final long INSTANCE = 4711;

    private static final Rule NOT_NIGHTLY = new Rule("environment", "nightly", Action.FILTER, null);

    private static final Rule TELL_ONCALL = new Rule("environment", ".", Action.MENTION, "@oncall");

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        TestDatabase.fresh().register(registry);
    }

    @Autowired
    RuleEvaluation evaluation;

    @Autowired
    Decisions decisions;

    @Autowired
    Mentions mentions;

    @Autowired
    Projects projects;

    @Autowired
    IntegrationAdmin admin;

    @Autowired
    JdbcClient jdbc;

    Project project;

    long group;

    @BeforeEach
    void aGroup() {
        this.jdbc.sql("delete from project").update();
        this.project = this.projects.save("shop", null, null);
        this.group = this.jdbc.sql("""
                insert into error_group (project_id, fingerprint, first_seen, last_seen) values (?, ?, now(), now())
                returning id""").params(this.project.id(), "ab".repeat(32)).query(Long.class).single();
    }

    @Test
    void onlyIntegrationsWhoseRulesSaySubmitGetAnIssue() {
        var strict = integration("strict", Event.GROUP, NOT_NIGHTLY);
        var open = integration("open", Event.GROUP);
        var report = report("nightly");

        var submissions = this.evaluation.evaluate(report, List.of(strict.id(), open.id()), INSTANCE);

        assertThat(submissions).extracting(RuleEvaluation.Submission::integrationId).containsExactly(open.id());
        assertThat(submissions.getFirst().scope()).isEqualTo("group");
        var filtered = this.decisions.ofReport(report).get(strict.id());
        assertThat(filtered.submit()).isFalse();
        assertThat(filtered.winningRule()).isEqualTo(1);
        assertThat(filtered.trace()).singleElement()
            .satisfies((entry) -> assertThat(entry.seenValue()).isEqualTo("nightly"));
    }

    @Test
    void theEventTraceMakesAnIssuePerReport() {
        var integration = integration("every", Event.TRACE);
        var report = report("stable");

        assertThat(this.evaluation.evaluate(report, List.of(integration.id()), INSTANCE)).singleElement()
            .satisfies((submission) -> assertThat(submission.scope()).isEqualTo("report:" + report));
    }

    @Test
    void whatWasDecidedStaysDecidedThoughTheRulesChange() {
        var before = integration("strict", Event.GROUP);
        var report = report("nightly");
        var first = this.evaluation.evaluate(report, List.of(before.id()), INSTANCE);

        integration("strict", Event.GROUP, NOT_NIGHTLY);

        assertThat(this.evaluation.evaluate(report, List.of(before.id()), INSTANCE + 1)).isEqualTo(first);
        assertThat(this.evaluation.evaluate(report("nightly"), List.of(before.id()), INSTANCE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "one, group, linked, false", "one, group, reserved, false", "one, group, rejected, false",
            "one, group, given-up, false", "one, group#1, unlinked, true", "another, group, linked, true",
            "one, report:7, linked, true" })
    void theIssueOfAMergedGroupStandsForTheWholeFamily(String through, String scope, String state, boolean wanted) {
        var one = integration("one", Event.GROUP);
        integration("another", Event.GROUP);
        var member = this.jdbc.sql("""
                insert into error_group (project_id, fingerprint, merged_into, first_seen, last_seen)
                values (?, ?, ?, now(), now()) returning id""")
            .params(this.project.id(), "cd".repeat(32), this.group)
            .query(Long.class)
            .single();
        this.jdbc.sql("""
                insert into link (integration_id, group_id, scope, marker, state)
                select id, ?, ?, 'tracebridge' || left(md5(name), 20), ? from integration where name = ?""")
            .params(member, scope, state, through)
            .update();
        var report = report("stable");
        this.jdbc.sql("update report set group_id = ? where id = ?").params(member, report).update();

        var submissions = this.evaluation.evaluate(report, List.of(one.id()), INSTANCE);

        assertThat(submissions).extracting(RuleEvaluation.Submission::groupId)
            .isEqualTo(wanted ? List.of(this.group) : List.of());
    }

    @Test
    void disabledAndDeletedIntegrationsAreNotAsked() {
        var integration = integration("gone", Event.GROUP);
        this.admin.save(this.project, new IntegrationSpec("gone", "sandbox", Integration.State.DISABLED, null, null,
                null, null, new Automation(true, null, 0, 0, null)));
        var report = report("stable");

        assertThat(this.evaluation.evaluate(report, List.of(integration.id(), 999_999L), INSTANCE)).isEmpty();
        assertThat(this.decisions.ofReport(report)).isEmpty();
        assertThat(this.evaluation.evaluate(999_999L, List.of(integration.id()), INSTANCE)).isEmpty();
    }

    @Test
    void whoeverIsMentionedIsToldOncePerDecision() {
        var integration = integration("loud", Event.GROUP, TELL_ONCALL, TELL_ONCALL);
        var decision = this.evaluation.evaluate(report("stable"), List.of(integration.id()), INSTANCE)
            .getFirst()
            .decisionId();

        this.mentions.deliver(decision, 1);
        this.mentions.deliver(decision, 1);

        assertThat(this.jdbc.sql("select after ->> 'target' from activity where kind = 'mentioned'")
            .query(String.class)
            .list()).containsExactly("@oncall");
    }

    private Integration integration(String name, Event event, Rule... rules) {
        return this.admin.save(this.project, new IntegrationSpec(name, "sandbox", null, null, null, null, null,
                new Automation(true, event, 0, 0, List.of(rules))));
    }

    private long report(String environment) {
        var attributes = "{\"environment\": \"" + environment + "\"}";
        return this.jdbc.sql("""
                insert into report (rxid, project_id, group_id, uuid, occurred_at, received_at, classifiers, frames,
                  attributes, body) values (?, ?, ?, ?, now(), now(), '{}', '{}', ?::jsonb, '') returning id""")
            .params(UUID.randomUUID(), this.project.id(), this.group, UUID.randomUUID(), attributes)
            .query(Long.class)
            .single();
    }

}
