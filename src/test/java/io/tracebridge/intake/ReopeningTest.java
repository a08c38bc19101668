package io.tracebridge.intake;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import io.tracebridge.TestDatabase;
import io.tracebridge.project.Project;
import io.tracebridge.project.Projects;
import io.tracebridge.triage.GroupFollower;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** Reports that come in open what was done with, if that was agreed and only then. */
@SpringBootTest(classes = { IntakeApp.class, ReopeningTest.Followed.class },
        webEnvironment = SpringBootTest.WebEnvironment.NONE)
class ReopeningTest {

    /** Reports arrive now, whenever they happened. */
    private static final Instant ARRIVAL = Instant.parse("2026-06-01T00:00:00Z");

    private static final String VERSION = "{\"type\": \"version_gt\", \"field\": \"version\", \"version\": \"1.4\"}";

    private static final String TIME = "{\"type\": \"timestamp_gt\", \"timestamp\": \"2026-01-01T00:00:00Z\"}";

    private static final Instant BEFORE = Instant.parse("2025-12-31T00:00:00Z");

    private static final Instant AFTER = Instant.parse("2026-01-01T00:00:01Z");

    @Autowired
    ReportStore store;

    @Autowired
    Projects projects;

    @Autowired
    Followed followed;

    @Autowired
    JdbcClient jdbc;

