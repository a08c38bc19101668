package io.tracebridge.web.page.settings;

import io.tracebridge.integration.IntegrationSpec;
import io.tracebridge.sandbox.SandboxStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** A project's settings: who sees what, what is refused, and that no secret gets out. */
class SettingsPageTest extends SettingsSlice {

    @Autowired
    SandboxStore sandbox;

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

}
