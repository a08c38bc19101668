package io.tracebridge.link;

import java.util.List;
import java.util.Map;

import io.tracebridge.Middle;
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
import io.tracebridge.triage.GroupLookup;
import io.tracebridge.triage.GroupRef;
import io.tracebridge.triage.LinkQueries;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Groups, a tracker that does as it is told, and what linking leaves in the database. */
@SpringBootTest(classes = { Middle.class, Middle.RealTrackers.class, LinkingSlice.Scripted.class },
        webEnvironment = SpringBootTest.WebEnvironment.NONE, properties = { Middle.ENGINE, Middle.KEY })
abstract class LinkingSlice {

    static final String ACTOR = "user:tess";

    @Autowired
    Linking linking;

    @Autowired
    IssueCreation creation;

    @Autowired
    ScriptedTracker tracker;

    @Autowired
    GroupLookup lookup;

    @Autowired
    LinkQueries queries;

    @Autowired
    Projects projects;

    @Autowired
    Integrations integrations;

    @Autowired
    IntegrationAdmin admin;

    @Autowired
    JdbcClient jdbc;

    Project project;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        TestDatabase.fresh().register(registry);
    }

    @BeforeEach
    void nothingButAProject() {
        this.tracker.reset();
        this.jdbc.sql("delete from project").update();
        this.jdbc.sql("delete from outbox").update();
        this.project = this.projects.save("shop", null, null);
    }

    Integration integration(boolean push, boolean pull, String onLink) {
        return this.admin.save(this.project, new IntegrationSpec("scripted", "scripted", null, null, null, null,
                new SyncSettings(push, pull, onLink, null, null, Map.of("ann", "acc-ann", "bob", "acc-bob")), null));
    }

    /**
     * @param digit what its fingerprint is made of
     */
    GroupRef group(char digit, GroupState state, String assignee) {
        var fingerprint = String.valueOf(digit).repeat(64);
        this.jdbc.sql("""
                insert into error_group (project_id, fingerprint, state, assignee, first_seen, last_seen)
                values (?, ?, ?, ?, now(), now())""")
            .params(this.project.id(), fingerprint, state.id(), assignee)
            .update();
        return this.lookup.find(this.project.id(), fingerprint).orElseThrow();
    }

    void merge(GroupRef group, GroupRef root) {
        this.jdbc.sql("update error_group set merged_into = ? where id = ?").params(root.id(), group.id()).update();
    }

    Linking.Linked link(GroupRef group, String issue) {
        return this.linking.link(this.project, group, "scripted", issue, ACTOR);
    }

    LinkQueries.LinkRow only(GroupRef group) {
        var links = this.queries.list(group.id());
        if (links.size() != 1) {
            throw new AssertionError("not one link but " + links);
        }
        return links.getFirst();
    }

    String column(String column, GroupRef group) {
        return this.jdbc.sql("select " + column + " from error_group where id = ?")
            .param(group.id())
            .query(String.class)
            .list()
            .getFirst();
    }

    Map<String, Object> row(long link) {
        return this.jdbc.sql("select * from link where id = ?").param(link).query().singleRow();
    }

    List<String> activity(GroupRef group) {
        return this.jdbc.sql("select kind from activity where group_id = ? order by id")
            .param(group.id())
            .query(String.class)
            .list();
    }

    static class Scripted {

        @Bean
        ScriptedTracker scriptedTracker() {
            return new ScriptedTracker();
        }

        @Bean
        @Primary
        Trackers scriptedTrackers(ScriptedTracker tracker) {
            return new Trackers(List.of(tracker));
        }

    }

}
