package io.tracebridge.web.page.issues;

import java.util.regex.Pattern;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ReducedMotion;
import io.tracebridge.Middle;
import io.tracebridge.TestDatabase;
import io.tracebridge.browser.BrowserTest;
import io.tracebridge.browser.Browsing;
import io.tracebridge.web.page.PageApp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** Issues on a group's page, in a real browser. */
@BrowserTest
@SpringBootTest(classes = PageApp.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = { Middle.ENGINE, Middle.KEY })
@Import(Scene.class)
class IssueDialogIT {

    private static final String GROUP = "/projects/shop/groups/" + Scene.FINGERPRINT;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        TestDatabase.fresh().register(registry);
    }

    @LocalServerPort
    int port;

    @Autowired
    Scene scene;

    @BeforeEach
    void aGroup() {
        this.scene.set();
        this.scene.values("component", "checkout");
        this.scene.jdbc()
            .sql("""
                    insert into sandbox_issue (project_key, number, title, description, state, assignee) values
                    ('shop', 1, 'Cart is empty', '', 'open', 'joe'), ('shop', 12, 'Checkout fails', '', 'open', 'ann')""")
            .update();
    }

    @Test
    void anIssueIsWordedInSightOfItsPreviewAskedForOnceAndAppearsByItself(Browsing browsing) {
        var page = open(browsing);
        link(page, "Create issue").click();
        assertThat(page.locator("#preview")).containsText("Cart.total(Cart.java:41)");

        page.locator("#title").fill("Checkout fails when the cart is <empty>");
        page.getByLabel("component").fill("cart");
        assertThat(page.locator("#preview .issue-title")).hasText("Checkout fails when the cart is <empty>");
        page.locator("#owner-search").fill("an");
        button(page, "ann").click();
        assertThat(page.locator("#owner strong")).hasText("ann");
        assertThat(page.locator("#preview .issue-fields")).containsText("ann");
        browsing.picture("page-create-issue");
        pictures(browsing, "issue-dialog");

        button(page, "Create issue").click();
        assertThat(page.getByText("The issue is being created.")).isVisible();
        assertThat(page.locator("#issues")).containsText("Details are being prepared");

        this.scene.link("linked", "SHOP-13");
        this.scene.jdbc().sql("update issue_request set state = 'created'").update();
        assertThat(page.locator("#issues")).containsText("SHOP-13");
        assertThat(page.locator("#issues")).not().hasAttribute("hx-trigger", Pattern.compile(".+"));
        assertThat(this.scene.jdbc().sql("select count(*) from issue_request").query(Long.class).single()).isEqualTo(1);
    }

    @Test
    void whatTheTrackerRequiresIsAskedAtItsField(Browsing browsing) {
        browsing.expect("422");
        this.scene.waiting();
        var page = open(browsing);
        link(page, "Complete").click();
        page.getByLabel("Points").fill("3");
        page.getByLabel("Due").fill("2026-13-45");
        pictures(browsing, "issue-fields");

        button(page, "Create issue").click();

        assertThat(page.getByText("Must be a date, such as 2026-01-31.")).isVisible();
        assertThat(page.getByLabel("Points")).hasValue("3");
        browsing.shot("issue-fields-refused");
    }

    @Test
    void aConflictIsDecidedAndAChoiceOutlivesARefreshOfTheCard(Browsing browsing) {
        var link = this.scene.link("linked", "SHOP-1");
        this.scene.dispute(link);
        this.scene.link("reserved", "SHOP-2");
        this.scene.jdbc().sql("""
                insert into link_change (link_id, field, outcome, before, after, cause) values
                  (:l, 'state', 'pushed', 'open', 'in-progress', 'the group changed'),
                  (:l, 'assignee', 'pulled', null, 'ada', 'the issue changed'),
                  (:l, 'state', 'conflict', 'muted', 'resolved', 'both changed')""").param("l", link).update();
        var page = open(browsing);
        page.locator("#history-" + link + " summary").click();
        assertThat(page.locator("#history-" + link)).containsText("State changed on both sides");
        page.getByText("Here now").first().click();
        pictures(browsing, "issues-conflict");

        page.waitForResponse((response) -> response.url().endsWith("/issues/card"), () -> {
        });
        assertThat(page.locator("#conflict-" + link + "-state-ours")).isChecked();
        assertThat(page.locator("#history-" + link)).hasAttribute("open", "");
        page.getByText("In the tracker now").last().click();
        button(page, "Decide").click();
        assertThat(page.getByText("Decided.")).isVisible();
        assertThat(this.scene.outbox()).contains("conflict-resolved");
    }

    @Test
    void aRefusedIssueIsCorrectedWhereTheTrackerComplained(Browsing browsing) {
        this.scene.rejected();
        this.scene.link("gone", "SHOP-3");
        var page = open(browsing);
        assertThat(page.getByText("Choose one of web, backend.")).isVisible();
        pictures(browsing, "issues-rejected");

        page.locator("textarea[name='field.component']").fill("web");
        button(page, "Try again").click();

        assertThat(page.locator("#messages")).containsText("The issue is being tried again.");
        assertThat(this.scene.outbox()).contains("issue-correction-submitted", "\"component\": \"web\"");
    }

    @Test
    void anIssueThatExistsIsLinkedAndUnlinkedAfterAQuestion(Browsing browsing) {
        browsing.expect("422");
        var page = open(browsing);
        link(page, "Link existing").click();
        page.locator("#issue").fill("SHOP-99");
        button(page, "Link issue").click();
        assertThat(page.locator("#issue-error")).containsText("Was not found");
        browsing.shot("link-refused");
        page.locator("#issue").fill("SHOP-12");
        button(page, "Link issue").click();
        assertThat(page.locator("#issues")).containsText("SHOP-12");

        page.onceDialog(Dialog::dismiss);
        button(page, "Unlink SHOP-12").click();
        assertThat(page.locator("#issues")).containsText("SHOP-12");
        page.onceDialog(Dialog::accept);
        button(page, "Unlink SHOP-12").click();
        assertThat(page.locator("#issues")).containsText("No issue yet");
    }

    private Page open(Browsing browsing) {
        var page = browsing.signIn("http://localhost:" + this.port + GROUP, "admin", "admin-password");
        assertThat(page.locator("#issues .list-group")).isAttached();
        return page;
    }

    /** In light, in dark, and on a phone, where nothing may stick out. */
    private static void pictures(Browsing browsing, String name) {
        var page = browsing.page();
        page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
        browsing.shot(name);
        page.evaluate("document.documentElement.setAttribute('data-bs-theme', 'dark')");
        browsing.shot(name + "-dark");
        page.evaluate("document.documentElement.setAttribute('data-bs-theme', 'light')");
        page.setViewportSize(375, 812);
        browsing.shot(name + "-phone");
        browsing.assertNothingSticksOut();
        page.setViewportSize(1280, 860);
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator link(Page page, String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

}
