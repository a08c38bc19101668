package io.tracebridge.link;

import java.util.List;

import io.tracebridge.Middle;
import io.tracebridge.TestDatabase;
import io.tracebridge.integration.IntegrationAdmin;
import io.tracebridge.integration.IntegrationSpec;
import io.tracebridge.project.Projects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** What an incident calls the things that the engine knows by ids. */
@SpringBootTest(classes = { Middle.class, Middle.RealTrackers.class },
        webEnvironment = SpringBootTest.WebEnvironment.NONE, properties = { Middle.ENGINE, Middle.KEY })
class WorkNamesTest {

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        TestDatabase.fresh().register(registry);
    }

    @Autowired
    WorkNames names;

    @Autowired
    Projects projects;

    @Autowired
    IntegrationAdmin admin;

    @Autowired
    JdbcClient jdbc;

    private long jira;

    private long box;

    private long group;

    @BeforeEach
    void aGroupAndTwoIntegrations() {
        this.jdbc.sql("delete from project").update();
        this.jira = integration("Jira");
        this.box = integration("Box");
        this.group = this.jdbc.sql("""
                insert into error_group (project_id, fingerprint, first_seen, last_seen)
                select id, ?, now(), now() from project returning id""")
            .param("1a2b3c4d" + "0".repeat(56))
            .query(Long.class)
            .single();
    }

    @Test
    void groupAndIntegrationAreNamed() {
        assertThat(this.names.of(List.of(this.jira), this.group, null))
            .isEqualTo("group 1a2b3c4, integration \"Jira\" of project shop");
    }

    @Test
    void aLinkIsNamedByItsIssueGroupAndIntegration() {
        var link = this.jdbc.sql("""
                insert into link (integration_id, group_id, scope, marker, state, issue_id, issue_key)
                values (?, ?, 'group', 'm', 'linked', '1', 'SHOP-12') returning id""")
            .params(this.jira, this.group)
            .query(Long.class)
            .single();

        assertThat(this.names.of(List.of(), null, link))
            .isEqualTo("SHOP-12, group 1a2b3c4, integration \"Jira\" of project shop");
    }

    @Test
    void severalIntegrationsAreAllNamedAndOneAloneIsEnough() {
        assertThat(this.names.of(List.of(this.jira, this.box), null, null))
            .isEqualTo("integration \"Box\", \"Jira\" of project shop");
        assertThat(this.names.of(List.of(this.box), null, null)).isEqualTo("integration \"Box\" of project shop");
    }

    @Test
    void whatIsGoneHasNoName() {
        assertThat(this.names.of(List.of(0L), 0L, 0L)).isEmpty();
        assertThat(this.names.of(List.of(), null, null)).isEmpty();
    }

    private long integration(String name) {
        return this.admin
            .save(this.projects.save("shop", null, null),
                    new IntegrationSpec(name, "sandbox", null, null, null, null, null, null))
            .id();
    }

}
