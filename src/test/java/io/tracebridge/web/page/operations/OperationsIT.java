package io.tracebridge.web.page.operations;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.tracebridge.Middle;
import io.tracebridge.TestDatabase;
import io.tracebridge.browser.BrowserTest;
import io.tracebridge.browser.Browsing;
import io.tracebridge.integration.IntegrationAdmin;
import io.tracebridge.integration.IntegrationSpec;
import io.tracebridge.project.Projects;
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

/** The operations page in a real browser. */
@BrowserTest
@SpringBootTest(classes = PageApp.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = { Middle.ENGINE, Middle.KEY, "tracebridge.operate-url=http://localhost/operate" })
class OperationsIT {

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        TestDatabase.fresh().register(registry);
    }

    @LocalServerPort
    int port;

    @Autowired
    Projects projects;

    @Autowired
    IntegrationAdmin integrations;

    @Autowired
    Users users;

    @Autowired
    JdbcClient jdbc;

    private Trouble trouble;

    @BeforeEach
    void aProject() {
        this.users.saveAdmin("admin", "admin-password");
        this.trouble = new Trouble(this.jdbc);
        this.trouble.none();
        this.integrations.save(this.projects.save("shop", "Web shop", null),
                new IntegrationSpec("Box", "sandbox", null, null, null, null, null, null));
        this.jdbc.sql("update integration set last_success_at = now()").update();
    }

    @Test
    void theCalmPageLearnsOfTroubleByItself(Browsing browsing) {
        var page = open(browsing);
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("All is well");
        browsing.shot("operations-well");

        this.trouble.all();

        assertThat(page.getByRole(AriaRole.STATUS)).containsText("attention",
                new LocatorAssertions.ContainsTextOptions().setTimeout(20_000));
        assertThat(page.getByText("Issues that are not being created")).isVisible();
        browsing.picture("page-operations");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        page.reload();
        browsing.shot("operations-dark");
        page.setViewportSize(375, 800);
        browsing.shot("operations-phone");
        browsing.assertNothingSticksOut();
    }

    @Test
    void aButtonStartsAgainWhatIsStuckAndSaysSo(Browsing browsing) {
        this.trouble.all();
        var page = open(browsing);

        var start = page.locator("#retry-" + this.trouble.link("reserved"));
        assertThat(start).hasText("Start again");
        start.click();

        assertThat(page.getByText("Started; it takes a moment.")).isVisible();
        assertThat(page.getByText("Issues that are not being created")).isHidden();
        browsing.shot("operations-started");
    }

    @Test
    void aPauseEndsByAButtonIfTheTrackerIsWellAgain(Browsing browsing) {
        this.jdbc.sql("update integration set paused_at = now(), paused_reason = 'The sandbox was closed.'").update();
        var page = open(browsing);

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Test and resume Box of shop")).click();

        assertThat(page.getByText("All checks pass.")).isVisible();
        assertThat(page.getByRole(AriaRole.STATUS).last()).containsText("All is well");
    }

    private Page open(Browsing browsing) {
        return browsing.signIn("http://localhost:" + this.port + "/operations", "admin", "admin-password");
    }

}
