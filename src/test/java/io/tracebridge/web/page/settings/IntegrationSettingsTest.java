package io.tracebridge.web.page.settings;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a project's settings show of an integration, and what can be done with it there.
 */
class IntegrationSettingsTest extends SettingsSlice {

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

}
