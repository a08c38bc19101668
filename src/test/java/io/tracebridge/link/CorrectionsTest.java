package io.tracebridge.link;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tracebridge.Middle;
import io.tracebridge.TestDatabase;
import io.tracebridge.integration.IntegrationAdmin;
import io.tracebridge.integration.IntegrationSpec;
import io.tracebridge.link.Corrections.Choice;
import io.tracebridge.link.Corrections.Correction;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.project.Project;
import io.tracebridge.project.Projects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A rejected issue is answered once, over what was sent. */
@SpringBootTest(classes = { Middle.class, OfferingTracker.class }, webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = { Middle.ENGINE, Middle.KEY })
class CorrectionsTest {

    private static final String GROUP = "ab".repeat(32);

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        TestDatabase.fresh().register(registry);
    }

    @Autowired
    Corrections corrections;

    @Autowired
    Links links;

    @Autowired
    Projects projects;

    @Autowired
    IntegrationAdmin admin;

    @Autowired
    ObjectMapper json;

    @Autowired
    JdbcClient jdbc;

    Project project;

    long link;

    @BeforeEach
    void aRejectedIssue() {
        this.jdbc.sql("delete from project").update();
        this.jdbc.sql("delete from outbox").update();
        this.project = this.projects.save("shop", null, null);
        var integration = this.admin.save(this.project,
                new IntegrationSpec("Offers", "offering", null, null, null, null, null, null));
        var group = this.jdbc.sql("""
                insert into error_group (project_id, fingerprint, first_seen, last_seen) values (?, ?, now(), now())
                returning id""").params(this.project.id(), GROUP).query(Long.class).single();
        this.link = this.links.reserve(integration.id(), group, "group").orElseThrow().id();
        reject();
    }

    @Test
    void whatIsLeftOutStaysAsItWasSent() throws Exception {
        assertThat(submit(new Correction(Choice.RETRY, null, Map.of("components", "cart"), null))).isTrue();

        var message = this.json.readTree(outbox().getFirst());
        assertThat(message.path("name").asText()).isEqualTo("issue-correction-submitted");
        assertThat(message.path("correlationKey").asText()).isEqualTo(Long.toString(this.link));
        assertThat(message.path("variables")).isEqualTo(this.json.readTree("""
                {"choice": "retry", "title": "Cart is empty", "why": "",
                 "fields": {"components": "cart", "labels": "a"}}"""));
        assertThat(
                this.jdbc.sql("select kind || ' ' || actor || ' ' || after from activity").query(String.class).list())
            .containsExactly("correction-submitted user:jane {\"choice\": \"retry\"}");
    }

    @Test
    void eachRejectionIsAnsweredOnceAndTheNextOneAgain() {
        submit(new Correction(Choice.RETRY, "Better", null, null));

        assertThatThrownBy(() -> submit(new Correction(Choice.GIVE_UP, null, null, "no")))
            .isInstanceOf(RequestRefused.class)
            .hasMessageContaining("being tried again");
        reject();
        submit(new Correction(Choice.GIVE_UP, null, null, "no"));

        assertThat(outbox()).hasSize(2).last().asString().contains("\"choice\": \"give-up\"", "\"why\": \"no\"");
        assertThat(this.jdbc.sql("select count(distinct payload ->> 'id') from outbox").query(Long.class).single())
            .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = { "reserved", "linked", "given-up", "unlinked", "gone" })
    void onlyARejectedIssueIsCorrected(String state) {
        this.jdbc.sql("update link set state = ?").param(state).update();

        assertThatThrownBy(() -> submit(new Correction(Choice.RETRY, null, null, null)))
            .isInstanceOf(RequestRefused.class)
            .hasMessageContaining(state);
        assertThat(outbox()).isEmpty();
    }

    @Test
    void whatCannotBeTakenChangesNothing() {
        assertThatThrownBy(() -> submit(new Correction(null, null, null, null)))
            .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> submit(new Correction(Choice.RETRY, "a\nb", null, null)))
            .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> submit(new Correction(Choice.GIVE_UP, null, null, "x".repeat(1001))))
            .isInstanceOf(InvalidInputException.class);
        assertThat(this.corrections.submit(this.project.id(), "00".repeat(32), this.link,
                new Correction(Choice.RETRY, null, null, null), "user:jane"))
            .isFalse();
        assertThat(outbox()).isEmpty();

        assertThat(submit(new Correction(Choice.RETRY, null, null, null))).isTrue();
    }

    private boolean submit(Correction correction) {
        return this.corrections.submit(this.project.id(), GROUP, this.link, correction, "user:jane");
    }

    private void reject() {
        this.links.rejected(this.link, new Rejection("r-1", this.link, "No such component.", "INVALID_FIELD", "shop",
                "Offers", "offering", "Cart is empty",
                List.of(new Rejection.Field("components", "web", "no such"), new Rejection.Field("labels", "a", ""))));
    }

    private List<String> outbox() {
        return this.jdbc.sql("select payload from outbox order by id").query(String.class).list();
    }

}
