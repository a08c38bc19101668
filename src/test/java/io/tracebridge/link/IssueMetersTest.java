package io.tracebridge.link;

import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tracebridge.MutableClock;
import io.tracebridge.TestDatabase;
import io.tracebridge.integration.Automation;
import io.tracebridge.integration.Integration;
import io.tracebridge.integration.IntegrationAdmin;
import io.tracebridge.integration.IntegrationSpec;
import io.tracebridge.project.Project;
import io.tracebridge.project.Projects;
import io.tracebridge.sync.GroupState;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.triage.GroupLookup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is counted of issues, each by the real creation on a real database. */
@SpringBootTest(classes = IssueCreationTest.Slice.class, webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = { "camunda.client.enabled=false", "tracebridge.platform.enabled=false",
                "tracebridge.secret-key=MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=" })
class IssueMetersTest {

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        TestDatabase.fresh().register(registry);
    }

    @Autowired
    IssueCreation creation;

    @Autowired
    ScriptedTracker tracker;

    @Autowired
    MutableClock clock;

    @Autowired
    Projects projects;

    @Autowired
    IntegrationAdmin admin;

    @Autowired
    MeterRegistry meters;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Linking linking;

    @Autowired
    GroupLookup lookup;

    Project project;

    Integration integration;

    long group;

    long report;

    @BeforeEach
    void aReport() {
        this.tracker.reset();
        this.jdbc.sql("delete from project").update();
        this.meters.clear();
        this.project = this.projects.save("shop", null, null);
        this.integration = this.admin.save(this.project, new IntegrationSpec("scripted", "scripted", null, null, null,
                null, null, new Automation(true, null, 0, 0, List.of())));
        this.group = this.jdbc.sql("""
                insert into error_group (project_id, fingerprint, first_seen, last_seen)
                values (?, ?, now(), now()) returning id""")
            .params(this.project.id(), "ab".repeat(32))
            .query(Long.class)
            .single();
        this.report = this.jdbc
            .sql("""
                    insert into report (rxid, uuid, project_id, group_id, occurred_at, received_at, classifiers, frames, attributes, body)
                    values (gen_random_uuid(), gen_random_uuid(), ?, ?, now(), ?, '{}', '{}', '{}', '') returning id""")
            .params(this.project.id(), this.group, Timestamp.from(this.clock.instant()))
            .query(Long.class)
            .single();
    }

    @Test
    void aCreatedIssueCountsOnceWithTheTimeSinceItsReport() {
        this.clock.advance(Duration.ofSeconds(3));

        this.creation.create(request(this.report));
        this.creation.create(request(this.report));

        assertThat(issues("created")).isEqualTo(1);
        assertThat(latency().count()).isEqualTo(1);
        assertThat(latency().totalTime(SECONDS)).isEqualTo(3);
        assertThat(latency().takeSnapshot().histogramCounts()).hasSize(11);
    }

    @Test
    void anIssueThatNoReportLedToHasNoLatency() {
        this.creation.create(request(null));

        assertThat(issues("created")).isEqualTo(1);
        assertThat(this.meters.find(LinkMeters.LATENCY).timer()).isNull();
    }

    @Test
    void anIssueWhoseAnswerWasLostCountsAsFoundAgain() {
        this.tracker.loseNextAnswer();
        assertThatThrownBy(() -> this.creation.create(request(this.report)))
            .isInstanceOf(TrackerException.Unavailable.class);

        this.creation.create(request(this.report));

        assertThat(issues("found-again")).isEqualTo(1);
        assertThat(issues("created")).isZero();
        assertThat(latency().count()).isEqualTo(1);
    }

    @Test
    void aRefusedIssueCounts() {
        this.tracker.failNext(new TrackerException.Rejected(Reason.INVALID_FIELD, "Component is required.", Map.of()));

        assertThatThrownBy(() -> this.creation.create(request(this.report))).isInstanceOf(IssueRejected.class);

        assertThat(issues("refused")).isEqualTo(1);
        assertThat(issues("created")).isZero();
    }

    @Test
    void anIssueThatIsLinkedByHandCountsOnce() {
        this.tracker.has("T-1", GroupState.OPEN, null);
        var group = this.lookup.find(this.project.id(), "ab".repeat(32)).orElseThrow();

        this.linking.link(this.project, group, "scripted", "T-1", "user:ada");
        this.linking.link(this.project, group, "scripted", "T-1", "user:ada");

        assertThat(issues("linked-by-hand")).isEqualTo(1);
        assertThat(issues("created")).isZero();
    }

    private IssueCreation.Request request(Long report) {
        return new IssueCreation.Request(this.integration.id(), this.group, report, null, "group", null, null, null);
    }

    private double issues(String outcome) {
        var counter = this.meters.find(LinkMeters.ISSUES)
            .tags("project", "shop", "integration", "scripted", "tracker", "scripted", "outcome", outcome)
            .counter();
        return (counter != null) ? counter.count() : 0;
    }

    private Timer latency() {
        return this.meters.get(LinkMeters.LATENCY).tags("project", "shop", "integration", "scripted").timer();
    }

}
