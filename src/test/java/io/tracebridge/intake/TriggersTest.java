package io.tracebridge.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.tracebridge.project.Attribute;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** From stored reports to outbox rows, with what automations remember in between. */
class TriggersTest extends StoreSlice {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final String BY_BUILD_TYPE = """
            [{"attribute": "*", "regex": ".*", "action": "filter", "target": null},
             {"attribute": "buildType", "regex": "stable", "action": "submit", "target": null}]""";

    @BeforeEach
    void anAttribute() {
        this.projects.saveAttribute(this.project.id(), new Attribute("buildType", Attribute.Type.STRING, ""));
    }

    @Test
    void costsNothingWithoutAutomation() {
        integration("{\"enabled\": false, \"event\": \"trace\"}", "enabled");
        integration("{\"enabled\": true, \"event\": \"trace\"}", "disabled");

        store(report(0, "nightly"));

        assertThat(outbox()).isEmpty();
    }

    @Test
    void putsEveryIntegrationThatWantsAReportIntoOneRow() {
        var one = integration("{\"enabled\": true, \"event\": \"trace\"}", "enabled");
        var paused = integration("{\"enabled\": true, \"event\": \"group\"}", "stopped");

        var receipts = store(report(0, "nightly"), report(1, "nightly"));

        assertThat(outbox()).containsExactly(row(receipts.get(0), START, one, paused),
                row(receipts.get(1), START.plusSeconds(1), one));
    }

    @Test
    void firesForTheFirstOfAGroupAndForEachNewCombinationOfWhatItsRulesName() {
        var id = integration(group(0, 0, BY_BUILD_TYPE), "enabled");

        var first = store(report(0, "nightly"), report(1, "nightly"));
        var then = store(report(2, "stable"), report(3, "nightly"), report(4, null));
        store(report(5, "stable"), report(6, null));

        assertThat(outbox()).containsExactly(row(first.get(0), START, id), row(then.get(0), START.plusSeconds(2), id),
                row(then.get(2), START.plusSeconds(4), id));
    }

    @ParameterizedTest
    @ValueSource(strings = { "linked", "rejected", "given-up" })
    void looksNoFurtherOnceThereIsAnIssue(String state) {
        var id = integration(group(0, 0, BY_BUILD_TYPE), "enabled");
        store(report(0, "nightly"));
        link(id, state);

        store(report(1, "stable"));

        assertThat(outbox()).hasSize(1);
    }

    @Test
    void stillLooksWhileAnIssueIsOnlyReserved() {
        var id = integration(group(0, 0, BY_BUILD_TYPE), "enabled");
        store(report(0, "nightly"));
        link(id, "reserved");

        store(report(1, "stable"));

        assertThat(outbox()).hasSize(2);
    }

    @Test
    void looksAgainOnceTheIssueWasUnlinkedButNotForWhatFiredBefore() {
        var id = integration(group(0, 0, BY_BUILD_TYPE), "enabled");
        store(report(0, "nightly"));
        link(id, "unlinked");

        store(report(1, "nightly"));
        assertThat(outbox()).hasSize(1);
        store(report(2, "stable"));
        assertThat(outbox()).hasSize(2);
    }

    @Test
    void holdsCombinationsBackUntilTheThresholdAndLosesNone() {
        var id = integration(group(0, 4, BY_BUILD_TYPE), "enabled");

        var first = store(report(0, "nightly"));
        var second = store(report(1, "stable"), report(2, "stable"));
        assertThat(outbox()).isEmpty();
        store(report(3, "nightly"));

        assertThat(outbox()).containsExactly(row(first.get(0), START.plusSeconds(3), id),
                row(second.get(0), START.plusSeconds(3), id));
        assertThat(this.jdbc
            .sql("select count(*) from trigger_combination where integration_id = ? and held_report_id is null")
            .param(id)
            .query(Integer.class)
            .single()).isEqualTo(2);
    }

    @Test
    void defersANewCombinationToTheEndOfTheWindow() {
        var id = integration(group(60, 0, BY_BUILD_TYPE), "enabled");

        var first = store(report(0, "nightly"));
        var second = store(report(10, "stable"));

        assertThat(outbox()).containsExactly(row(first.get(0), START, id),
                row(second.get(0), START.plusSeconds(60), id));
    }

    @Test
    void thinsEveryReportByFrequency() {
        var id = integration("{\"enabled\": true, \"event\": \"trace\", \"frequencySeconds\": 60}", "enabled");

        var receipts = new ArrayList<Receipt>();
        for (int second : List.of(0, 30, 59, 60, 61)) {
            receipts.addAll(store(report(second, "nightly")));
        }

        assertThat(outbox()).containsExactly(row(receipts.get(0), START, id),
                row(receipts.get(3), START.plusSeconds(60), id));
    }

    @Test
    void looksAtAllDefinedAttributesWhenARuleDoes() {
        integration(group(0, 0, """
                [{"attribute": "*", "regex": "crash", "action": "filter", "target": null}]"""), "enabled");

        store(report(0, "nightly"), report(1, "stable"), report(2, "stable"));

        assertThat(outbox()).hasSize(2);
    }

    private static String group(long frequency, long threshold, String rules) {
        return """
                {"enabled": true, "event": "group", "frequencySeconds": %d, "threshold": %d, "rules": %s}"""
            .formatted(frequency, threshold, rules);
    }

    private long integration(String automation, String state) {
        return this.jdbc.sql("""
                insert into integration (project_id, name, tracker, automation, state)
                values (?, gen_random_uuid(), 'sandbox', ?::jsonb, ?) returning id""")
            .params(this.project.id(), automation, state)
            .query(Long.class)
            .single();
    }

    private void link(long integrationId, String state) {
        this.jdbc.sql("""
                insert into link (integration_id, group_id, scope, marker, state)
                select ?, id, 'group', gen_random_uuid(), ? from error_group where project_id = ?""")
            .params(integrationId, state, this.project.id())
            .update();
    }

    private IncomingReport report(long second, String buildType) {
        var rxid = UUID.randomUUID();
        var time = START.plus(Duration.ofSeconds(second));
        Map<String, String> attributes = (buildType != null) ? Map.of("buildType", buildType) : Map.of();
        return new IncomingReport(rxid, this.project.id(), this.project.name(), rxid, "ab".repeat(32), time, time, 1,
                List.of("Error"), List.of("main"), attributes, new byte[0], List.of());
    }

    private String row(Receipt receipt, Instant at, Long... integrations) {
        return "%s %s %d %s".formatted(this.project.name(), at, receipt.id(), List.of(integrations));
    }

    private List<String> outbox() {
        return this.jdbc
            .sql("""
                    select payload ->> 'project' as project, payload ->> 'reportId' as report, available_at,
                      payload ->> 'integrationIds' as integrations
                    from outbox where kind = 'error-report' and (payload ->> 'groupId')::bigint in (select id from error_group)
                    order by available_at, id""")
            .query((row, n) -> "%s %s %s %s".formatted(row.getString("project"),
                    row.getTimestamp("available_at").toInstant(), row.getString("report"),
                    row.getString("integrations")))
            .list();
    }

}
