package io.tracebridge.web.page.wizard;

import java.util.List;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.SelectOption;
import io.tracebridge.Middle;
import io.tracebridge.TestDatabase;
import io.tracebridge.browser.BrowserTest;
import io.tracebridge.browser.Browsing;
import io.tracebridge.integration.Integration;
import io.tracebridge.integration.Integrations;
import io.tracebridge.project.Attribute;
import io.tracebridge.project.Project;
import io.tracebridge.project.Projects;
import io.tracebridge.rules.Rule;
import io.tracebridge.security.Users;
import io.tracebridge.tracker.redmine.FakeRedmine;
import io.tracebridge.web.page.PageApp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** An admin sets up integrations, over a Redmine and over the sandbox. */
@BrowserTest
@SpringBootTest(classes = PageApp.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = { Middle.ENGINE, Middle.KEY })
class WizardIT {

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
    Integrations integrations;

    @Autowired
    JdbcClient jdbc;

    FakeRedmine redmine;

    Project project;

    @BeforeEach
    void aShopWithReports() {
        this.redmine = new FakeRedmine();
        this.jdbc.sql("delete from project").update();
        this.users.saveAdmin("admin", "admin-password");
        this.users.saveAdmin("tess", "tess-password");
        this.project = this.projects.save("shop", "Web shop", null);
        this.projects.saveAttribute(this.project.id(), new Attribute("buildType", Attribute.Type.STRING, ""));
        var group = this.jdbc
            .sql("""
                    insert into error_group (project_id, fingerprint, classifiers, frames, report_count, first_seen, last_seen)
                    values (?, ?, '{NullPointerException}', '{Cart.total,Checkout.pay,Http.handle}', 12, now(), now())
                    returning id""")
            .params(this.project.id(), "1f0c0e9a".repeat(8))
            .query(Long.class)
            .single();
        this.jdbc.sql("insert into group_values (group_id, counts) values (?, ?::jsonb)")
            .params(group,
                    """
                            {"buildType": {"stable": 8, "nightly": 4}, "version": {"2.4.0": 12}, "application": {"storefront": 12}}""")
            .update();
        for (int i = 0; i < 12; i++) {
            this.jdbc.sql("""
                    insert into report (rxid, project_id, group_id, uuid, occurred_at, received_at, classifiers, frames,
                      attributes, body)
                    values (gen_random_uuid(), ?, ?, gen_random_uuid(), now(), now(), '{}', '{}',
                      jsonb_build_object('buildType', ?::text, 'version', '2.4.0'), '')""")
                .params(this.project.id(), group, (i % 3 == 0) ? "nightly" : "stable")
                .update();
        }
    }

    @AfterEach
    void close() {
        this.redmine.close();
    }

    @Test
    void anIntegrationWithRedmineIsSetUpInFourSteps(Browsing browsing) {
        var page = browsing.signIn(address("new"), "admin", "admin-password");
        browsing.shot("wizard-0-choose");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Redmine")).click();

        connect(page, browsing);
        wordIt(page, browsing);
        decideWhen(page, browsing);
        writeRules(page, browsing);

        assertThat(page.getByText("New groups of shop become"))
            .containsText("New groups of shop become Bug issues in shop, Redmine when buildType matches stable.");
        assertThat(page.getByText("State and assignee follow both ways.")).isVisible();
        browsing.shot("wizard-5-summary");
        assertThat(saved().state()).isEqualTo(Integration.State.DISABLED);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Enable")).click();
        assertThat(page.getByText("Redmine is enabled.")).isVisible();
        assertThat(saved().state()).isEqualTo(Integration.State.ENABLED);
        assertThat(saved().automation().rules()).extracting(Rule::action)
            .containsExactly(Rule.Action.FILTER, Rule.Action.SUBMIT);
        dark(page, browsing);
    }

    @Test
    void onAPhoneNothingHasToBeScrolledSideways(Browsing browsing) {
        var page = browsing.signIn(address("new?tracker=sandbox"), "admin", "admin-password");
        page.setViewportSize(375, 800);
        submit(page);
        for (var step : List.of("2", "3", "4", "5")) {
            page.navigate(address("Sandbox/edit?step=" + step));
            if (step.equals("4")) {
                button(page, "Add a rule").click();
                assertThat(page.getByLabel("Expression of rule 1")).isVisible();
            }
            browsing.shot("wizard-phone-" + step);
            browsing.assertNothingSticksOut();
        }
    }

