package io.tracebridge.e2e;

import java.time.Duration;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.tracebridge.browser.Browsing;
import org.awaitility.Awaitility;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * Somebody at the pages: finds things by what is written on them, waits until they are
 * there, and looks again where a page does not renew itself.
 */
final class Person {

    private final Page page;

    Person(Browsing browsing) {
        this.page = browsing.page();
        // Asked whether really: yes.
        this.page.onDialog(Dialog::accept);
    }

    Page page() {
        return this.page;
    }

    void follow(String link) {
        this.page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(link).setExact(true)).first().click();
    }

    void press(String button) {
        ready(button(button)).click();
    }

    /** What just came into the page listens a moment later; no person is faster. */
    private Locator ready(Locator shown) {
        assertThat(shown).isVisible();
        assertThat(this.page.locator(".htmx-added")).hasCount(0);
        return shown;
    }

    Locator button(String name) {
        return this.page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true)).first();
    }

    void fill(String label, String text) {
        ready(field(label)).fill(text);
    }

    void choose(String label, String option) {
        ready(field(label)).selectOption(option);
    }

    void check(String label) {
        this.page.getByLabel(label).check();
    }

    Locator field(String label) {
        return this.page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    /** A part of the page that has a name of its own, such as {@code Issues}. */
    Locator region(String name) {
        return this.page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    void isAt(String heading) {
        assertThat(this.page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
            .containsText(heading);
    }

    void isAtStep(String title) {
        assertThat(this.page.locator("[aria-current=step]")).hasText(title);
    }

    void sees(String text) {
        assertThat(this.page.getByText(text).first()).isVisible();
    }

    /** A click on a page that is still being drawn may be lost: then again. */
    void unfolds(String title, String inside) {
        var summary = this.page.locator("summary").filter(new Locator.FilterOptions().setHasText(title)).first();
        Awaitility.await(inside).pollInSameThread().untilAsserted(() -> {
            summary.click();
            assertThat(this.page.getByText(inside).first())
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(2_000));
        });
    }

    /**
     * For what happens behind a page that tells of it only when it is asked again. What a
     * paused integration held up goes on within seconds.
     */
    void looksAgainUntil(Locator there, String text) {
        Awaitility.await(text)
            .atMost(Duration.ofSeconds(100))
            .pollDelay(Duration.ZERO)
            .pollInterval(Duration.ofMillis(500))
            .untilAsserted(() -> {
                this.page.reload();
                assertThat(there).containsText(text, new LocatorAssertions.ContainsTextOptions().setTimeout(1_000));
            });
    }

}
