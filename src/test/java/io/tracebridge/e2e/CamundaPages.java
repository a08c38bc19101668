package io.tracebridge.e2e;

import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.tracebridge.browser.Browsing;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** What a person clicks in Operate and Tasklist. */
final class CamundaPages {

    /** In milliseconds; both need a while to start their pages. */
    private static final double PATIENCE = 120_000;

    /** In milliseconds. */
    private static final double REDRAWN = 5_000;

    private final Page page;

    private final String url;

    private CamundaPages(Page page, String url) {
        this.page = page;
        this.url = url;
    }

    /** Once for both. */
    static CamundaPages logIn(Browsing browsing, String url) {
        browsing.expectOperateAndTasklist(url);
        var page = browsing.page();
        page.setDefaultTimeout(PATIENCE);
        page.navigate(url + "/tasklist");
        page.locator("input[name=username]").fill("demo");
        page.locator("input[name=password]").fill("demo");
        button(page, "Login").click();
        assertThat(button(page, "Open Settings")).isVisible();
        return new CamundaPages(page, url);
    }

    /**
     * Takes on the one open task of that name, of which Tasklist must know everything: it
     * shows what it finds when the task is opened and does not ask again. Afterwards the
     * form is there to be filled.
     */
    void take(String task) {
        this.page.navigate(this.url + "/tasklist");
        var link = this.page.getByRole(AriaRole.LINK,
                new Page.GetByRoleOptions().setName("Unassigned task: " + task).setExact(true));
        assertThat(link).isVisible();
        link.click();
        button(this.page, "Assign to me").click();
        assertThat(this.page.getByText("Assigned to me")).isVisible();
        // Until then a list just opened would be closed again.
        assertThat(this.page.locator(".fjs-form-field:not(.fjs-readonly) input").first()).isEditable();
    }

    Locator field(String label) {
        return this.page.getByLabel(label).last();
    }

    /**
     * On a busy machine the form is at times drawn once more for the field before, which
     * closes a list just opened: then again, as a person would.
     */
    void choose(String label, String option) {
        var item = this.page.locator(".fjs-dropdownlist-item").filter(new Locator.FilterOptions().setHasText(option));
        for (var tries = 1; !chosen(label, option, item); tries++) {
            if (tries == 10) {
                throw new AssertionError("the list of " + label + " closes each time before " + option + " is chosen");
            }
        }
    }

    private boolean chosen(String label, String option, Locator item) {
        try {
            if (!item.isVisible()) {
                field(label).click(new Locator.ClickOptions().setTimeout(REDRAWN));
            }
            item.click(new Locator.ClickOptions().setTimeout(REDRAWN));
            assertThat(field(label)).hasValue(option, new LocatorAssertions.HasValueOptions().setTimeout(REDRAWN));
            return true;
        }
        catch (TimeoutError | AssertionError ex) {
            return false;
        }
    }

    void complete() {
        button(this.page, "Complete Task").click();
        assertThat(button(this.page, "Complete Task")).isHidden();
    }

    /**
     * Finds by its incident's message, from Operate's first page on, the instance that
     * has it.
     */
    void openIncident(String message) {
        this.page.navigate(this.url + "/operate");
        var incident = this.page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(message));
        assertThat(incident).isVisible();
        incident.click();
        this.page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("View instance")).click();
        // The diagram has it last.
        assertThat(this.page.getByTestId("state-overlay-incidents")).isVisible();
    }

    void viewIncident() {
        button(this.page, Pattern.compile("View 1 Incident")).click();
    }

    Locator incident() {
        return this.page.getByRole(AriaRole.ROW, new Page.GetByRoleOptions().setName("No more retries left"));
    }

    void retry() {
        button(this.page, Pattern.compile("Retry Instance")).click();
    }

    void openInstance(String key) {
        this.page.navigate(this.url + "/operate/processes/" + key);
    }

    void openParent() {
        this.page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("View parent instance")).click();
    }

    /** In the line above the diagram. */
    void awaitCompleted(String process) {
        awaitHeader(process, "COMPLETED-icon");
    }

    /** It waits, and nothing is to be done in Operate. */
    void awaitActive(String process) {
        awaitHeader(process, "ACTIVE-icon");
    }

    private void awaitHeader(String process, String icon) {
        var header = this.page.getByTestId("instance-header");
        assertThat(header).containsText(process);
        assertThat(header.getByTestId(icon)).isVisible();
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator button(Page page, Pattern name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

}
