package io.tracebridge.link;

import java.util.List;
import java.util.Map;

import io.tracebridge.integration.SyncSettings;
import io.tracebridge.integration.SyncSettings.ResolvedUntil;
import io.tracebridge.project.Attribute;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.triage.Reopening;
import io.tracebridge.triage.SeenReport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** The tracker says in which version an issue is fixed. */
class FixVersionSyncTest extends SyncTest {

    @Autowired
    Reopening reopening;

    @BeforeEach
    void resolvedUntilTheFixVersion() {
        define("version");
        configure(new ResolvedUntil("version", null, "project-(.*)", null));
    }

    @Test
    void theGroupIsResolvedUntilALaterVersion() {
        resolvedThere("project-1.2");

        assertThat(markAndSynchronise().state()).isEqualTo("pulled");

        assertThat(state()).isEqualTo("resolved");
        assertThat(until()).isEqualTo("version_gt version 1.2");
        assertThat(cause()).isEqualTo("the issue changed; it is fixed in 1.2: resolved until version is later");
    }

    @Test
    void withoutAReadableVersionItIsPlainlyResolvedAndTheHistorySaysSo() {
        resolvedThere("next", "other-1");

        markAndSynchronise();

        assertThat(state()).isEqualTo("resolved");
        assertThat(until()).isEqualTo("none");
        assertThat(cause()).contains("no version could be read from next, other-1");
    }

    @Test
    void aTrackerThatDoesNotSayIsTakenAtItsWord() {
        resolvedThere();
        this.tracker.noVersions = new Rejected(Rejected.Reason.INVALID_FIELD, "T-10 has no such field.", Map.of());

        assertThat(markAndSynchronise().state()).isEqualTo("pulled");

        assertThat(until()).isEqualTo("none");
        assertThat(cause()).contains("T-10 has no such field.");
    }

    @Test
    void aVersionThatChangesLaterIsFollowed() {
        resolvedThere("project-1.2");
        markAndSynchronise();

        resolvedThere("project-1.2", "project-1.10");
        assertThat(markAndSynchronise().state()).isEqualTo("in-step");
        assertThat(until()).isEqualTo("version_gt version 1.10");
        assertThat(cause()).isEqualTo("it is fixed in 1.10: resolved until version is later");

        resolvedThere();
        markAndSynchronise();
        assertThat(until()).isEqualTo("none");
        assertThat(state()).isEqualTo("resolved");
        assertThat(this.tracker.writes).isEmpty();
    }

    @Test
    void aPersonsOwnConditionsStay() {
        resolvedThere("project-1.2");
        markAndSynchronise();
        this.jdbc.sql("""
                update error_group set until = '[{"type": "version_ge", "field": "version", "version": "9"}]'""")
            .update();

        resolvedThere("project-1.3");
        markAndSynchronise();

        assertThat(until()).isEqualTo("version_ge version 9");
        assertThat(history().getFirst()).isEqualTo("skipped state: resolved > resolved");
        assertThat(cause()).contains("the group has conditions of its own");
    }

    @Test
    void conditionsThatAPersonTookAwayDoNotComeBackByThemselves() {
        resolvedThere("project-1.2");
        markAndSynchronise();
        this.jdbc.sql("update error_group set until = null").update();

        markAndSynchronise();

        assertThat(until()).isEqualTo("none");
    }

    @Test
    void aReportOfALaterVersionOpensBoth() {
        resolvedThere("project-1.2");
        markAndSynchronise();

        report("1.2");
        assertThat(state()).isEqualTo("resolved");
        report("1.3");
        assertThat(state()).isEqualTo("open");

        assertThat(synchronise().state()).isEqualTo("pushed");
        assertThat(this.tracker.writes).containsExactly("status todo");
    }

    @Test
    void anIssueThatIsNotResolvedIsNotAskedForVersions() {
        markAndSynchronise();
        this.tracker.edit("todo", null);
        markAndSynchronise();

        assertThat(this.tracker.versionReads).isZero();
    }

    @Test
    void whoDoesNotWantToKnowPaysNoCall() {
        configure((ResolvedUntil) null);
        resolvedThere("project-1.2");

        markAndSynchronise();

        assertThat(this.tracker.versionReads).isZero();
        assertThat(until()).isEqualTo("none");
    }

    @Test
    void groupsOfDifferentKindsReadTheSameNameDifferently() {
        define("platform");
        configure(new ResolvedUntil("version", null, "(.*)",
                List.of(new ResolvedUntil.Row("platform", "android", "android ([0-9.]+)"))));
        this.jdbc.sql("""
                insert into group_values (group_id, counts) values (?, '{"platform": {"android": 3, "ios": 1}}')""")
            .param(this.group)
            .update();
        resolvedThere("android 2.1, ios 3.4");

        markAndSynchronise();

        assertThat(until()).isEqualTo("version_gt version 2.1");
    }

    private void define(String attribute) {
        this.projects.saveAttribute(this.project.id(), new Attribute(attribute, Attribute.Type.STRING, ""));
    }

    private void configure(ResolvedUntil until) {
        configure(new SyncSettings(true, true, "tracker", "ask", Map.of(), PEOPLE, null, "always", 14, until, null));
    }

    private void resolvedThere(String... versions) {
        this.tracker.versions = List.of(versions);
        this.tracker.edit("done", null);
    }

    private void report(String version) {
        this.transaction
            .executeWithoutResult((status) -> this.reopening.consider(List.of(new Reopening.Arrival(this.group, 1,
                    new SeenReport(this.clock.instant(), Map.of("version", version))))));
    }

    private String until() {
        return column(
                """
                        select coalesce((until -> 0 ->> 'type') || ' ' || (until -> 0 ->> 'field') || ' ' || (until -> 0 ->> 'version'), 'none')
                        from error_group where id = ?""",
                this.group);
    }

    private String cause() {
        return this.changes.list(this.link, Long.MAX_VALUE, 1).getFirst().cause();
    }

}
