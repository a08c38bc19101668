package io.tracebridge.browser;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotCaret;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One person at one browser window. Remembers what the console said and which hosts were
 * asked.
 */
public final class Browsing {

    private static final String CAMUNDAS_FONTS = "https://fonts.camunda.io/";

    private static final Set<String> SCREENS = Set.of("127.0.0.1", "localhost");

    private final BrowserContext context;

    private final Page page;

    private final List<String> complaints = new ArrayList<>();

    private final List<Predicate<String>> expected = new ArrayList<>();

    Browsing(Browser browser) {
        this.context = browser.newContext(new Browser.NewContextOptions().setViewportSize(1280, 860)
            .setColorScheme(ColorScheme.LIGHT)
            .setLocale("en-GB")
            .setTimezoneId("UTC"));
        this.context.setDefaultTimeout(15_000);
        this.page = this.context.newPage();
        this.page.onConsoleMessage((message) -> {
            if ("error".equals(message.type()) || message.text().contains("Content Security Policy")) {
                this.complaints.add("console: " + message.text() + " at " + message.location());
            }
        });
        this.page.onPageError((error) -> this.complaints.add("script: " + error));
        this.page.onRequest((request) -> {
            var host = URI.create(request.url()).getHost();
            if (host != null && !SCREENS.contains(host)) {
                this.complaints.add("asked another host: " + request.url());
            }
        });
    }

    public Page page() {
        return this.page;
    }

    /** Through the login page; ends where the person wanted to go first. */
    public Page signIn(String url, String user, String password) {
        this.page.navigate(url);
        this.page.getByLabel("Name").fill(user);
        this.page.getByLabel("Password").fill(password);
        this.page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in")).click();
        this.page.waitForURL((now) -> !now.contains("/login"));
        return this.page;
    }

    /**
     * The browser itself reports a refused request as an error. @param part of that
     * message which the test provokes on purpose, such as {@code 422}
     */
    public void expect(String part) {
        this.expected.add((complaint) -> complaint.contains(part));
    }

    /**
     * Operate and Tasklist are not ours to mend: they want fonts from another host, which
     * they do not get here, and before the login they ask for what only a user may have.
     * @param url where both are, without a slash at its end
     */
    public void expectOperateAndTasklist(String url) {
        this.context.route(CAMUNDAS_FONTS + "**", Route::abort);
        this.expected.add((complaint) -> complaint.startsWith("asked another host: " + CAMUNDAS_FONTS));
        this.expected.add((complaint) -> complaint.startsWith("console: Failed to load resource")
                && complaint.contains(" at " + CAMUNDAS_FONTS));
        this.expected.add((complaint) -> complaint.matches("console: Failed to load resource: .* status of 40[13] .*")
                && complaint.contains(" at " + url + "/"));
    }

    /** The whole page for the eye, in {@code target/screenshots}. */
    public void shot(String name) {
        picture("target/screenshots", name, true);
    }

    /**
     * What stands in the window, for the documentation: with {@code
     * -Dtracebridge.screenshots=docs/images} it is renewed there.
     */
    public void picture(String name) {
        picture(System.getProperty("tracebridge.screenshots", "target/screenshots"), name, false);
    }

    private void picture(String directory, String name, boolean whole) {
        this.page.screenshot(new Page.ScreenshotOptions().setFullPage(whole)
            // Hiding the caret leaves empty style attributes behind, which htmx then
            // copies and the content policy refuses.
            .setCaret(ScreenshotCaret.INITIAL)
            .setPath(Path.of(directory, name + ".png")));
    }

    /**
     * Tables may scroll, the page may not. Charts take a moment to follow a window that
     * got narrower.
     */
    public void assertNothingSticksOut() {
        Awaitility.await("nothing sticks out of " + this.page.url())
            .pollInSameThread()
            .until(() -> (Boolean) this.page.evaluate("document.documentElement.scrollWidth <= innerWidth"));
    }

    /**
     * Whoever sees little, sees no colours or uses no mouse gets along with the page as
     * it stands now. @param where for the message
     */
    public void assertAccessible(String where) {
        assertThat(Axe.violations(this.page)).as(where).isEmpty();
    }

    void keepTrace(String name) {
        this.page.screenshot(new Page.ScreenshotOptions().setFullPage(true)
            .setPath(Path.of("target/screenshots", "failed-" + name.replaceAll("[^A-Za-z0-9.-]+", "-") + ".png")));
    }

    void close(boolean check) {
        this.context.close();
        if (check) {
            assertThat(this.complaints).as("what the browser complained of")
                .allSatisfy((complaint) -> assertThat(this.expected).as(complaint)
                    .anyMatch((excuse) -> excuse.test(complaint)));
        }
    }

}
