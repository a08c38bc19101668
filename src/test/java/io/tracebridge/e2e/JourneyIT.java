package io.tracebridge.e2e;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.AriaRole;
import io.tracebridge.browser.BrowserTest;
import io.tracebridge.browser.Browsing;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A newcomer's way through the pages, from the log of the first start to the last sign
 * out, with a shop that fails and a Redmine. One story, told in order; each chapter signs
 * in anew.
 */
@BrowserTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class JourneyIT {

    private static final Duration SOON = Duration.ofSeconds(40);

    private static final String CART = "java.lang.NullPointerException";

    private static final String STOCK = "java.lang.ArithmeticException";

    private static final String REFUND = "java.lang.UnsupportedOperationException";

    private static final String COUPON = "java.lang.IllegalArgumentException";

    @TempDir
    static Path directory;

    static JourneyRedmine redmine;

    static RunningTracebridge tracebridge;

    static MatchResult banner;

    static BuggyShop shop;

    /** What the rules made of the first group. */
    static String issue;

    private Person person;

    @BeforeAll
    static void theFirstStartSaysWhereThePagesAreAndHowToSignIn() throws IOException {
        redmine = new JourneyRedmine();
        tracebridge = RunningTracebridge.start(directory.resolve("data"), Map.of("TRACEBRIDGE_ADMIN_PASSWORD", ""));
        var lines = Pattern.compile("Page +(\\S+)\\s+Login +(\\S+) / (\\S+)");
        banner = Awaitility.await("the end of the first start's log")
            .atMost(SOON)
            .until(() -> lines.matcher(tracebridge.said()).results().findFirst(), (found) -> found.isPresent())
            .orElseThrow();
    }

    @AfterAll
    static void stop() {
        if (tracebridge != null) {
            tracebridge.close();
        }
        redmine.close();
    }

    @BeforeEach
    void signIn(Browsing browsing) {
        this.person = new Person(browsing);
        // Who leaves a page while it asks for news of itself ends that call, and htmx
        // says
        // so in these two lines.
        browsing.expect("console: htmx:sendAbort");
        browsing.expect("console: htmx:afterRequest");
        browsing.signIn(banner.group(1), banner.group(2), banner.group(3));
        this.person.page().navigate(banner.group(1) + "/projects");
        this.person.isAt("Projects");
    }

    @Test
    @Order(1)
    void aNewProjectTellsHowToSendItsFirstErrorAndShowsIt() {
        this.person.fill("Name", "shop");
        this.person.fill("Description", "Web shop");
        this.person.press("Create");
        this.person.sees("No report has arrived yet.");
        shop = new BuggyShop(this.person.page().locator("pre").first().innerText().strip());

        shop.fails(new NullPointerException("price of article 4711 is missing"), "stable", "1.4.0");

        this.person.sees("Reports arrive.");
        defineAttributes();
        this.person.follow("Triage");
        assertThat(group(CART)).containsText("Open");
    }

    private void defineAttributes() {
        this.person.follow("Settings");
        this.person.follow("Attributes");
        this.person.fill("Name", "buildType");
        this.person.press("Define");
        this.person.sees("buildType");
        this.person.fill("Name", "version");
        this.person.choose("Type", "version");
        this.person.press("Define");
        assertThat(this.person.button("Delete version")).isVisible();
    }

    @Test
    @Order(2)
    void anIntegrationIsSetUpStepByStepAndARuleMakesTheFirstIssue(Browsing browsing) {
        shop.fails(new ArithmeticException("stock below zero"), "nightly", "1.5.0");
        home();
        this.person.follow("Settings");
        this.person.follow("Integrations");
        this.person.follow("New integration");
        this.person.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Redmine")).click();

        connect(browsing);
        wordIt();
        decideWhen();
        writeRules(browsing);
        this.person.sees("New groups of shop become Bug issues in " + redmine.project());
        this.person.press("Enable");
        this.person.sees("Redmine is enabled.");

        shop.fails(new NullPointerException("price of article 4712 is missing"), "stable", "1.4.0");
        this.person.follow("Triage");
        this.person.isAt("shop");
        this.person.looksAgainUntil(group(CART), "Redmine · New");
        issue = group(CART).locator("b").first().innerText();
        assertThat(redmine.issue(issue).path("subject").asText()).isEqualTo("shop: " + CART);
        assertThat(group(CART)).containsText("In progress");
        assertThat(group(STOCK)).containsText("Open");
        browsing.shot("journey-triage");
    }

    private void connect(Browsing browsing) {
        this.person.fill("Address", redmine.url());
        this.person.fill("API access key", "0".repeat(40));
        this.person.fill("Project", redmine.project());
        this.person.fill("Tracker", "Bug");
        this.person.press("Save and next");
        this.person.sees("go on all the same");
        this.person.sees("fails");
        browsing.shot("journey-wrong-key");
        this.person.fill("API access key", redmine.apiKey());
        this.person.press("Load projects and types");
        this.person.sees("Offered in the fields");
        this.person.press("Save and next");
    }

    private void wordIt() {
        this.person.isAtStep("Issue text");
        this.person.fill("Title", "{{project}}: {{classifiers}}");
        assertThat(this.person.page().getByText("shop: " + STOCK).first()).isVisible();
        this.person.press("Add a field");
        this.person.fill("Field 1", "Version seen");
        this.person.fill("Text of field 1", "$version");
        this.person.press("Save and next");
    }

    private void decideWhen() {
        this.person.isAtStep("Creation and sync");
        this.person.check("Make issues by itself");
        this.person.check("Our changes go to the tracker");
        this.person.check("The tracker's changes come to us");
        this.person.choose("Right when both changed", "ask");
        this.person.fill("Ask the tracker every … seconds", "86400");
        this.person.press("Add a status for muted");
        this.person.choose("Status 1 of muted", "Rejected");
        assertThat(
                this.person.page().getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText("Rejected")))
            .containsText("Muted");
        this.person.press("Save and next");
    }

    private void writeRules(Browsing browsing) {
        this.person.isAtStep("Rules");
        this.person.press("Add a rule");
        this.person.fill("Attribute of rule 1", "*");
        this.person.fill("Expression of rule 1", ".*");
        this.person.choose("Action of rule 1", "filter");
        this.person.sees("0 submitted, 2 filtered");
        this.person.press("Add a rule");
        this.person.fill("Attribute of rule 2", "buildType");
        this.person.fill("Expression of rule 2", "^stable$");
        this.person.sees("1 submitted, 1 filtered");
        this.person.sees("rule 2: buildType = stable");
        browsing.shot("journey-rules");
        this.person.press("Save and next");
    }

    @Test
    @Order(3)
    void aTriagerMakesAnIssueByHandAndLinksOneThatExists(Browsing browsing) {
        open(STOCK);
        this.person.follow("Create issue");
        this.person.isAt("Create an issue");
        this.person.fill("Title", "Stock must not be below zero");
        this.person.field("Owner").fill("Tri");
        this.person.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Tess Triager")).click();
        this.person.fill("Version seen", "1.5 nightly");
        var preview = this.person.page().getByRole(AriaRole.ARTICLE, new Page.GetByRoleOptions().setName("Preview"));
        assertThat(preview).containsText("Stock must not be below zero");
        assertThat(preview).containsText("Tess Triager");
        assertThat(preview).containsText("1.5 nightly");
        browsing.shot("journey-dialog");
        this.person.press("Create issue");
        assertThat(issues()).containsText("Stock must not be below zero", soon());
        var made = issues().getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(Pattern.compile("^#\\d+$")))
            .innerText();
        assertThat(redmine.issue(made).path("subject").asText()).isEqualTo("Stock must not be below zero");
        assertThat(redmine.issue(made).at("/assigned_to/name").asText()).isEqualTo("Tess Triager");
        assertThat(redmine.field(made, "Version seen")).isEqualTo("1.5 nightly");

        shop.fails(new UnsupportedOperationException("no refunds yet"), "nightly", "1.5.0");
        var known = redmine.report("Customers want their money back");
        open(REFUND);
        this.person.follow("Link existing");
        this.person.fill("Key or address of the issue", known);
        this.person.press("Link issue");
        assertThat(issues()).containsText(known, soon());
        assertThat(issues()).containsText("Customers want their money back");
        this.person.press("Unlink " + known);
        assertThat(issues()).containsText("No issue yet", soon());
        assertThat(redmine.status(known)).isEqualTo(JourneyRedmine.NEW);
    }

    @Test
    @Order(4)
    void anErrorThatComesBackInALaterVersionReopensGroupAndIssue(Browsing browsing) {
        open(CART);
        this.person.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Actions for group")).click();
        this.person.follow("Resolve…");
        var dialog = this.person.page().getByRole(AriaRole.DIALOG);
        dialog.getByLabel("Version", new Locator.GetByLabelOptions().setExact(true)).fill("1.4.0");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Resolve")).click();
        this.person.sees("version is later than 1.4.0");
        Awaitility.await("closed").atMost(SOON).until(() -> redmine.status(issue) == JourneyRedmine.CLOSED);

        shop.fails(new NullPointerException("price of article 4713 is missing"), "stable", "1.4.0");
        home();
        assertThat(group(CART)).containsText("Resolved");
        shop.fails(new NullPointerException("price of article 4714 is missing"), "stable", "1.4.1");

        this.person.looksAgainUntil(group(CART), "reopened 1×");
        open(CART);
        this.person.sees("since version is later than 1.4.0");
        Awaitility.await("reopened").atMost(SOON).until(() -> redmine.status(issue) != JourneyRedmine.CLOSED);
        this.person.looksAgainUntil(issues(), "Redmine · New");
        browsing.shot("journey-reopened");
    }

    @Test
    @Order(5)
    void whenBothSidesChangedATriagerDecides(Browsing browsing) {
        open(CART);
        redmine.change(issue, JourneyRedmine.CLOSED);
        this.person.press("Mute");
        assertThat(head()).containsText("Muted");
        this.person.looksAgainUntil(issues(), "Resolve the conflict");
        this.person.sees("Agreed last:");
        browsing.shot("journey-conflict");
        this.person.page().getByText("In the tracker now: take it, and change the group").click();
        this.person.press("Decide");
        assertThat(this.person.button("Decide")).isHidden();

        this.person.looksAgainUntil(head(), "Resolved");
        assertThat(issues()).not().containsText("Resolve the conflict");
        assertThat(redmine.status(issue)).isEqualTo(JourneyRedmine.CLOSED);
    }

    @Test
    @Order(6)
    void aRefusedKeyIsShownWithWhatToDoAndWhatWaitedGoesOn(Browsing browsing) {
        home();
        redmine.revokeKey();
        shop.fails(new IllegalArgumentException("coupon SUMMER has expired"), "stable", "1.4.1");
        this.person.follow("Operations");
        assertThat(integrations()).containsText("Paused", soon());
        assertThat(integrations()).containsText("Correct and save it");
        browsing.shot("journey-operations");

        this.person.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("shop").setExact(true)).click();
        this.person.isAt("Settings of shop");
        this.person.unfolds("Redmine", "The program paused it:");
        browsing.shot("journey-paused");
        this.person.follow("Edit");
        this.person.isAtStep("Connection");
        this.person.fill("API access key", redmine.apiKey());
        this.person.press("Save and next");
        this.person.isAtStep("Issue text");

        this.person.follow("Triage");
        this.person.isAt("shop");
        this.person.looksAgainUntil(group(COUPON), "Redmine · New");
        this.person.follow("Operations");
        this.person.sees("All is well");
    }

    @Test
    @Order(7)
    void whoSignsOutSeesNothingMore() {
        this.person.page().getByText("admin", new Page.GetByTextOptions().setExact(true)).click();
        this.person.press("Sign out");
        this.person.sees("You are signed out.");
        this.person.page().navigate(banner.group(1) + "/projects/shop");
        assertThat(this.person.button("Sign in")).isVisible();
    }

    private void home() {
        this.person.page().navigate(banner.group(1) + "/projects/shop");
    }

    private void open(String title) {
        home();
        this.person.follow(title);
        this.person.isAt(title);
    }

    /** A group's line in the triage list. */
    private Locator group(String title) {
        return this.person.page()
            .getByRole(AriaRole.ROW)
            .filter(new Locator.FilterOptions().setHas(this.person.page()
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(title).setExact(true))));
    }

    /** What stands above everything else of a group. */
    private Locator head() {
        return this.person.page().locator("main header");
    }

    private Locator issues() {
        return this.person.region("Issues");
    }

    private Locator integrations() {
        return this.person.region("Integrations");
    }

    private static ContainsTextOptions soon() {
        return new ContainsTextOptions().setTimeout(40_000);
    }

}
