package io.tracebridge.triage.dryrun;

import java.io.IOException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import io.tracebridge.Middle;
import io.tracebridge.MutableClock;
import io.tracebridge.TestDatabase;
import io.tracebridge.integration.Automation;
import io.tracebridge.integration.Automation.Event;
import io.tracebridge.integration.Integration;
import io.tracebridge.integration.IntegrationAdmin;
import io.tracebridge.integration.IntegrationSpec;
import io.tracebridge.integration.Trackers;
import io.tracebridge.issue.Payload;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.project.Project;
import io.tracebridge.project.Projects;
import io.tracebridge.rules.Rule;
import io.tracebridge.rules.Rule.Action;
import io.tracebridge.tracker.Preview;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Stored reports meet rules that have no consequence. */
@SpringBootTest(classes = { Middle.class, Middle.RealTrackers.class, DryRunTest.Untouched.class },
        webEnvironment = SpringBootTest.WebEnvironment.NONE, properties = { Middle.ENGINE, Middle.KEY })
class DryRunTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final Rule NOTHING = new Rule("*", ".*", Action.FILTER, null);

    private static final Rule STABLE = new Rule("environment", "stable", Action.SUBMIT, null);

    private static final Rule TELL = new Rule("environment", "stable", Action.MENTION, "@oncall");

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        TestDatabase.fresh().register(registry);
    }

    @Autowired
    DryRuns dryRuns;

    @Autowired
    Projects projects;

    @Autowired
    IntegrationAdmin admin;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MutableClock clock;

    @Autowired
    UntouchableTracker tracker;

    Project project;

    @BeforeEach
    void aProject() {
        this.jdbc.sql("delete from project").update();
        this.project = this.projects.save("shop", null, null);
    }

    @Test
    void writesNothingAnywhereAndCallsNobody() throws IOException {
        var integration = integration(true, Event.TRACE, NOTHING, STABLE, TELL);
        var group = group("ab");
        IntStream.range(0, 120).forEach((n) -> report(group, n, (n % 2 == 0) ? "stable" : "nightly"));
        var before = Dump.of(this.jdbc);
        var connections = this.tracker.connected.get();

        var tried = run(integration, request(1000));

        assertThat(tried).hasSize(120).filteredOn(TriedReport::createsIssue).hasSize(60);
        assertThat(Dump.of(this.jdbc)).isNotEmpty().isEqualTo(before);
        assertThat(this.tracker.connected.get()).isEqualTo(connections);
    }

    @Test
    void aWriteWouldShow() {
        var before = Dump.of(this.jdbc);

        this.jdbc.sql("update project set description = description").update();

        assertThat(Dump.of(this.jdbc)).isNotEqualTo(before);
    }

    @Test
    void saysWhichRuleWonWhatItSawAndHowTheIssueWouldRead() throws IOException {
        var integration = integration(true, Event.GROUP, NOTHING, STABLE, TELL);
        var group = group("cd");
        var nightly = report(group, 0, "nightly");
        var stable = report(group, 1, "stable");

        var tried = run(integration, request(100));

        assertThat(tried).extracting(TriedReport::report).containsExactly(nightly, stable);
        assertThat(tried.get(0)).satisfies((first) -> {
            assertThat(first.decision().winningRule()).isEqualTo(1);
            assertThat(first.rule()).isEqualTo(NOTHING);
            assertThat(first.fires()).isTrue();
            assertThat(first.issue()).isNull();
        });
        assertThat(tried.get(1)).satisfies((second) -> {
            assertThat(second.fingerprint()).isEqualTo("cd".repeat(32));
            assertThat(second.occurredAt()).isEqualTo(START.plusSeconds(1));
            assertThat(second.rule()).isEqualTo(STABLE);
            assertThat(second.decision().trace()).hasSize(3).allMatch((entry) -> entry.matched());
            assertThat(second.decision().mentions()).containsExactly("@oncall");
            assertThat(second.createsIssue()).isTrue();
            assertThat(second.issue().title()).isEqualTo("Shop: Check…").hasSize(12);
            assertThat(second.issue().labels()).containsExactly("tracebridge");
            assertThat(second.issue().description().format()).isEqualTo(Preview.PLAIN);
            assertThat(second.issue().description().text()).contains("CheckError").contains("View in Tracebridge");
        });
    }

    @Test
    void sumsUpTheWholeSpan() throws IOException {
        var integration = integration(true, Event.GROUP, NOTHING, STABLE);
        var one = group("ab");
        var two = group("cd");
        List.of("nightly", "stable", "stable", "nightly").forEach((environment) -> report(one, 0, environment));
        report(two, 0, "nightly");

        try (var run = this.dryRuns.open(integration, request(100), Long.MAX_VALUE)) {
            assertThat(run.judge((done) -> {
            })).isEqualTo(
                    new Summary(5, 2, 3, 2, 3, 1, 0, List.of(new Summary.RuleCount(1, Action.FILTER, "*", ".*", 5, 3),
                            new Summary.RuleCount(2, Action.SUBMIT, "environment", "stable", 2, 2))));
        }
    }

    @Test
    void unsavedSettingsAreTriedAndCheckedLikeSavedOnes() throws IOException {
        var integration = integration(false, Event.GROUP, NOTHING);
        report(group("ab"), 0, "nightly");
        var automation = new Automation(true, Event.TRACE, 0, 0, List.of());
        var payload = new Payload("{{group_prefix}}", null, null, List.of("urgent"), null);

        assertThat(run(integration, request(100))).singleElement()
            .satisfies((saved) -> assertThat(saved.reason()).isEqualTo("automation is off"));
        assertThat(run(integration, new DryRunRequest(null, null, null, automation, payload))).singleElement()
            .satisfies((tried) -> {
                assertThat(tried.createsIssue()).isTrue();
                assertThat(tried.issue().title()).isEqualTo("ababab");
                assertThat(tried.issue().labels()).containsExactly("urgent");
            });
        var undefined = new Automation(true, null, 0, 0, List.of(new Rule("colour", ".", Action.SUBMIT, null)));
        assertThatExceptionOfType(InvalidInputException.class)
            .isThrownBy(() -> run(integration, new DryRunRequest(null, null, null, undefined, null)))
            .satisfies((ex) -> assertThat(ex.field()).isEqualTo("automation.rules[0].attribute"));
    }

    @Test
    void takesTheLatestReportsOfTheSpanInTheOrderOfTheirArrival() throws IOException {
        var integration = integration(true, Event.TRACE);
        var group = group("ab");
        var ids = IntStream.range(0, 10).mapToObj((second) -> report(group, second, "stable")).toList();

        assertThat(ids(integration, new DryRunRequest(null, null, 3, null, null))).isEqualTo(ids.subList(7, 10));
        assertThat(ids(integration, new DryRunRequest(START.plusSeconds(4), null, null, null, null)))
            .isEqualTo(ids.subList(4, 10));
        assertThat(ids(integration, new DryRunRequest(START.plusSeconds(4), START.plusSeconds(8), 3, null, null)))
            .isEqualTo(ids.subList(5, 8));
        assertThat(ids(integration, new DryRunRequest(START.plusSeconds(99), null, null, null, null))).isEmpty();
    }

    @Test
    void aSpanStaysThoughReportsCome() {
        var integration = integration(true, Event.TRACE);
        var group = group("ab");
        var ids = IntStream.range(0, 5).mapToObj((second) -> report(group, second, "stable")).toList();
        report(group, 9, "stable");

        try (var run = this.dryRuns.open(integration, request(3), ids.getLast())) {
            assertThat(run.span()).isEqualTo(ids.subList(2, 5));
        }
    }

    @Test
    void otherProjectsReportsAreNotLookedAt() throws IOException {
        var integration = integration(true, Event.TRACE);
        this.project = this.projects.save("other", null, null);
        report(group("ab"), 0, "stable");

        assertThat(ids(integration, request(100))).isEmpty();
    }

    @Test
    void stopsWhenNobodyWantsMore() {
        var integration = integration(true, Event.TRACE);
        var group = group("ab");
        IntStream.range(0, 120).forEach((n) -> report(group, n, "stable"));
        var seen = new ArrayList<Integer>();

        try (var run = this.dryRuns.open(integration, request(1000), Long.MAX_VALUE)) {
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> run.judge((done) -> {
                seen.add(done);
                throw new IOException("gone away");
            }));
        }
        assertThat(seen).containsExactly(SpanReader.PIECE);
    }

    @Test
    void endsAtItsDeadline() {
        var integration = integration(true, Event.TRACE);
        report(group("ab"), 0, "stable");

        try (var run = this.dryRuns.open(integration, request(100), Long.MAX_VALUE)) {
            this.clock.advance(Duration.ofMinutes(6));
            assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> run.judge((done) -> {
            })).withMessageContaining("took more than 300 seconds");
        }
    }

    @Test
    void onlySoManyAtOnceAndAPlaceComesBack() {
        var integration = integration(true, Event.TRACE);
        var open = new ArrayList<DryRun>();
        for (int i = 0; i < DryRuns.AT_ONCE; i++) {
            open.add(this.dryRuns.open(integration, request(1), Long.MAX_VALUE));
        }

        assertThatExceptionOfType(DryRunsBusy.class)
            .isThrownBy(() -> this.dryRuns.open(integration, request(1), Long.MAX_VALUE));
        // Twice closed counts once.
        open.getFirst().close();
        open.getFirst().close();
        open.add(this.dryRuns.open(integration, request(1), Long.MAX_VALUE));
        assertThatExceptionOfType(DryRunsBusy.class)
            .isThrownBy(() -> this.dryRuns.open(integration, request(1), Long.MAX_VALUE));
        open.forEach(DryRun::close);
    }

    @Test
    void aRefusedOneTakesNoPlace() {
        var integration = integration(true, Event.TRACE);
        var broken = new Automation(true, null, 0, 0, List.of(new Rule("*", "(", Action.SUBMIT, null)));
        for (int i = 0; i <= DryRuns.AT_ONCE; i++) {
            assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> this.dryRuns.open(integration,
                    new DryRunRequest(null, null, null, broken, null), Long.MAX_VALUE));
        }
    }

    private List<TriedReport> run(Integration integration, DryRunRequest request) throws IOException {
        var tried = new ArrayList<TriedReport>();
        try (var run = this.dryRuns.open(integration, request, Long.MAX_VALUE)) {
            run.judge((done) -> {
            });
            run.report(run.span(), tried::addAll);
        }
        return tried;
    }

    private List<Long> ids(Integration integration, DryRunRequest request) throws IOException {
        return run(integration, request).stream().map(TriedReport::report).toList();
    }

    private static DryRunRequest request(int limit) {
        return new DryRunRequest(null, null, limit, null, null);
    }

    private Integration integration(boolean enabled, Event event, Rule... rules) {
        var payload = new Payload("Shop: {{classifiers}}", null, null, null, null);
        return this.admin.save(this.project, new IntegrationSpec("I", "untouchable", null, null, null, payload, null,
                new Automation(enabled, event, 0, 0, List.of(rules))));
    }

    private long group(String fingerprint) {
        return this.jdbc.sql("""
                insert into error_group (project_id, fingerprint, first_seen, last_seen, classifiers, report_count)
                values (?, ?, now(), now(), '{CheckError}', 1) returning id""")
            .params(this.project.id(), fingerprint.repeat(32))
            .query(Long.class)
            .single();
    }

    private long report(long group, long second, String environment) {
        var time = Timestamp.from(START.plusSeconds(second));
        return this.jdbc.sql("""
                insert into report (rxid, project_id, group_id, uuid, occurred_at, received_at, classifiers, frames,
                  attributes, body) values (?, ?, ?, ?, ?, ?, '{}', '{}', jsonb_build_object('environment', ?), '')
                returning id""")
            .params(UUID.randomUUID(), this.project.id(), group, UUID.randomUUID(), time, time, environment)
            .query(Long.class)
            .single();
    }

    /** Deliberately without a stereotype, so that no scan finds it. */
    static class Untouched {

        @Bean
        UntouchableTracker tracker() {
            return new UntouchableTracker();
        }

        @Bean
        @Primary
        Trackers untouchedTrackers(UntouchableTracker tracker) {
            return new Trackers(List.of(tracker));
        }

    }

}
