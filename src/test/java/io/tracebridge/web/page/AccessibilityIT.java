package io.tracebridge.web.page;

import java.util.function.Consumer;
import java.util.stream.Stream;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ReducedMotion;
import io.tracebridge.Middle;
import io.tracebridge.TestDatabase;
import io.tracebridge.browser.BrowserTest;
import io.tracebridge.browser.Browsing;
import io.tracebridge.web.page.issues.Scene;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * Every page, in light, in dark and on a phone, keeps WCAG 2.1 AA and fits its screen. A
 * page that is new is one more line in {@link #pages()}.
 */
@BrowserTest
@SpringBootTest(classes = PageApp.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = { Middle.ENGINE, Middle.KEY, "tracebridge.operate-url=http://localhost/operate" })
@Import({ Scene.class, BusyShop.class })
class AccessibilityIT {

    private static final String SETTINGS = "/projects/shop/settings/";

    private static final String BOARD = SETTINGS + "integrations/Board/";

    private static final String ACTIONS = "/projects/shop/groups/actions/";

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        TestDatabase.fresh().register(registry);
    }

    @LocalServerPort
    int port;

    @Autowired
    BusyShop shop;

    @BeforeEach
    void aShop() {
        this.shop.open();
    }

    static Stream<Stop> pages() {
        return Stream.of(new Stop("projects", "/projects"), new Stop("triage", "/projects/shop"),
                new Stop("triage-menu", "/projects/shop", AccessibilityIT::openTheMenu),
                new Stop("triage-dialog", "/projects/shop", AccessibilityIT::openTheDialog),
                new Stop("triage-none", "/projects/shop?q=nothing"),
                new Stop("action-assign", ACTIONS + "assign?group=" + Scene.OTHER),
                new Stop("action-tag", ACTIONS + "tag?group=" + Scene.OTHER),
                new Stop("action-resolve", ACTIONS + "resolve?group=" + Scene.OTHER),
                new Stop("action-merge", ACTIONS + "merge?group=" + Scene.OTHER + "&group=" + Scene.FINGERPRINT),
                new Stop("group", BusyShop.GROUP, AccessibilityIT::openEverything),
                new Stop("issues", BusyShop.GROUP + "/issues", AccessibilityIT::openEverything),
                new Stop("issue-choose", BusyShop.GROUP + "/issues/new"),
                new Stop("issue-new", BusyShop.GROUP + "/issues/new?integration=Board"),
                new Stop("link-new", BusyShop.GROUP + "/links/new"), new Stop("settings-general", SETTINGS + "general"),
                new Stop("settings-attributes", SETTINGS + "attributes"),
                new Stop("settings-submission", SETTINGS + "submission", AccessibilityIT::openEverything),
                new Stop("settings-integrations", SETTINGS + "integrations", AccessibilityIT::openEverything),
                new Stop("settings-targets", SETTINGS + "targets"),
                new Stop("settings-target", SETTINGS + "targets/@oncall/edit"),
                new Stop("settings-webhook", BOARD + "webhook"), new Stop("settings-reconcile", BOARD + "reconcile"),
                new Stop("settings-delete", BOARD + "delete"), new Stop("sandbox", "/projects/shop/sandbox"),
                new Stop("wizard-choose", SETTINGS + "integrations/new"),
                new Stop("wizard-new", SETTINGS + "integrations/new?tracker=jira-cloud"),
                new Stop("wizard-1", BOARD + "edit?step=1"), new Stop("wizard-2", BOARD + "edit?step=2"),
                new Stop("wizard-3", BOARD + "edit?step=3"),
                new Stop("wizard-4", SETTINGS + "integrations/Box/edit?step=4"),
                new Stop("wizard-5", BOARD + "edit?step=5"), new Stop("account", "/account"),
                new Stop("users", "/account/users"), new Stop("not-found", "/projects/none"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everybodyCanUse(Stop stop, Browsing browsing) {
        visit(stop, browsing);
    }

    @Test
    void everybodyCanUseTheReportAndItsUnfinishedRequest(Browsing browsing) {
        visit(new Stop("report", this.shop.reportPage(), AccessibilityIT::openEverything), browsing);
        visit(new Stop("issue-complete", this.shop.requestPage()), browsing);
    }

    @Test
    void everybodyCanUseOperationsWhenMuchIsStuck(Browsing browsing) {
        visit(new Stop("operations-well", "/operations"), browsing);
        this.shop.getStuck();
        visit(new Stop("operations", "/operations"), browsing);
    }

    @Test
    void everybodyCanSignIn(Browsing browsing) {
        browsing.page().navigate(url("/login?error"));
        assertUsable("login", browsing);
    }

    private void visit(Stop stop, Browsing browsing) {
        browsing.expect("404");
        var page = browsing.page();
        page.setViewportSize(1280, 860);
        page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
        if (page.url().startsWith("http")) {
            page.navigate(url(stop.path()));
        }
        else {
            browsing.signIn(url(stop.path()), "admin", "admin-password");
        }
        assertThat(page.locator("main").first()).isVisible();
        stop.then().accept(page);
        assertUsable(stop.name(), browsing);
    }

    private static void assertUsable(String name, Browsing browsing) {
        var page = browsing.page();
        var softly = new SoftAssertions();
        softly.check(() -> browsing.assertAccessible(name));
        browsing.shot("page-" + name);
        page.evaluate("document.documentElement.setAttribute('data-bs-theme', 'dark')");
        softly.check(() -> browsing.assertAccessible(name + " in the dark"));
        browsing.shot("page-" + name + "-dark");
        page.evaluate("document.documentElement.setAttribute('data-bs-theme', 'light')");
        page.setViewportSize(375, 812);
        softly.check(() -> browsing.assertAccessible(name + " on a phone"));
        browsing.shot("page-" + name + "-phone");
        softly.check(browsing::assertNothingSticksOut);
        softly.assertAll();
    }

    private static void openTheMenu(Page page) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Actions for group 3f9a1c7")).click();
        assertThat(page.locator(".dropdown-menu.show")).isVisible();
    }

    private static void openTheDialog(Page page) {
        page.getByLabel("Select group 3f9a1c7").check();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Mute…")).click();
        assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
    }

    private static void openEverything(Page page) {
        assertThat(page.locator("[hx-trigger=load]")).hasCount(0);
        page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true; })");
        assertThat(page.getByText("Loading…")).hasCount(0);
    }

    private String url(String path) {
        return "http://localhost:" + this.port + path;
    }

    record Stop(String name, String path, Consumer<Page> then) {

        Stop(String name, String path) {
            this(name, path, (page) -> {
            });
        }

        @Override
        public String toString() {
            return this.name;
        }

    }

}