    private void connect(Page page, Browsing browsing) {
        field(page, "Address").fill(this.redmine.url() + "/redmine");
        field(page, "API access key").fill(this.redmine.connection().credential().get("apiKey"));
        button(page, "Load projects and types").click();
        assertThat(page.getByText("Offered in the fields: projects 1, types 0.")).isVisible();
        field(page, "API access key").fill("wrong-key");
        field(page, "Project").fill("shop");
        field(page, "Tracker").fill("Bug");
        submit(page);
        assertThat(page.getByText("go on all the same")).isVisible();
        browsing.shot("wizard-1-connection");
        field(page, "API access key").fill(this.redmine.connection().credential().get("apiKey"));
        submit(page);
    }

    private void wordIt(Page page, Browsing browsing) {
        var title = field(page, "Title");
        title.fill("In ");
        button(page, "frames").click();
        assertThat(title).hasValue("In {{frames}}");
        assertThat(page.locator("#preview-title")).hasText("In Cart.total < Checkout.pay < Http.handle");
        button(page, "Add a field").click();
        field(page, "Field 1").fill("Version seen");
        field(page, "Text of field 1").fill("v$version");
        assertThat(page.locator("#preview")).containsText("v2.4.0");
        browsing.shot("wizard-2-payload");
        submit(page);
    }

    private void decideWhen(Page page, Browsing browsing) {
        page.getByLabel("Make issues by itself").check();
        page.getByLabel("Our changes go to the tracker").check();
        page.getByLabel("The tracker's changes come to us").check();
        button(page, "tess is Tess Triager").click();
        assertThat(field(page, "Account of user 1")).hasValue("5");
        button(page, "Add a status for muted").click();
        assertThat(field(page, "Status 1 of muted")).isVisible();
        // A person is never so fast; this part listens a moment after it is shown.
        assertThat(page.locator(".htmx-added")).hasCount(0);
        field(page, "Status 1 of muted").selectOption(new SelectOption().setIndex(1));
        assertThat(page.locator("#statuses")).containsText("instead of");
        browsing.shot("wizard-3-sync");
        submit(page);
    }

    private void writeRules(Page page, Browsing browsing) {
        button(page, "Add a rule").click();
        field(page, "Attribute of rule 1").fill("buildType");
        field(page, "Expression of rule 1").fill("(");
        assertThat(page.locator("#rule-error-0")).containsText("regex:");
        field(page, "Expression of rule 1").fill("stable");
        button(page, "Add a rule").click();
        field(page, "Attribute of rule 2").fill("*");
        field(page, "Expression of rule 2").fill(".*");
        field(page, "Action of rule 2").selectOption("filter");
        assertThat(page.locator("#trial")).containsText("0 submitted, 12 filtered");
        page.locator("[data-drag='rules:1']")
            .dragTo(page.locator("[data-row='rules:0']"), new Locator.DragToOptions().setTargetPosition(40, 10));
        assertThat(field(page, "Attribute of rule 1")).hasValue("*");
        assertThat(page.locator("#trial")).containsText("8 submitted, 4 filtered");
        assertThat(page.locator("#rule-count-1")).hasText("matches 8, decides 8");
        browsing.picture("page-rules");
        button(page, "Move rule 2 up").click();
        assertThat(field(page, "Attribute of rule 1")).hasValue("buildType");
        button(page, "Move rule 1 down").click();
        assertThat(field(page, "Attribute of rule 1")).hasValue("*");
        submit(page);
    }

    private void dark(Page page, Browsing browsing) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        for (var step : List.of("3", "4")) {
            page.navigate(address("Redmine/edit?step=" + step));
            browsing.shot("wizard-dark-" + step);
        }
    }

    private Integration saved() {
        return this.integrations.find(this.project.id(), "Redmine").orElseThrow();
    }

    private static void submit(Page page) {
        var heading = page.url();
        button(page, "Save and next").click();
        page.waitForURL((now) -> !now.equals(heading));
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator field(Page page, String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    private String address(String path) {
        return "http://localhost:" + this.port + "/projects/shop/settings/integrations/" + path;
    }

}
