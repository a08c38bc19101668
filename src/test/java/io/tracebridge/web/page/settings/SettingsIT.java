package io.tracebridge.web.page.settings;

import java.util.List;
import java.util.Map;
import java.util.Set;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.tracebridge.Middle;
import io.tracebridge.TestDatabase;
import io.tracebridge.browser.BrowserTest;
import io.tracebridge.browser.Browsing;
import io.tracebridge.integration.Automation;
import io.tracebridge.integration.IntegrationAdmin;
import io.tracebridge.integration.IntegrationSpec;
import io.tracebridge.integration.SyncSettings;
import io.tracebridge.notify.TargetAdmin;
import io.tracebridge.notify.TargetSpec;
import io.tracebridge.project.Projects;
import io.tracebridge.rules.Rule;
import io.tracebridge.security.Accounts;
import io.tracebridge.security.Users;
import io.tracebridge.web.page.PageApp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** The settings in a real browser. */
@BrowserTest
@SpringBootTest(classes = PageApp.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = { Middle.ENGINE, Middle.KEY })
class SettingsIT {

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        TestDatabase.fresh().register(registry);
    }

    @LocalServerPort
    int port;

    @Autowired
    Projects projects;

    @Autowired
    Users users;

    @Autowired
    Accounts accounts;

    @Autowired
    IntegrationAdmin integrations;

    @Autowired
    TargetAdmin targets;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void aShopWithTwoIntegrations() {
        this.jdbc.sql("delete from project").update();
        this.jdbc.sql("delete from sandbox_issue").update();
        this.jdbc.sql("delete from app_user").update();
        this.users.saveAdmin("admin", "admin-password");
        this.accounts.create("tina", "triager", "tina-password");
        var shop = this.projects.save("shop", "Web shop", Set.of("password", "cardNumber"));
        var automation = new Automation(true, null, 0, 0,
                List.of(new Rule("version", "^2\\.", Rule.Action.SUBMIT, null)));
        this.integrations.save(shop,
                new IntegrationSpec("GitHub checkout", "github", null, Map.of("repository", "acme/checkout"),
                        Map.of("token", "github_pat_1"), null,
                        new SyncSettings(true, true, null, null, null, Map.of("tina", "octo-tina")), automation));
        this.integrations.save(shop, new IntegrationSpec("Sandbox", "sandbox", null, null, null, null,
                new SyncSettings(true, true, null, null, null, null), null));
        this.targets.save(shop, new TargetSpec("@oncall", "slack-webhook", null, Map.of("mention", "here"),
                Map.of("url", "https://hooks.slack.com/services/T0/B0/abc")));
        seed();
    }

    private void seed() {
        this.jdbc
            .sql("""
                    update integration set last_success_at = now() - interval '3 hours', last_failure_at = now() - interval '2 minutes',
                      last_failure = 'GitHub refused the token (401 Bad credentials). Make a new one and enter it under Edit.',
                      paused_reason = 'GitHub refused the token (401 Bad credentials).', paused_at = now() - interval '2 minutes',
                      poll_error = 'The token was refused.', polled_at = now() - interval '3 hours'
                    where tracker = 'github'""")
            .update();
        this.jdbc
            .sql("update integration set last_success_at = now() - interval '40 seconds' where tracker = 'sandbox'")
            .update();
        this.jdbc
            .sql("""
                    with g as (insert into error_group (project_id, fingerprint, first_seen, last_seen, classifiers)
                      select id, repeat('a', 64), now() - interval '3 days', now() - interval '5 minutes',
                        array['java.lang.NullPointerException'] from project returning id, project_id)
                    insert into report (rxid, uuid, body, project_id, group_id, occurred_at, received_at, classifiers, frames, attributes)
                    select gen_random_uuid(), gen_random_uuid(), '', project_id, id, now(), now(), '{}', '{}',
                      '{"cart.items": "3", "checkout.step": "payment", "user agent": "Mozilla/5.0"}' from g""")
            .update();
        this.jdbc
            .sql("""
                    insert into link (integration_id, group_id, scope, marker, state, issue_id, issue_key, issue_url, issue_title)
                    select i.id, g.id, 'group', 'tracebridge' || i.id, 'linked', '7', '#7', 'https://x.example/7', 'Cart is broken'
                    from integration i, error_group g""")
            .update();
        this.jdbc
            .sql("""
                    insert into sandbox_issue (project_key, number, title, description, state, assignee)
                    values ('shop', 1, 'java.lang.NullPointerException in Cart.total', 'Cart.total was called without a cart.', 'open', 'tina'),
                      ('shop', 2, 'SocketTimeoutException while paying', 'The payment provider did not answer.', 'resolved', null)""")
            .update();
    }

    @Test
    void anIntegrationThatFailsSaysWhyAndItsTestIsLive(Browsing browsing) {
        var page = open(browsing, "integrations");
        browsing.shot("settings-integrations");

        page.getByText("GitHub checkout").first().click();
        assertThat(page.getByText("The program paused it:")).isVisible();
        browsing.shot("settings-integrations-open");
        dark(page);
        browsing.shot("settings-integrations-dark");
        page.setViewportSize(375, 800);
        browsing.assertNothingSticksOut();
        browsing.shot("settings-integrations-phone");
        page.setViewportSize(1280, 860);
        page.getByText("Sandbox", new Page.GetByTextOptions().setExact(true)).first().click();
        page.locator("details[open]")
            .last()
            .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Test"))
            .click();
        assertThat(page.getByText("The live check passed")).isVisible();
        page.locator("details[open]")
            .last()
            .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Pause"))
            .click();
        assertThat(page.getByText("Sandbox is paused. Nothing is lost")).isVisible();
        assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Resume")).last()).isVisible();
    }

    @Test
    void anAttributeThatReportsCarryIsDefinedByOneClick(Browsing browsing) {
        var page = open(browsing, "attributes");
        browsing.shot("settings-attributes");

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Define cart.items as number")).click();

        assertThat(page.getByText("cart.items is defined as number.")).isVisible();
        browsing.expect("422");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Delete version")).click();
        assertThat(page.getByText("version is used by automation.rules[0]")).isVisible();
        page.setViewportSize(375, 800);
        browsing.assertNothingSticksOut();
        browsing.shot("settings-attributes-phone");
    }

    @Test
    void aNewProjectWaitsForItsFirstError(Browsing browsing) {
        var page = browsing.signIn(url("/projects"), "admin", "admin-password");
        browsing.shot("settings-projects");
        browsing.expect("422");
        page.getByLabel("Name").fill("a b");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Create")).click();
        assertThat(page.getByText("Must be 1 to 64 letters")).isVisible();
        page.getByLabel("Name").fill("game");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Create")).click();

        assertThat(page.getByText("No report has arrived yet.")).isVisible();
        browsing.shot("settings-submission");
        this.jdbc.sql("""
                insert into error_group (project_id, fingerprint, first_seen, last_seen)
                select id, repeat('b', 64), now(), now() from project where name = 'game'""").update();
        assertThat(page.getByText("Reports arrive.")).isVisible();
        page.locator("summary").filter(new Locator.FilterOptions().setHasText("Python")).click();
        page.setViewportSize(375, 800);
        browsing.assertNothingSticksOut();
        browsing.shot("settings-submission-phone");
    }

    @Test
    void theOtherTabsFitAPhone(Browsing browsing) {
        var page = open(browsing, "general");
        browsing.shot("settings-general");
        page.setViewportSize(375, 800);
        for (var path : List.of("general", "targets", "targets/@oncall/edit", "targets/new?kind=mail",
                "integrations/GitHub%20checkout/webhook", "integrations/GitHub%20checkout/reconcile",
                "integrations/GitHub%20checkout/delete")) {
            page.navigate(url("/projects/shop/settings/" + path));
            browsing.assertNothingSticksOut();
        }
        page.navigate(url("/projects/shop/sandbox"));
        browsing.assertNothingSticksOut();
        browsing.shot("settings-sandbox-phone");
        page.setViewportSize(1280, 860);
        for (var path : List.of("targets", "targets/@oncall/edit", "integrations/GitHub%20checkout/webhook",
                "integrations/GitHub%20checkout/delete")) {
            page.navigate(url("/projects/shop/settings/" + path));
            browsing.shot("settings-" + path.replaceAll("[^a-z]+", "-"));
        }
        page.navigate(url("/projects/shop/sandbox"));
        browsing.shot("settings-sandbox");
    }

    @Test
    void aComparisonIsWatched(Browsing browsing) {
        var page = open(browsing, "integrations/Sandbox/reconcile");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Compare, change nothing")).click();
        assertThat(page.getByText("0 of 1 issues compared")).isVisible();
        this.jdbc.sql("""
                insert into drift (run_id, link_id, kind, ours, theirs, handed_over)
                select r.id, l.id, 'state', 'open', 'resolved (Done)', false from reconcile_run r
                join link l on l.integration_id = r.integration_id""").update();
        this.jdbc.sql("update reconcile_run set state = 'done', done = 1, ended_at = now()").update();

        assertThat(page.getByText("resolved (Done)")).isVisible();
        browsing.shot("settings-reconcile");
    }

    @Test
    void aTokenIsShownOnce(Browsing browsing) {
        var page = browsing.signIn(url("/account"), "tina", "tina-password");
        page.getByLabel("Name of a new token").fill("build server");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Create")).click();

        assertThat(page.getByText("tb_")).isVisible();
        browsing.shot("settings-account");
        dark(page);
        page.setViewportSize(375, 800);
        browsing.assertNothingSticksOut();
        browsing.shot("settings-account-phone-dark");
        page.reload();
        assertThat(page.getByText("tb_")).isHidden();
    }

    @Test
    void anAdminAddsAUserWhoSignsIn(Browsing browsing) {
        var page = browsing.signIn(url("/account/users"), "admin", "admin-password");
        page.getByLabel("Name").fill("otto");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Add")).click();

        assertThat(page.getByText("Password of otto")).isVisible();
        browsing.shot("settings-users");
        var password = page.locator("pre").textContent();
        page.getByText("admin", new Page.GetByTextOptions().setExact(true)).first().click();
        page.getByText("Sign out").click();
        browsing.signIn(url("/account"), "otto", password);
        assertThat(page.getByText("Account of")).isVisible();
    }

    private Page open(Browsing browsing, String tab) {
        return browsing.signIn(url("/projects/shop/settings/" + tab), "admin", "admin-password");
    }

    private String url(String path) {
        return "http://localhost:" + this.port + path;
    }

    private static void dark(Page page) {
        page.locator("[data-theme-switch]").click();
    }

}
