package io.tracebridge.web.page.triage;

import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.tracebridge.Middle;
import io.tracebridge.TestDatabase;
import io.tracebridge.browser.BrowserTest;
import io.tracebridge.browser.Browsing;
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
import static org.assertj.core.api.Assertions.assertThat;

/** The triage list in a real browser: by mouse, by keys, on a phone, in the dark. */
@BrowserTest
@SpringBootTest(classes = PageApp.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = { Middle.ENGINE, Middle.KEY })
class TriageListIT {

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
    JdbcClient jdbc;

    ShopGroups shop;

    @BeforeEach
    void aShop() {
        this.users.saveAdmin("admin", "admin-password");
        this.shop = ShopGroups.fill(this.jdbc, this.projects);
        this.shop.eightMore();
    }

    @Test
    void filtersStandInTheAddressAndSurviveAReload(Browsing browsing) {
        var page = open(browsing, "");
        browsing.picture("page-triage");

        page.getByLabel("Tag").fill("checkout");
        page.getByLabel("Tag").press("Enter");
        assertThat(rows(page)).hasCount(2);
        assertThat(page).hasURL(Pattern.compile("/projects/shop\\?tag=checkout$"));
        assertThat(page.locator("#result-count")).hasText("2 groups found");

        tab(page, "Open").click();
        assertThat(rows(page)).hasCount(1);
        page.getByLabel("Order").selectOption("reports");
        assertThat(page).hasURL(Pattern.compile("tag=checkout&sort=reports&state=open$"));
        page.reload();
        assertThat(rows(page)).hasCount(1);
        assertThat(page.getByLabel("Tag")).hasValue("checkout");

        page.goBack();
        assertThat(page.getByLabel("Order")).hasValue("last-seen");
        link(page, "Clear filters").click();
        assertThat(page).hasURL(Pattern.compile("/projects/shop$"));
        assertThat(rows(page)).hasCount(12);
        assertThat(page.getByLabel("Tag")).hasValue("");
    }

    @Test
    void selectedGroupsAreResolvedUntilTheNextVersion(Browsing browsing) {
        browsing.expect("422");
        var page = open(browsing, "?tag=checkout");
        assertThat(button(page, "Resolve…")).isDisabled();
        page.getByLabel("All on this page").check();
        assertThat(page.getByText("2 selected")).isVisible();
        button(page, "Resolve…").click();

        var dialog = page.getByRole(AriaRole.DIALOG);
        dialog.getByLabel("Version", new Locator.GetByLabelOptions().setExact(true)).fill("soon");
        assertThat(dialog.getByLabel("Until one of these is met; fill in what applies")).isChecked();
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Resolve")).click();
        assertThat(dialog.getByText("Must be a version")).isVisible();
        browsing.shot("triage-resolve");

        dialog.getByLabel("Version", new Locator.GetByLabelOptions().setExact(true)).fill("1.4.2");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Resolve")).click();
        assertThat(page.getByText("Resolved: a1b2c3d NullPointerException, b2c3d4e GatewayTimeoutException."))
            .isVisible();
        assertThat(page).hasURL(Pattern.compile("/projects/shop\\?tag=checkout"));
        assertThat(page.getByRole(AriaRole.DIALOG)).isHidden();
        assertThat(this.shop.until(ShopGroups.CART)).contains("version_gt", "1.4.2");
        browsing.shot("triage-resolved");
    }

    @Test
    void theListIsWorkedThroughByKeys(Browsing browsing) {
        var page = open(browsing, "");
        page.keyboard().press("j");
        page.keyboard().press("x");
        page.keyboard().press("ArrowDown");
        page.keyboard().press("x");
        assertThat(page.getByText("2 selected")).isVisible();
        page.keyboard().press("k");
        page.keyboard().press("x");
        assertThat(page.getByText("1 selected")).isVisible();
        assertThat(page.getByLabel("Select group b2c3d4e")).isChecked();
        browsing.shot("triage-keys");

        page.keyboard().press("/");
        assertThat(page.getByLabel("Search")).isFocused();
        page.keyboard().type("xjk/");
        assertThat(page.getByLabel("Search")).hasValue("xjk/");
        page.getByLabel("Search").fill("");

        link(page, "NullPointerException").focus();
        var opened = page.waitForRequest("**/groups/" + ShopGroups.CART, () -> page.keyboard().press("Enter"));
        assertThat(opened.method()).isEqualTo("GET");
        browsing.expect("404");
    }

    @Test
    void aGroupIsMutedFromItsMenu(Browsing browsing) {
        var page = open(browsing, "?state=open&q=NullPointer");
        button(page, "Actions for group a1b2c3d").click();
        assertThat(link(page, "Create an issue in Shop board")).isVisible();
        browsing.shot("triage-menu");
        link(page, "Mute…").click();
        var dialog = page.getByRole(AriaRole.DIALOG);
        dialog.getByLabel("Until it is seen again").check();
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Mute")).click();

        assertThat(page.getByText("Muted: a1b2c3d NullPointerException.")).isVisible();
        assertThat(page.getByText("No group matches")).isVisible();
        browsing.shot("triage-none");
    }

    @Test
    void groupsAreMergedFromADialogThatEscapeCloses(Browsing browsing) {
        var page = open(browsing, "?tag=checkout");
        page.getByLabel("All on this page").check();
        button(page, "Merge…").click();
        var dialog = page.getByRole(AriaRole.DIALOG);
        assertThat(dialog.getByLabel("a1b2c3d NullPointerException")).isChecked();
        browsing.shot("triage-merge");
        page.keyboard().press("Escape");
        assertThat(dialog).isHidden();

        button(page, "Merge…").click();
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Merge")).click();
        assertThat(page.getByText("Merged into a1b2c3d NullPointerException: b2c3d4e GatewayTimeoutException."))
            .isVisible();
        assertThat(rows(page)).hasCount(1);
    }

    @Test
    void itFitsAPhone(Browsing browsing) {
        var page = open(browsing, "");
        page.setViewportSize(375, 760);
        page.reload();

        browsing.assertNothingSticksOut();
        browsing.shot("triage-phone");
        page.getByLabel("Select group a1b2c3d").check();
        button(page, "Mute…").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
        browsing.shot("triage-phone-mute");
    }

    @Test
    void itIsReadableInTheDark(Browsing browsing) {
        browsing.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        var page = open(browsing, "");
        page.getByLabel("Select group a1b2c3d").check();
        browsing.shot("triage-dark");
        button(page, "Resolve…").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
        browsing.shot("triage-dark-resolve");
    }

    @Test
    void aNewcomerSeesHowToBegin(Browsing browsing) {
        this.jdbc.sql("delete from error_group").update();
        var page = open(browsing, "");

        assertThat(page.getByText("No error has come in yet")).isVisible();
        browsing.shot("triage-empty");
    }

    private Page open(Browsing browsing, String query) {
        return browsing.signIn("http://localhost:" + this.port + "/projects/shop" + query, "admin", "admin-password");
    }

    private static Locator rows(Page page) {
        return page.locator("[data-group]");
    }

    private static Locator tab(Page page, String name) {
        return page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("State"))
            .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(name));
    }

    private static Locator link(Page page, String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

}
