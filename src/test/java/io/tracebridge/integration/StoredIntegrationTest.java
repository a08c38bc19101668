package io.tracebridge.integration;

import io.tracebridge.Middle;
import io.tracebridge.TestDatabase;
import io.tracebridge.project.Project;
import io.tracebridge.project.Projects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is stored of an integration is of use to it alone, and not lost to haste. */
@SpringBootTest(classes = { Middle.class, Middle.RealTrackers.class },
        webEnvironment = SpringBootTest.WebEnvironment.NONE, properties = { Middle.ENGINE, Middle.KEY })
class StoredIntegrationTest {

    @Autowired
    IntegrationAdmin admin;

    @Autowired
    Integrations integrations;

    @Autowired
    Projects projects;

    @Autowired
    JdbcClient jdbc;

    Project project;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        TestDatabase.fresh().register(registry);
    }

    @BeforeEach
    void aProject() {
        this.jdbc.sql("delete from project").update();
        this.project = this.projects.save("shop", null, null);
    }

    @Test
    void aCredentialThatWasCopiedFromAnotherIntegrationOpensNothing() {
        this.admin.save(this.project, spec("one", null));
        var two = this.admin.save(this.project, spec("two", null));
        assertThat(two.usable()).isTrue();

        this.jdbc.sql(
                "update integration set credential = (select credential from integration where name = 'one') where id = ?")
            .param(two.id())
            .update();

        assertThat(this.integrations.find(two.id()).orElseThrow().pause())
            .hasValueSatisfying((pause) -> assertThat(pause.reason()).contains("TRACEBRIDGE_SECRET_KEY"));
    }

    @Test
    void whoSavesWhatSomebodyElseChangedMeanwhileIsTold() {
        var seen = this.integrations.changedAt(this.admin.save(this.project, spec("one", null)).id());
        this.admin.save(this.project, spec("one", Integration.State.STOPPED), seen);

        assertThatThrownBy(() -> this.admin.save(this.project, spec("one", null), seen))
            .isInstanceOf(IntegrationChanged.class);
        assertThatThrownBy(() -> this.admin.save(this.project, spec("one", null), IntegrationAdmin.NEW))
            .isInstanceOf(IntegrationChanged.class);
        assertThat(this.integrations.find(this.project.id(), "one").orElseThrow().state())
            .isEqualTo(Integration.State.STOPPED);
    }

    private static IntegrationSpec spec(String name, Integration.State state) {
        return new IntegrationSpec(name, "sandbox", state, null, null, null, null, null);
    }

}
