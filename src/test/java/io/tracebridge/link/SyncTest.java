package io.tracebridge.link;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.tracebridge.Middle;
import io.tracebridge.MutableClock;
import io.tracebridge.TestDatabase;
import io.tracebridge.integration.Integration;
import io.tracebridge.integration.IntegrationAdmin;
import io.tracebridge.integration.IntegrationSpec;
import io.tracebridge.integration.Integrations;
import io.tracebridge.integration.SyncSettings;
import io.tracebridge.integration.Trackers;
import io.tracebridge.project.Project;
import io.tracebridge.project.Projects;
import io.tracebridge.sync.GroupState;
import io.tracebridge.tracker.http.AddressGuard;
import io.tracebridge.tracker.http.HttpLimits;
import io.tracebridge.tracker.http.TrackerHttp;
import io.tracebridge.triage.GroupChanges;
import io.tracebridge.triage.LinkedGroups;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A group that was linked to the issue of a tracker that remembers, both in progress and
 * agreed on it, on a real database.
 */
@SpringBootTest(classes = { Middle.class, SyncTest.Beans.class }, webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = { Middle.ENGINE, Middle.KEY })
abstract class SyncTest {

    static final Map<String, String> PEOPLE = Map.of("ada", "a-ada", "bob", "a-bob");

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        DATABASE.register(registry);
    }

    @Autowired
    IssueSync sync;

    @Autowired
    StatefulTracker tracker;

    @Autowired
    LinkedGroups groups;

    @Autowired
    GroupChanges changedByHand;

    @Autowired
    DirtyLinks marks;

    @Autowired
    LinkChanges changes;

    @Autowired
    LinkSweeper sweeper;

    @Autowired
    Integrations integrations;

    @Autowired
    IntegrationAdmin admin;

    @Autowired
    Projects projects;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MutableClock clock;

    @Autowired
    TransactionTemplate transaction;

    Project project;

    Integration integration;

    long group;

    long link;

    @BeforeEach
    void aLinkedGroup() {
        this.clock.set(Instant.now().truncatedTo(ChronoUnit.MILLIS));
        this.jdbc.sql("delete from outbox").update();
        this.jdbc.sql("delete from project").update();
        this.tracker.reset();
        this.project = this.projects.save("shop", null, null);
        configure(settings("ask"));
        this.group = group("ab", "in-progress");
        this.tracker.edit("doing", null);
        this.link = link(this.integration, this.group, "found");
        synchronise();
        this.tracker.writes.clear();
        this.tracker.reads = 0;
        this.jdbc.sql("delete from outbox").update();
    }

    static SyncSettings settings(String onConflict) {
        return new SyncSettings(true, true, "tracker", onConflict, Map.of(), PEOPLE);
    }

    void configure(SyncSettings settings) {
        this.integration = this.admin.save(this.project,
                new IntegrationSpec("stateful", "stateful", null, null, null, null, settings, null));
    }

    long group(String hex, String state) {
        return this.jdbc.sql("""
                insert into error_group (project_id, fingerprint, state, first_seen, last_seen)
                values (?, ?, ?, now(), now()) returning id""")
            .params(this.project.id(), hex.repeat(32), state)
            .query(Long.class)
            .single();
    }

    long link(Integration through, long to, String origin) {
        return this.jdbc
            .sql("""
                    insert into link (integration_id, group_id, scope, marker, state, origin, issue_id, issue_key, issue_url,
                      dirty_since, dirty_serial) values (?, ?, 'group', 'tracebridge' || substr(md5(random()::text), 1, 20), 'linked', ?, ?, ?, ?, now(), 1)
                    returning id""")
            .params(through.id(), to, origin, StatefulTracker.REF.id(), StatefulTracker.REF.key(),
                    StatefulTracker.REF.url())
            .query(Long.class)
            .single();
    }

    /** A person in our triage. */
    void setState(String state) {
        this.transaction.executeWithoutResult((status) -> this.groups.adoptState(this.group,
                GroupState.of(state).orElseThrow(), "user:ada", Map.of()));
    }

    void setAssignee(String user) {
        this.transaction.executeWithoutResult(
                (status) -> this.groups.adoptAssignee(this.group, Optional.ofNullable(user), "user:ada", Map.of()));
    }

    /** A webhook, a poll or a person says that something may have changed. */
    void mark() {
        this.transaction.executeWithoutResult((status) -> this.marks.mark(List.of(this.link)));
    }

    IssueSync.Result synchronise() {
        return this.sync.sync(this.link);
    }

    IssueSync.Result markAndSynchronise() {
        mark();
        return synchronise();
    }

    String state() {
        return column("select state from error_group where id = ?", this.group);
    }

    String assignee() {
        return column("select coalesce(assignee, 'nobody') from error_group where id = ?", this.group);
    }

    boolean dirty() {
        return this.jdbc.sql("select dirty_since is not null from link where id = ?")
            .param(this.link)
            .query(Boolean.class)
            .single();
    }

    String column(String sql, long id) {
        return this.jdbc.sql(sql).param(id).query(String.class).single();
    }

    /** Newest first, as {@code pushed state: in-progress > resolved}. */
    List<String> history() {
        return this.changes.list(this.link, Long.MAX_VALUE, 100)
            .stream()
            .map((row) -> "%s %s: %s > %s".formatted(row.outcome(), row.field(), row.before(), row.after()))
            .toList();
    }

    static class Beans {

        @Bean
        StatefulTracker statefulTracker() {
            return new StatefulTracker();
        }

        @Bean
        TrackerHttp trackerHttp(MutableClock clock) {
            return new TrackerHttp(HttpLimits.DEFAULT, new AddressGuard(true, true), clock, "test");
        }

        @Bean
        Trackers trackers(StatefulTracker tracker) {
            return new Trackers(List.of(tracker));
        }

    }

}
