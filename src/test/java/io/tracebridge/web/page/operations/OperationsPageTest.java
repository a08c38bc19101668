package io.tracebridge.web.page.operations;

import io.tracebridge.Middle;
import io.tracebridge.integration.IntegrationAdmin;
import io.tracebridge.integration.IntegrationSpec;
import io.tracebridge.web.page.PageApp;
import io.tracebridge.web.page.PageSlice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

/** What operators see, and what its buttons do. */
@SpringBootTest(classes = PageApp.class,
        properties = { Middle.ENGINE, Middle.KEY, "tracebridge.operate-url=https://operate.example/" })
class OperationsPageTest extends PageSlice {

    @Autowired
    IntegrationAdmin integrations;

    private Trouble trouble;

    @BeforeEach
    void anIntegrationThatIsWell() {
        this.trouble = new Trouble(this.jdbc);
        this.trouble.none();
        this.integrations.save(this.projects.save("shop", null, null),
                new IntegrationSpec("Box", "sandbox", null, null, null, null, null, null));
    }

    @Test
    void whileAllIsWellItSaysSoInOneLine() {
        assertThat(page("TRIAGER")).hasStatusOk()
            .bodyText()
            .contains("All is well", "href=\"https://operate.example\"", "/projects/shop/settings/integrations")
            .doesNotContain("need attention", "Test now");
    }

    @Test
    void everyTroubleIsNamedWithWhatToDo() {
        this.trouble.all();

        assertThat(page("ADMIN")).hasStatusOk()
            .bodyText()
            .contains("Issues that are not being created", "Links that are not in step", "Refused by the engine",
                    "UNAVAILABLE: io exception", "Start again", "Synchronise now", "Test and resume", "401: bad token",
                    "Mention targets that were switched off", "channel_not_found", "Issues that their tracker refused",
                    "Component is required", "Conflicts", "3 of 9")
            .doesNotContain("<script>alert");
    }

    @Test
    void whoeverIsNoAdminSeesTheTroubleWithoutTheButtons() {
        this.trouble.all();

        assertThat(page("TRIAGER")).bodyText().contains("Issues that are not being created").doesNotContain("/retry");
        assertThat(this.mvc.post().uri("/operations/outbox/retry").with(user("tina").roles("TRIAGER")).with(csrf()))
            .hasStatus(403);
    }

    @Test
    void whatIsShownAlreadyIsNotSentAgain() throws Exception {
        var body = page("TRIAGER").getResponse().getContentAsString();
        var seen = body.replaceFirst("(?s).*/operations\\?seen=([0-9a-f-]+).*", "$1");

        assertThat(this.mvc.get().uri("/operations?seen=" + seen).with(user("tina").roles("TRIAGER"))).hasStatus(204);
        this.trouble.all();
        assertThat(this.mvc.get().uri("/operations?seen=" + seen).with(user("tina").roles("TRIAGER"))).hasStatusOk();
    }

    @Test
    void theButtonsStartWhatTheyName() {
        this.trouble.all();

        assertThat(post("/operations/outbox/retry")).hasStatus(303).hasHeader("Location", "/operations");
        assertThat(this.jdbc.sql("select count(*) from outbox where attempts > 0 and available_at > now()")
            .query(Long.class)
            .single()).isZero();
        assertThat(post("/operations/links/" + this.trouble.link("reserved") + "/retry")).hasStatus(303)
            .flash()
            .containsEntry("notice", "Started; it takes a moment.");
        assertThat(post("/operations/links/" + this.trouble.link("reserved") + "/retry")).hasStatus(303)
            .flash()
            .containsKey("problem");
        assertThat(this.jdbc.sql("select count(*) from outbox where kind = 'create-issue' and attempts = 0")
            .query(Long.class)
            .single()).isEqualTo(1);
    }

    @Test
    void aPausedIntegrationThatPassesItsChecksGoesOn() {
        this.jdbc.sql("update integration set paused_at = now(), paused_reason = '401: bad token'").update();
        var id = this.jdbc.sql("select id from integration").query(Long.class).single();

        assertThat(post("/operations/integrations/" + id + "/retry")).hasStatus(303)
            .flash()
            .containsEntry("notice", "All checks pass. The pause of integration \"Box\" of project shop is over.");

        assertThat(this.jdbc.sql("select paused_at is null from integration").query(Boolean.class).single()).isTrue();
    }

    @Test
    void whatIsGoneMeanwhileIsSaidSo() {
        assertThat(post("/operations/links/0/retry")).flash().containsEntry("problem", "That link is no longer there.");
        assertThat(post("/operations/outbox/0/retry")).flash().containsEntry("notice", "The engine has it by now.");
        assertThat(post("/operations/integrations/0/retry")).flash().containsKey("problem");
    }

    private MvcTestResult page(String role) {
        return this.mvc.get().uri("/operations").with(user("tina").roles("TRIAGER", role)).exchange();
    }

    private MvcTestResult post(String path) {
        return this.mvc.post().uri(path).with(user("root").roles("TRIAGER", "ADMIN")).with(csrf()).exchange();
    }

}
