package io.tracebridge.web.page.settings;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.tracebridge.Middle;
import io.tracebridge.TestDatabase;
import io.tracebridge.integration.Automation;
import io.tracebridge.integration.IntegrationAdmin;
import io.tracebridge.integration.IntegrationSpec;
import io.tracebridge.integration.SyncSettings;
import io.tracebridge.notify.TargetAdmin;
import io.tracebridge.notify.TargetSpec;
import io.tracebridge.project.Projects;
import io.tracebridge.sandbox.SandboxStore;
import io.tracebridge.web.page.PageApp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

/** A project's settings: who sees what, what is refused, and that no secret gets out. */
@SpringBootTest(classes = PageApp.class, properties = { Middle.ENGINE, Middle.KEY })
@AutoConfigureMockMvc
class SettingsPageTest {

    private static final String SETTINGS = "/projects/shop/settings";

    private static final String JIRA = SETTINGS + "/integrations/Jira";

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        TestDatabase.fresh().register(registry);
    }

    @Autowired
    MockMvcTester mvc;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Projects projects;

    @Autowired
    IntegrationAdmin integrations;

    @Autowired
    TargetAdmin targets;

    @Autowired
    SandboxStore sandbox;

    String token;

    @BeforeEach
    void aProjectWithSecrets() {
        this.jdbc.sql("delete from project").update();
        this.jdbc.sql("delete from sandbox_issue").update();
        var shop = this.projects.save("shop", "Web shop", Set.of("password"));
        this.token = shop.submissionToken();
        this.integrations.save(shop,
                new IntegrationSpec("Jira", "github", null, Map.of("repository", "acme/shop"),
                        Map.of("token", "github_pat_hush"), null,
                        new SyncSettings(true, true, null, null, null, Map.of("tina", "octo-tina")),
                        new Automation(true, null, 0, 0, List.of())));
        this.targets.save(shop, new TargetSpec("@oncall", "slack-webhook", null, Map.of(),
                Map.of("url", "https://hooks.slack.com/services/T0/B0/hush")));
    }

    @ParameterizedTest
    @ValueSource(strings = { "/projects", SETTINGS + "/general", SETTINGS + "/attributes", SETTINGS + "/submission",
            SETTINGS + "/integrations", SETTINGS + "/targets", JIRA + "/webhook", JIRA + "/reconcile",
            "/projects/shop/sandbox" })
    void triagersReadThemWithoutAnySecretOrButton(String path) {
        var page = get(path, "TRIAGER");

        assertThat(page).hasStatusOk()
            .bodyText()
            .contains("shop")
            .doesNotContain("hush", this.token, "<fieldset>", "/delete", "New integration", "Make a new");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/projects", SETTINGS + "/general", SETTINGS + "/attributes",
            SETTINGS + "/submission/token", SETTINGS + "/targets", SETTINGS + "/targets/@oncall/test", JIRA + "/state",
            JIRA + "/delete", JIRA + "/test", JIRA + "/poll", JIRA + "/webhook", JIRA + "/reconcile" })
    void triagersChangeNothing(String path) {
        assertThat(post(path, "TRIAGER")).hasStatus(403);
    }

    @ParameterizedTest
    @ValueSource(strings = { SETTINGS + "/integrations", SETTINGS + "/targets", SETTINGS + "/targets/@oncall/edit" })
    void notEvenAnAdminSeesAStoredCredential(String path) {
        assertThat(get(path, "ADMIN", "TRIAGER")).hasStatusOk().bodyText().doesNotContain("hush");
    }

    @Test
    void theSettingsBeginWithTheirFirstTab() {
        assertThat(get(SETTINGS, "TRIAGER")).hasStatus(303).hasHeader("Location", SETTINGS + "/general");
        assertThat(get("/projects/nowhere/settings", "TRIAGER")).hasStatus(404);
    }

    @Test
    void aNewProjectLeadsToWhereItsFirstErrorIsSentFrom() {
        assertThat(post("/projects", "ADMIN", "name", "game", "description", "Asteroids")).hasStatus(303)
            .hasHeader("Location", "/projects/game/settings/submission");
        assertThat(get("/projects/game/settings/submission", "ADMIN", "TRIAGER")).bodyText()
            .contains(this.projects.find("game").orElseThrow().submissionToken(), "curl ", "No report",
                    "/projects/game/settings/submission/arrived");
    }

    @ParameterizedTest
    @CsvSource({ "shop,is taken", "a b,letters", "'',letters" })
    void aProjectNeedsANameOfItsOwn(String name, String words) {
        assertThat(post("/projects", "ADMIN", "name", name, "description", "typed")).hasStatus(422)
            .bodyText()
            .containsIgnoringCase(words)
            .contains("id=\"project-error\"", "value=\"typed\"");
    }

    @Test
    void waitingForTheFirstReportEndsWithIt() {
        assertThat(get(SETTINGS + "/submission/arrived", "TRIAGER")).bodyText().contains("hx-get");
        this.jdbc.sql("""
                insert into error_group (project_id, fingerprint, first_seen, last_seen)
                select id, repeat('a', 64), now(), now() from project""").update();

        assertThat(get(SETTINGS + "/submission/arrived", "TRIAGER")).bodyText()
            .contains("Reports arrive")
            .doesNotContain("hx-get", "<html");
    }

    @Test
    void theTokenIsRenewedByWhoeverUnderstands() {
        assertThat(post(SETTINGS + "/submission/token", "ADMIN")).hasStatus(422)
            .bodyText()
            .contains("Has to be ticked");
        assertThat(this.projects.findByToken(this.token)).isPresent();

        assertThat(post(SETTINGS + "/submission/token", "ADMIN", "understood", "true")).hasStatus(303);
        assertThat(this.projects.findByToken(this.token)).isEmpty();
    }

    @Test
    void scrubbedNamesAreLines() {
        post(SETTINGS + "/general", "ADMIN", "description", "New", "scrub", " secret \r\n\r\npassword\n");

        assertThat(this.projects.find("shop").orElseThrow().scrub()).containsExactlyInAnyOrder("secret", "password");
        assertThat(post(SETTINGS + "/general", "ADMIN", "scrub", "x".repeat(300))).hasStatus(422)
            .bodyText()
            .contains("scrub-error", "x".repeat(300));
    }

    @Test
    void anAttributeIsDefinedChangedAndDeletedUnlessSomethingUsesIt() {
        assertThat(post(SETTINGS + "/attributes", "ADMIN", "name", "build.type", "type", "string")).hasStatus(303);
        assertThat(get(SETTINGS + "/attributes?edit=build.type", "ADMIN", "TRIAGER")).bodyText()
            .contains("Change build.type");
        assertThat(post(SETTINGS + "/attributes", "ADMIN", "name", "1", "type", "string")).hasStatus(422)
            .bodyText()
            .contains("name-error");
        this.jdbc.sql("""
                update integration set automation = jsonb_set(automation, '{rules}',
                  '[{"attribute": "build.type", "regex": "x", "action": "submit"}]')""").update();

        assertThat(post(SETTINGS + "/attributes/build.type/delete", "ADMIN")).hasStatus(422)
            .bodyText()
            .contains("build.type is used by automation.rules[0] of integration &quot;Jira&quot;");
        this.jdbc.sql("update integration set automation = jsonb_set(automation, '{rules}', '[]')").update();
        assertThat(post(SETTINGS + "/attributes/build.type/delete", "ADMIN")).hasStatus(303);
    }

    @Test
    void whatReportsCarryIsOfferedWithAGuess() {
        this.jdbc
            .sql("""
                    with g as (insert into error_group (project_id, fingerprint, first_seen, last_seen)
                      select id, repeat('a', 64), now(), now() from project returning id, project_id)
                    insert into report (rxid, uuid, body, project_id, group_id, occurred_at, received_at, classifiers, frames, attributes)
                    select gen_random_uuid(), gen_random_uuid(), '', project_id, id, now(), now(), '{}', '{}', '{"cart.items": "3", "<b>": "<script>"}' from g""")
            .update();

        assertThat(get(SETTINGS + "/attributes", "ADMIN", "TRIAGER")).bodyText()
            .contains("Define as number", "&lt;script&gt;", "its name cannot be used")
            .doesNotContain("<script>");
    }

    @Test
    void aTargetIsSavedAndItsSecretKeptWhenTheFieldIsLeftEmpty() {
        assertThat(post(SETTINGS + "/targets", "ADMIN", "kind", "slack-webhook", "name", "@oncall", "stored", "true",
                "on", "true", "settings.mention", "here", "credential.url", ""))
            .hasStatus(303);
        assertThat(get(SETTINGS + "/targets/@oncall/edit", "ADMIN", "TRIAGER")).bodyText()
            .contains("value=\"here\"", "leave empty to keep it");
        assertThat(post(SETTINGS + "/targets", "ADMIN", "kind", "slack-webhook", "name", "@new", "on", "true"))
            .hasStatus(422)
            .bodyText()
            .contains("credential.url-error");
        assertThat(post(SETTINGS + "/targets", "ADMIN", "kind", "slack-webhook", "name", "@oncall")).hasStatus(422)
            .bodyText()
            .contains("Is taken");
        assertThat(get(SETTINGS + "/targets/new?kind=pigeon", "ADMIN", "TRIAGER")).hasStatus(404);
    }

    @Test
    void aFailingIntegrationSaysWhyAndAPausedOneGoesOn() {
        this.jdbc.sql("""
                update integration set last_failure = 'The tracker refused the token.', last_failure_at = now(),
                  paused_reason = 'Credential refused', paused_at = now()""").update();
        assertThat(get(SETTINGS + "/integrations", "TRIAGER")).bodyText()
            .contains("paused by the program", "Credential refused", "The tracker refused the token.", "octo-tina");

        assertThat(post(JIRA + "/state", "ADMIN", "state", "enabled")).hasStatus(303)
            .hasHeader("Location", SETTINGS + "/integrations?open=Jira");

        assertThat(get(SETTINGS + "/integrations", "TRIAGER")).bodyText().doesNotContain("Credential refused");
        assertThat(post(JIRA + "/state", "ADMIN", "state", "asleep")).hasStatus(422);
    }

    @Test
    void deletingAnIntegrationNeedsItsName() {
        assertThat(post(JIRA + "/delete", "ADMIN", "name", "jira")).hasStatus(422).bodyText().contains("type Jira");
        assertThat(post(JIRA + "/delete", "ADMIN", "name", "Jira")).hasStatus(303);
        assertThat(get(JIRA + "/delete", "ADMIN", "TRIAGER")).hasStatus(404);
    }

    @Test
    void aComparisonShowsItsProgressUntilItIsDone() {
        assertThat(post(JIRA + "/reconcile", "ADMIN")).hasStatus(303);
        var run = this.jdbc.sql("select id from reconcile_run").query(Long.class).single();
        assertThat(get(JIRA + "/reconcile", "TRIAGER")).bodyText().contains("hx-get=\"" + JIRA + "/reconcile/" + run);

        this.jdbc.sql("update reconcile_run set state = 'done', ended_at = now()").update();
        assertThat(get(JIRA + "/reconcile/" + run, "TRIAGER")).bodyText()
            .contains("0 differences")
            .doesNotContain("hx-get", "<html");
        assertThat(get(JIRA + "/reconcile/9999", "TRIAGER")).hasStatus(404);
    }

    @Test
    void aWebhookThatPeopleSetUpShowsItsSecretsOnce() {
        this.jdbc
            .sql("insert into integration (project_id, name, tracker) select id, 'Redmine', 'redmine' from project")
            .update();
        var path = SETTINGS + "/integrations/Redmine/webhook";
        var secrets = new String[] { "id=\"hook-url\"", "id=\"hook-secret\"", "/hooks/" };

        assertThat(post(path, "ADMIN")).hasStatusOk().bodyText().contains(secrets).contains("this once");

        assertThat(get(path, "ADMIN", "TRIAGER")).bodyText().contains("Renew").doesNotContain(secrets);
        assertThat(post(path, "ADMIN", "secret", "mine")).hasStatus(422).bodyText().contains("leave it out");
        assertThat(post(path + "/remove", "ADMIN")).hasStatus(303).hasHeader("Location", path);
        assertThat(get(path, "ADMIN", "TRIAGER")).bodyText().contains("Not set up");
    }

    @Test
    void triagersWorkTheSandbox() {
        var shop = this.projects.find("shop").orElseThrow();
        this.integrations.save(shop, new IntegrationSpec("sandbox", "sandbox", null, null, null, null, null, null));
        this.jdbc.sql("""
                insert into sandbox_issue (project_key, number, title, description, state)
                values ('shop', 1, '<b>Cart</b>', '', 'open'), ('other', 1, 'Not ours', '', 'open')""").update();
        var key = this.sandbox.list("shop", 1).getFirst().key();
        assertThat(get("/projects/shop/sandbox", "TRIAGER")).bodyText()
            .contains("&lt;b&gt;Cart&lt;/b&gt;")
            .doesNotContain("Not ours");

        assertThat(post("/projects/shop/sandbox/" + key, "TRIAGER", "tracker", "shop", "state", "resolved", "assignee",
                "tina"))
            .hasStatus(303);

        assertThat(this.sandbox.get("shop", key)).get()
            .extracting("state", "assignee")
            .containsExactly("resolved", "tina");
        assertThat(
                post("/projects/shop/sandbox/OTHER-1", "TRIAGER", "tracker", "other", "state", "open", "assignee", ""))
            .hasStatus(404);
    }

    private MvcTestResult get(String path, String... roles) {
        return this.mvc.get().uri(URI.create(path)).with(user("tess").roles(roles)).exchange();
    }

    private MvcTestResult post(String path, String role, String... parameters) {
        var roles = role.equals("ADMIN") ? new String[] { "ADMIN", "TRIAGER" } : new String[] { role };
        var request = this.mvc.post().uri(URI.create(path)).with(user("tess").roles(roles)).with(csrf());
        for (int i = 0; i < parameters.length; i += 2) {
            request.param(parameters[i], parameters[i + 1]);
        }
        return request.exchange();
    }

}
