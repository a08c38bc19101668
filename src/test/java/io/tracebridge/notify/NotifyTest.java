package io.tracebridge.notify;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.tracebridge.Middle;
import io.tracebridge.TestDatabase;
import io.tracebridge.integration.IntegrationAdmin;
import io.tracebridge.integration.IntegrationSpec;
import io.tracebridge.project.Project;
import io.tracebridge.project.Projects;
import io.tracebridge.tracker.http.AddressGuard;
import io.tracebridge.tracker.http.HttpLimits;
import io.tracebridge.tracker.http.TrackerHttp;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A project with a linked issue, and decisions that mention somebody. */
@SpringBootTest(classes = { Middle.class, Middle.RealTrackers.class },
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = { Middle.ENGINE, Middle.KEY, "tracebridge.url=https://bridge.example" })
abstract class NotifyTest {

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        TestDatabase.fresh().register(registry);
    }

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Projects projects;

    @Autowired
    IntegrationAdmin integrations;

    @Autowired
    TargetAdmin admin;

    @Autowired
    Targets targets;

    Project project;

    long integration;

    long group;

    @BeforeEach
    void aProject() {
        this.jdbc.sql("delete from project").update();
        this.project = this.projects.save("shop", null, null);
        this.integration = this.integrations
            .save(this.project, new IntegrationSpec("sandbox", "sandbox", null, null, null, null, null, null))
            .id();
        this.group = this.jdbc.sql("""
                insert into error_group (project_id, fingerprint, classifiers, report_count, first_seen, last_seen)
                values (?, ?, '{TypeError}', 3, now(), now()) returning id""")
            .params(this.project.id(), "ab".repeat(32))
            .query(Long.class)
            .single();
    }

    static TrackerHttp http() {
        var hasty = new HttpLimits(Duration.ofSeconds(2), Duration.ofMillis(400), Duration.ofSeconds(2), 100_000);
        return new TrackerHttp(hasty, new AddressGuard(true, true), Clock.systemUTC(), "test");
    }

    Target target(String name, String kind, Map<String, String> settings, Map<String, String> credential) {
        return this.admin.save(this.project, new TargetSpec(name, kind, null, settings, credential));
    }

    /** The group's issue; scopes part several of one group. */
    long link(String scope, String title) {
        return this.jdbc.sql("""
                insert into link (integration_id, group_id, scope, marker, state, issue_id, issue_key, issue_url,
                  issue_title) values (?, ?, ?, ?, 'linked', '7', 'SHOP-7', 'https://tracker.example/SHOP-7', ?)
                returning id""")
            .params(this.integration, this.group, scope, UUID.randomUUID().toString(), title)
            .query(Long.class)
            .single();
    }

    long decision(String... mentions) {
        var report = this.jdbc.sql("""
                insert into report (rxid, project_id, group_id, uuid, occurred_at, received_at, classifiers, frames,
                  attributes, body) values (?, ?, ?, ?, now(), now(), '{}', '{}', '{}', '') returning id""")
            .params(UUID.randomUUID(), this.project.id(), this.group, UUID.randomUUID())
            .query(Long.class)
            .single();
        return this.jdbc.sql("""
                insert into decision (report_id, group_id, integration_id, outcome, trace, mentions)
                values (?, ?, ?, 'submit', '[]', ?) returning id""")
            .params(report, this.group, this.integration, mentions)
            .query(Long.class)
            .single();
    }

    /** Oldest first, such as {@code mentioned @oncall}. */
    List<String> activity() {
        return this.jdbc.sql("select kind || ' ' || (after ->> 'target') from activity where group_id = ? order by id")
            .param(this.group)
            .query(String.class)
            .list();
    }

}
