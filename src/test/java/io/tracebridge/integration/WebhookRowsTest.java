package io.tracebridge.integration;

import io.tracebridge.Middle;
import io.tracebridge.TestDatabase;
import io.tracebridge.integration.WebhookSecrets.Pair;
import io.tracebridge.project.Projects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** Two admins set up one webhook: the later one's secrets are the tracker's, and stay. */
@SpringBootTest(classes = { Middle.class, Middle.RealTrackers.class },
        webEnvironment = SpringBootTest.WebEnvironment.NONE, properties = { Middle.ENGINE, Middle.KEY })
class WebhookRowsTest {

    private static final Pair FIRST = new Pair("first-address", "first-signature");

    private static final Pair SECOND = new Pair("second-address", "second-signature");

    @Autowired
    WebhookRows rows;

    @Autowired
    IntegrationAdmin admin;

    @Autowired
    Projects projects;

    @Autowired
    JdbcClient jdbc;

    long integration;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        TestDatabase.fresh().register(registry);
    }

    @BeforeEach
    void anIntegration() {
        this.jdbc.sql("delete from project").update();
        this.integration = this.admin
            .save(this.projects.save("shop", null, null),
                    new IntegrationSpec("sandbox", "sandbox", null, null, null, null, null, null))
            .id();
    }

    @Test
    void whoWasOvertakenHearsThatTheTrackerKnowsOtherSecretsNow() {
        var overtaken = this.rows.write(this.integration, FIRST);
        var latest = this.rows.write(this.integration, SECOND);

        assertThat(this.rows.told(this.integration, overtaken, "41")).isFalse();
        assertThat(this.rows.get(this.integration).half()).contains(SECOND);

        assertThat(this.rows.told(this.integration, latest, "42")).isTrue();
        assertThat(this.rows.get(this.integration).half()).isEmpty();
        assertThat(this.rows.get(this.integration).hookId()).contains("42");
    }

    @Test
    void whoFailedPutsBackHisOwnSecretsOnly() {
        var before = this.rows.get(this.integration);
        var overtaken = this.rows.write(this.integration, FIRST);
        var latest = this.rows.write(this.integration, SECOND);

        this.rows.putBack(this.integration, overtaken, before);
        assertThat(this.rows.get(this.integration).pair()).contains(SECOND);

        this.rows.putBack(this.integration, latest, before);
        assertThat(this.rows.get(this.integration).pair()).isEmpty();
    }

    @Test
    void aWebhookThatIsGoneAtTheTrackerLeavesItsSuccessorAlone() {
        this.rows.told(this.integration, this.rows.write(this.integration, FIRST), "42");

        this.rows.goneAtTracker(this.integration, "41");
        assertThat(this.rows.get(this.integration).hookId()).contains("42");

        this.rows.goneAtTracker(this.integration, "42");
        assertThat(this.rows.get(this.integration).hookId()).isEmpty();
    }

}
