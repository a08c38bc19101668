package io.tracebridge.link;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.tracebridge.MutableClock;
import io.tracebridge.TestDatabase;
import io.tracebridge.integration.Automation;
import io.tracebridge.integration.Integration;
import io.tracebridge.integration.IntegrationAdmin;
import io.tracebridge.integration.IntegrationSpec;
import io.tracebridge.integration.Integrations;
import io.tracebridge.integration.Trackers;
import io.tracebridge.project.Project;
import io.tracebridge.project.Projects;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** One issue per link, whatever happens between any two lines. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE, properties = { "camunda.client.enabled=false",
        "tracebridge.platform.enabled=false", "tracebridge.secret-key=MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=" })
class IssueCreationTest {

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
    Integrations integrations;

    @Autowired
    IntegrationAdmin admin;

    @Autowired
    JdbcClient jdbc;

    Project project;

    Integration integration;

    long group;

    @BeforeEach
    void aGroupAndAnIntegration() {
        this.tracker.reset();
        this.project = this.projects.save("shop", null, null);
        this.integration = this.admin.save(this.project, spec());
        this.jdbc.sql("delete from error_group").update();
        this.group = this.jdbc
            .sql("""
                    insert into error_group (project_id, fingerprint, classifiers, frames, report_count, first_seen, last_seen)
                    values (?, ?, '{DemoError}', '{shop.Cart.total}', 3, now(), now()) returning id""")
            .params(this.project.id(), "ab".repeat(32))
            .query(Long.class)
            .single();
    }

    @Test
    void createsTheIssueAndPutsTheGroupInProgress() {
        var created = this.creation.create(request());

        assertThat(created.issueKey()).isEqualTo("T-1");
        assertThat(linkState()).isEqualTo("linked");
        assertThat(this.jdbc.sql("select state from error_group where id = ?")
            .param(this.group)
            .query(String.class)
            .single()).isEqualTo("in-progress");
        assertThat(activity()).containsExactly("issue-linked", "state-changed");
    }

    @Test
    void askedAgainAnswersTheSameWithoutAnotherCall() {
        var first = this.creation.create(request());

        assertThat(this.creation.create(request())).isEqualTo(first);
        assertThat(this.tracker.createCalls).hasSize(1);
        assertThat(this.tracker.searches).hasValue(0);
    }

    @Test
    void anIssueWhoseAnswerWasLostIsFoundByItsMarker() {
        this.tracker.loseNextAnswer();
        assertThatThrownBy(() -> this.creation.create(request())).isInstanceOf(TrackerException.Unavailable.class);

        assertThat(this.creation.create(request()).issueKey()).isEqualTo("T-1");
        assertThat(this.tracker.issues).hasSize(1);
        assertThat(this.tracker.createCalls).hasSize(1);
    }

    @Test
    void anIssueThatTheSearchMayNotShowYetIsNotCreatedAgain() {
        this.tracker.failNext(new TrackerException.Unavailable("no answer", (Throwable) null));
        assertThatThrownBy(() -> this.creation.create(request())).isInstanceOf(TrackerException.Unavailable.class);

        this.clock.advance(Duration.ofSeconds(10));
        var tooEarly = catchThrowableOfType(NotYet.class, () -> this.creation.create(request()));
        assertThat(tooEarly.retryIn()).isEqualTo(Duration.ofSeconds(20));
        assertThat(this.tracker.createCalls).hasSize(1);

        this.clock.advance(Duration.ofSeconds(20));
        assertThat(this.creation.create(request()).issueKey()).isEqualTo("T-1");
        assertThat(this.tracker.createCalls).hasSize(2);
    }

    @Test
    void aRefusalSaysWhatTheTrackerSaidAndWhatWasSent() {
        this.tracker.failNext(refusal());

        var refused = catchThrowableOfType(IssueRejected.class, () -> this.creation.create(request()));

        assertThat(refused.rejection().message()).isEqualTo("Component is required.");
        assertThat(refused.rejection().title()).contains("DemoError");
        assertThat(refused.rejection().fields()).containsExactly(new Rejection.Field("component", "", "is required"));
        assertThat(linkState()).isEqualTo("rejected");
        assertThat(activity()).containsExactly("issue-rejected");
    }

    @Test
    void aCorrectedIssueIsSentAtOnceSinceARefusalCreatedNothing() {
        this.tracker.failNext(refusal());
        assertThatThrownBy(() -> this.creation.create(request())).isInstanceOf(IssueRejected.class);

        var corrected = new IssueCreation.Request(this.integration.id(), this.group, null, null, "group",
                "Better title", null, Map.of("component", "cart"));
        assertThat(this.creation.create(corrected).issueKey()).isEqualTo("T-1");
        assertThat(this.tracker.searches).hasValue(0);
        assertThat(this.tracker.createCalls).last().satisfies((draft) -> {
            assertThat(draft.title()).isEqualTo("Better title");
            assertThat(draft.fields()).containsEntry("component", "cart");
        });
    }

