package io.tracebridge.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.tracebridge.project.Attribute;
import io.tracebridge.triage.GroupMerge;
import io.tracebridge.triage.Groups;
import io.tracebridge.triage.RuleEvaluation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** Later reports of a merged fingerprint follow it to its root. */
class MergedReportsTest extends StoreSlice {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final String A = "aa".repeat(32);

    private static final String B = "bb".repeat(32);

    private static final String C = "cc".repeat(32);

    @Autowired
    private GroupMerge merge;

    @Autowired
    private RuleEvaluation evaluation;

    @Autowired
    private Groups groups;

    @BeforeEach
    void twoGroupsMerged() {
        this.projects.saveAttribute(this.project.id(), new Attribute("buildType", Attribute.Type.STRING, ""));
        store(report(B, 1, "nightly"), report(A, 2, "stable"));
        this.merge.merge(this.project.id(), A, List.of(B), "user:jane");
    }

    @Test
    void aReportCountsInItsOwnGroupAndInTheRootAndKeepsItsFingerprint() {
        var receipts = store(report(B, 60, "nightly"), report(B, 61, "nightly"), report(A, 30, "stable"));

        assertThat(receipts).extracting(Receipt::fingerprint).containsExactly(B, B, A);
        assertThat(row(B)).isEqualTo("3 reports, 1 to 61");
        assertThat(row(A)).isEqualTo("5 reports, 1 to 61");
        assertThat(this.jdbc.sql("""
                select g.fingerprint from report r join error_group g on g.id = r.group_id
                where r.project_id = ? order by r.id""").param(this.project.id()).query(String.class).list())
            .containsExactly(B, A, B, B, A);
    }

    @Test
    void theRootLooksLikeTheLatestReportOfItsFamily() {
        store(report(B, 60, "nightly"));
        assertThat(frames(A)).isEqualTo("at " + B);

        store(report(A, 50, "nightly"), report(B, 40, "nightly"));
        assertThat(frames(A)).isEqualTo("at " + B);

        store(report(A, 70, "nightly"), report(B, 65, "nightly"));
        assertThat(frames(A)).isEqualTo("at " + A);
        assertThat(frames(B)).isEqualTo("at " + B);
    }

    @Test
    void anIssueSpeaksOfTheValuesOfTheWholeFamily() {
        store(report(B, 60, "nightly"), report(B, 61, "stable"));

        for (var fingerprint : List.of(A, B)) {
            var summary = this.groups.summary(id(fingerprint));
            assertThat(summary.fingerprint()).isEqualTo(A);
            assertThat(summary.reports()).isEqualTo(4);
            assertThat(summary.values()).containsEntry("buildType", Map.of("nightly", 2L, "stable", 2L));
        }
    }

    @Test
    void automationsFireForTheRootOnceForEachCombination() {
        var integration = integration();

        var receipts = store(report(B, 60, "nightly"), report(A, 61, "nightly"), report(B, 62, "stable"));

        assertThat(outbox()).containsExactly(id(A) + " " + receipts.get(0).id(), id(A) + " " + receipts.get(2).id());
        var submissions = this.evaluation.evaluate(receipts.get(0).id(), List.of(integration), 1);
        assertThat(submissions).extracting(RuleEvaluation.Submission::groupId).containsExactly(id(A));
    }

    @ParameterizedTest
    @CsvSource({ "linked, 0", "rejected, 0", "given-up, 0", "reserved, 1", "unlinked, 1", "gone, 0" })
    void theFamilyHasOneIssueForTheEventGroupWhicheverMemberItIsLinkedTo(String state, int fired) {
        link(integration(), B, state);

        store(report(A, 60, "nightly"));

        assertThat(outbox()).hasSize(fired);
    }

    @ParameterizedTest
    @CsvSource({ "linked, 0", "rejected, 0", "given-up, 0", "reserved, 0", "unlinked, 1", "gone, 0" })
    void aRaceForTheIssueIsLostByTheLaterOfTwoMergedGroups(String state, int submitted) {
        var integration = integration();
        var receipt = store(report(A, 60, "nightly")).getFirst();
        link(integration, B, state);

        assertThat(this.evaluation.evaluate(receipt.id(), List.of(integration), 1)).hasSize(submitted);
        assertThat(this.jdbc.sql("select outcome from decision where report_id = ?")
            .param(receipt.id())
            .query(String.class)
            .list()).containsExactly("submit");
    }

    @Test
    void batchesThatMixMembersAndRootsNeverLockEachOtherOut() throws Exception {
        store(report(C, 1, "stable"));
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> done = IntStream.range(0, 4).<Future<?>>mapToObj((thread) -> threads.submit(() -> {
                for (int i = 0; i < 50; i++) {
                    switch (thread) {
                        case 0 -> store(report(B, i, "stable"));
                        case 1 -> store(report(A, i, "stable"), report(B, i, "stable"));
                        case 2 -> store(report(C, i, "stable"), report(B, i, "stable"));
                        default -> store(report(C, i, "stable"), report(A, i, "stable"));
                    }
                }
            })).toList();
            for (var one : done) {
                one.get();
            }
        }
        assertThat(row(A)).startsWith("252 reports");
        assertThat(row(B)).startsWith("151 reports");
        assertThat(row(C)).startsWith("101 reports");
    }

    private IncomingReport report(String fingerprint, long second, String buildType) {
        var rxid = UUID.randomUUID();
        var time = START.plus(Duration.ofSeconds(second));
        return new IncomingReport(rxid, this.project.id(), this.project.name(), rxid, fingerprint, time, time, 1,
                List.of("Error"), List.of("at " + fingerprint), Map.of("buildType", buildType), new byte[0], List.of());
    }

    private long integration() {
        return this.jdbc
            .sql("""
                    insert into integration (project_id, name, tracker, automation)
                    values (?, 'sandbox', 'sandbox', '{"enabled": true, "event": "group", "frequencySeconds": 0, "threshold": 0,
                      "rules": [{"attribute": "buildType", "regex": "x", "action": "filter", "target": null}]}')
                    returning id""")
            .param(this.project.id())
            .query(Long.class)
            .single();
    }

    private void link(long integrationId, String fingerprint, String state) {
        this.jdbc.sql("insert into link (integration_id, group_id, scope, marker, state) values (?, ?, 'group', ?, ?)")
            .params(integrationId, id(fingerprint), UUID.randomUUID().toString(), state)
            .update();
    }

    private long id(String fingerprint) {
        return this.jdbc.sql("select id from error_group where project_id = ? and fingerprint = ?")
            .params(this.project.id(), fingerprint)
            .query(Long.class)
            .single();
    }

    private String frames(String fingerprint) {
        return this.jdbc.sql("select frames[1] from error_group where id = ?")
            .param(id(fingerprint))
            .query(String.class)
            .single();
    }

    private String row(String fingerprint) {
        return this.jdbc.sql("select * from error_group where id = ?")
            .param(id(fingerprint))
            .query((row, n) -> "%d reports, %d to %d".formatted(row.getLong("report_count"),
                    Duration.between(START, row.getTimestamp("first_seen").toInstant()).toSeconds(),
                    Duration.between(START, row.getTimestamp("last_seen").toInstant()).toSeconds()))
            .single();
    }

    private List<String> outbox() {
        return this.jdbc
            .sql("""
                    select (payload ->> 'groupId') || ' ' || (payload ->> 'reportId') from outbox where kind = 'error-report' order by id""")
            .query(String.class)
            .list();
    }

}