    Project project;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        TestDatabase.fresh().register(registry);
    }

    @BeforeEach
    void aGroup() {
        this.jdbc.sql("delete from outbox").update();
        this.jdbc.sql("delete from project").update();
        this.project = this.projects.save("shop", null, Set.of());
        store(report("a", BEFORE, "1.0"));
        this.followed.groups.clear();
    }

    @ParameterizedTest
    @CsvSource({ "resolved, 1.5, open", "muted, 1.5, open", "resolved, 1.4, resolved", "resolved, 1.5-rc.1, open",
            "resolved, , resolved", "muted, nightly, muted" })
    void aReportReopensByTheVersionThatItCarries(String state, String version, String after) {
        close(state, VERSION);

        store(report("a", BEFORE, version));

        assertThat(column("state")).isEqualTo(after);
        assertThat(column("reopen_count")).isEqualTo("open".equals(after) ? "1" : "0");
    }

    @Test
    void aReportThatHappenedBeforeTheTimeDoesNotReopenHoweverLateItArrives() {
        close("resolved", TIME);

        store(report("a", BEFORE, "1.5"));
        assertThat(column("state")).isEqualTo("resolved");
        assertThat(column("until")).isNotNull();

        store(report("a", AFTER, "1.5"));
        assertThat(column("state")).isEqualTo("open");
    }

    @Test
    void aReopeningIsCountedAndSaysWhichReportMetWhichCondition() {
        close("muted", VERSION + ", " + TIME);

        var receipts = store(report("a", BEFORE, "1.0"), report("a", AFTER, "1.1"), report("a", AFTER, "1.5"));

        assertThat(column("until")).isNull();
        assertThat(column("violated::text")).isEqualTo(json(TIME));
        assertThat(column("reopened_at = timestamptz '2026-01-01T00:00:01Z'")).isEqualTo("true");
        assertThat(column("reopen_count")).isEqualTo("1");
        assertThat(this.jdbc.sql("select actor, kind, before::text, after::text, cause::text from activity")
            .query()
            .listOfRows())
            .containsExactly(Map.of("actor", "report", "kind", "reopened", "before",
                    json("{\"state\": \"muted\", \"until\": [" + VERSION + ", " + TIME + "]}"), "after",
                    json("{\"state\": \"open\"}"), "cause",
                    json("{\"report\": %d, \"condition\": %s}".formatted(receipts.get(1).id(), TIME))));
        assertThat(this.followed.groups).containsExactly(Long.parseLong(column("id")));

        store(report("a", AFTER, "1.5"));
        assertThat(column("reopen_count")).as("it is open already").isEqualTo("1");
    }

    @Test
    void aGroupWithAnAssigneeIsOpenAllTheSame() {
        close("resolved", TIME);
        this.jdbc.sql("update error_group set assignee = 'jane'").update();

        store(report("a", AFTER, "1.0"));

        assertThat(column("state")).isEqualTo("open");
        assertThat(column("assignee")).isEqualTo("jane");
    }

    @ParameterizedTest
    @ValueSource(strings = { "resolved", "muted", "in-progress" })
    void aGroupWithoutConditionsStaysAsItIs(String state) {
        this.jdbc.sql("update error_group set state = ?").param(state).update();

        store(report("a", AFTER, "99"));

        assertThat(column("state")).isEqualTo(state);
        assertThat(this.followed.groups).isEmpty();
    }

    @Test
    void onlyTheGroupOfTheReportReopens() {
        store(report("b", BEFORE, "1.0"));
        close("resolved", TIME);

        store(report("b", AFTER, "1.0"), report("c", AFTER, "1.0"));

        assertThat(this.jdbc.sql("select state from error_group order by fingerprint").query(String.class).list())
            .containsExactly("resolved", "open", "open");
    }

    @Test
    void aReportOfAMergedGroupReopensItsRoot() {
        store(report("b", BEFORE, "1.0"));
        close("resolved", TIME);
        this.jdbc.sql("""
                update error_group set until = null, state = 'open',
                  merged_into = (select id from error_group where fingerprint like 'aa%') where fingerprint like 'bb%'
                """).update();

        store(report("b", BEFORE, "1.0"));
        assertThat(column("state")).isEqualTo("resolved");
        store(report("b", AFTER, "1.0"));

        assertThat(column("state")).isEqualTo("open");
        assertThat(column("reopen_count")).isEqualTo("1");
    }

    @Test
    void aReopenedGroupCountsAnewForAutomations() {
        this.jdbc.sql("""
                insert into integration (project_id, name, tracker, automation) values (?, 'sandbox', 'sandbox',
                  '{"enabled": true, "event": "group", "threshold": 2, "rules": []}')""")
            .param(this.project.id())
            .update();
        store(report("a", BEFORE, "1.0"), report("a", BEFORE, "1.0"));
        assertThat(wanted()).isEqualTo(1);
        close("resolved", TIME);
        store(report("a", BEFORE, "1.0"), report("a", BEFORE, "1.0"));
        assertThat(wanted()).as("the same combination").isEqualTo(1);

        store(report("a", AFTER, "1.0"));
        assertThat(wanted()).as("one of two").isEqualTo(1);
        store(report("a", AFTER, "1.0"));

        assertThat(wanted()).isEqualTo(2);
    }

    private void close(String state, String conditions) {
        this.jdbc.sql("update error_group set state = ?, until = ?::jsonb")
            .params(state, "[" + conditions + "]")
            .update();
    }

    private long wanted() {
        return this.jdbc.sql("select count(*) from outbox where kind = 'error-report'").query(Long.class).single();
    }

    private List<Receipt> store(IncomingReport... reports) {
        return this.store.store(List.of(reports));
    }

    private IncomingReport report(String group, Instant occurredAt, String version) {
        var rxid = UUID.randomUUID();
        return new IncomingReport(rxid, this.project.id(), this.project.name(), rxid, group.repeat(64), occurredAt,
                ARRIVAL, 1, List.of("Error"), List.of("main"),
                (version != null) ? Map.of("version", version) : Map.of(), new byte[0], List.of());
    }

    /** Of the first group. */
    private String column(String expression) {
        return this.jdbc.sql("select (" + expression + ")::text from error_group where fingerprint like 'aa%'")
            .query(String.class)
            .optional()
            .orElse(null);
    }

    /** As the database spells it. */
    private String json(String text) {
        return this.jdbc.sql("select ?::jsonb::text").param(text).query(String.class).single();
    }

    /** Remembers which groups it was told of. */
    static class Followed implements GroupFollower {

        final List<Long> groups = new CopyOnWriteArrayList<>();

        @Override
        public void changed(Collection<Long> groupIds) {
            this.groups.addAll(groupIds);
        }

    }

}