    @Test
    void aRefusalAfterALostAnswerStillLooksForTheMarkerNextTime() {
        this.tracker.loseNextAnswer();
        assertThatThrownBy(() -> this.creation.create(request())).isInstanceOf(TrackerException.Unavailable.class);
        this.tracker.issues.clear();
        this.clock.advance(ScriptedTracker.SEARCH_DELAY);
        this.tracker.failNext(refusal());
        assertThatThrownBy(() -> this.creation.create(request())).isInstanceOf(IssueRejected.class);

        this.creation.create(request());
        assertThat(this.tracker.searches).hasValue(2);
    }

    @Test
    void whatAPersonGaveUpOnIsNotTriedAgain() {
        this.tracker.failNext(refusal());
        assertThatThrownBy(() -> this.creation.create(request())).isInstanceOf(IssueRejected.class);
        this.creation.giveUp(request(), "not worth it");

        assertThat(this.creation.create(request()).issueKey()).isNull();
        assertThat(linkState()).isEqualTo("given-up");
        assertThat(activity()).containsExactly("issue-rejected", "issue-given-up");
        assertThat(this.tracker.createCalls).hasSize(1);
    }

    @Test
    void aRefusedCredentialPausesTheIntegrationUntilItIsSavedAgain() {
        this.tracker.failNext(new TrackerException.CredentialRefused("401: bad token"));
        assertThatThrownBy(() -> this.creation.create(request())).isInstanceOfSatisfying(NotYet.class,
                (wait) -> assertThat(wait.stopped()).isPresent());

        assertThatThrownBy(() -> this.creation.create(request())).isInstanceOf(NotYet.class)
            .hasMessageContaining("paused: 401: bad token");
        assertThat(this.tracker.createCalls).hasSize(1);

        this.admin.save(this.project, spec());
        assertThat(this.creation.create(request()).issueKey()).isEqualTo("T-1");
    }

    @Test
    void aRateLimitIsNoReasonToSearch() {
        this.tracker.failNext(new TrackerException.RateLimited("slow down", Duration.ofSeconds(7)));
        assertThatThrownBy(() -> this.creation.create(request())).isInstanceOf(TrackerException.RateLimited.class);

        assertThat(this.creation.create(request()).issueKey()).isEqualTo("T-1");
        assertThat(this.tracker.searches).hasValue(0);
    }

    @Test
    void eachReportOfTheEventTraceHasItsOwnIssue() {
        this.creation.create(request("report:1"));
        this.creation.create(request("report:2"));
        this.creation.create(request("report:2"));

        assertThat(this.tracker.issues).hasSize(2);
    }

    @Test
    void manyWorkersAtOnceMakeOneCall() throws Exception {
        var created = new AtomicInteger();
        var together = new CountDownLatch(1);
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 16).forEach((n) -> workers.submit(() -> {
                together.await();
                try {
                    created.addAndGet((this.creation.create(request()).issueKey() != null) ? 1 : 0);
                }
                catch (NotYet ex) {
                    // As it should be: another worker has the link.
                }
                return null;
            }));
            together.countDown();
        }
        assertThat(created).hasPositiveValue();
        assertThat(this.tracker.createCalls).hasSize(1);
    }

    @Test
    void aDeletedIntegrationIsAPersonsMatter() {
        this.integrations.delete(this.project.id(), "scripted");

        assertThatThrownBy(() -> this.creation.create(request())).isInstanceOf(IssueRejected.class)
            .hasMessageContaining("deleted");
        this.creation.giveUp(request(), "");
    }

    private IssueCreation.Request request() {
        return request("group");
    }

    private IssueCreation.Request request(String scope) {
        return new IssueCreation.Request(this.integration.id(), this.group, null, null, scope, null, null, null);
    }

    private static TrackerException refusal() {
        return new TrackerException.Rejected(Reason.INVALID_FIELD, "Component is required.",
                Map.of("component", "is required"));
    }

    private static IntegrationSpec spec() {
        return new IntegrationSpec("scripted", "scripted", null, null, null, null, null,
                new Automation(true, null, 0, 0, List.of()));
    }

    private String linkState() {
        return this.jdbc.sql("select state from link where group_id = ?")
            .param(this.group)
            .query(String.class)
            .single();
    }

    private List<String> activity() {
        return this.jdbc.sql("select kind from activity where group_id = ? order by id")
            .param(this.group)
            .query(String.class)
            .list();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @ComponentScan(basePackages = { "io.tracebridge.integration", "io.tracebridge.project", "io.tracebridge.triage",
            "io.tracebridge.link", "io.tracebridge.outbox", "io.tracebridge.security", "io.tracebridge.sandbox" },
            excludeFilters = { @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*TrackerConfiguration"),
                    @ComponentScan.Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class) })
    static class Slice {

        @Bean
        MutableClock clock() {
            return new MutableClock(Instant.parse("2026-05-04T03:02:01Z"));
        }

        @Bean
        ScriptedTracker scriptedTracker() {
            return new ScriptedTracker();
        }

        @Bean
        Trackers trackers(ScriptedTracker tracker) {
            return new Trackers(List.of(tracker));
        }

    }

}
