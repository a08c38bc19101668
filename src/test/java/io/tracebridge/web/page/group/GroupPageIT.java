package io.tracebridge.web.page.group;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.tracebridge.Middle;
import io.tracebridge.TestDatabase;
import io.tracebridge.browser.BrowserTest;
import io.tracebridge.browser.Browsing;
import io.tracebridge.project.Projects;
import io.tracebridge.security.Users;
import io.tracebridge.triage.GroupMerge;
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

/** A group's page in a real browser. */
@BrowserTest
@SpringBootTest(classes = PageApp.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = { Middle.ENGINE, Middle.KEY })
class GroupPageIT {

    private static final String A = "3f2a91c0".repeat(8);

    private static final String B = "b7e04d12".repeat(8);

    private static final String CLASS = "java.lang.NullPointerException";

    /** The library gives the canvas its size once it has drawn. */
    private static final String DRAWN = "canvas[data-chart][style*=height]";

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
    GroupMerge merge;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void aBusyGroup() {
        this.users.saveAdmin("admin", "admin-password");
        this.jdbc.sql("delete from project").update();
        var project = this.projects.save("shop", "Web shop", null);
        var seed = new Seed(this.jdbc, project.id());
        var group = seed.group(A, CLASS, 1234,
                Map.of("version", Map.of("1.4.2", 812, "1.4.1", 301, "1.4.0", 88, "1.3.9", 20, "1.3.8", 9, "1.3.7", 4),
                        "environment", Map.of("production", 1190, "staging", 44), "hostname",
                        Map.of("web-1.eu.shop.example", 640, "web-2.eu.shop.example", 594)));
        var member = seed.group(B, CLASS, 14, Map.of());
        IntStream.range(0, 30).forEach((n) -> report(seed, (n % 7 == 0) ? member : group, n));
        IntStream.range(0, 30)
            .forEach((day) -> seed.occurred(group, Instant.now().minus(day, ChronoUnit.DAYS), 10 + (day * 37) % 60));
        seed.integration("Jira", "{\"enabled\": true, \"event\": \"group\", \"rules\": []}");
        seed.integration("GitHub", "{\"enabled\": false}");
        this.merge.merge(project.id(), A, List.of(B), "user:tina");
        history(seed, group);
    }

    private void report(Seed seed, long group, int n) {
        var thread = List.of("com.shop.cart.Cart.total@Cart.java:42", "com.shop.cart.Cart.discounted@Cart.java:61",
                "com.shop.checkout.CheckoutService.priceOf@CheckoutService.java:118",
                "com.shop.checkout.CheckoutService.pay@CheckoutService.java:77",
                "com.shop.web.CheckoutController.submit@CheckoutController.java:54",
                "jdk.internal.reflect.DirectMethodHandleAccessor.invoke@DirectMethodHandleAccessor.java:103",
                "org.springframework.web.servlet.mvc.method.annotation.ServletInvocableHandlerMethod.invokeAndHandle@ServletInvocableHandlerMethod.java:118",
                "java.lang.Thread.run@Thread.java:1583");
        var threads = new LinkedHashMap<String, Object>();
        threads.put("http-nio-8080-exec-7", Map.of("fault", true, "stack", thread));
        threads.put("order-worker-1", Map.of("stack", List.of("java.util.concurrent.LinkedBlockingQueue.take")));
        var message = "Cannot invoke \"com.shop.cart.Price.amount()\" because \"price\" is null";
        var report = seed.report(group, Instant.now().minus(600L - n * 19, ChronoUnit.MINUTES), CLASS,
                Map.of("version", (n > 10) ? "1.4.2" : "1.4.1", "environment", "production", "error.message", message,
                        "application", "shop", "hostname", "web-1.eu.shop.example"),
                Map.of("lang", "java", "mainThread", "http-nio-8080-exec-7", "threads", threads));
        if (n == 29) {
            seed.attachment(report, "application.log", "x".repeat(2048));
        }
    }

    private void history(Seed seed, long group) {
        var latest = this.jdbc.sql("select max(id) from report").query(Long.class).single();
        seed.decision(latest, group, "Jira", "filter", 2, """
                [{"rule": 1, "action": "submit", "attribute": "version", "regex": "^2[.]", "matched": false,
                  "seenAttribute": "version", "seenValue": "1.4.2"},
                 {"rule": 2, "action": "filter", "attribute": "environment", "regex": "production", "matched": true,
                  "seenAttribute": "environment", "seenValue": "production"}]""");
        seed.activity(group, "user:tina", "state-changed", "{\"state\": \"open\"}", """
                {"state": "resolved", "until": [{"type": "version_gt", "field": "version", "version": "1.4.1"}]}""",
                "{\"why\": \"fixed in the next release\"}");
        seed.activity(group, "report", "reopened", "{\"state\": \"resolved\"}", "{\"state\": \"open\"}", "{\"report\": "
                + latest
                + ", \"condition\": {\"type\": \"version_gt\", \"field\": \"version\", \"version\": \"1.4.1\"}}");
        seed.activity(group, "user:admin", "assignee-changed", "{\"assignee\": \"\"}", "{\"assignee\": \"tina\"}",
                "{}");
        this.jdbc
            .sql("""
                    update error_group set assignee = 'tina', state = 'in-progress', tags = '{checkout,payment}', reopen_count = 1,
                      reopened_at = now() - interval '2 hours',
                      violated = '{"type": "version_gt", "field": "version", "version": "1.4.1"}' where id = ?""")
            .param(group)
            .update();
    }

    @Test
    void aTriagerSeesAllOfAGroupInLightAndDarkAndOnAPhone(Browsing browsing) {
        var page = open(browsing);
        assertThat(page.getByText("com.shop.cart.Cart.total")).isVisible();
        assertThat(page.locator(DRAWN)).isVisible();
        page.getByText("Decisions for").first().click();
        assertThat(page.locator(".decisions").first()).not().containsText("Loading");
        browsing.shot("group-light");
        page.evaluate("window.scrollTo(0, 0)");
        browsing.picture("page-group");

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Light or dark")).click();
        assertThat(page.locator("html")).hasAttribute("data-bs-theme", "dark");
        browsing.picture("page-group-dark");

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Light or dark")).click();
        page.setViewportSize(375, 812);
        browsing.assertNothingSticksOut();
        browsing.shot("group-phone");
    }

    @Test
    void partsLoadWhenTheyAreAskedFor(Browsing browsing) {
        var page = open(browsing);

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("24 hours")).click();
        assertThat(page.locator("#occurrences")).containsText("in the last 24 hours");
        assertThat(page.locator(DRAWN + "[data-labels*=UTC]")).isVisible();
        page.getByLabel("Show attributes whose name contains").fill("host");
        assertThat(page.locator("#values")).not().containsText("environment");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Older reports")).click();
        assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Older reports"))).hasCount(0);
        page.getByLabel("Report", new Page.GetByLabelOptions().setExact(true))
            .selectOption(new com.microsoft.playwright.options.SelectOption().setIndex(3));
        assertThat(page.locator("#callstack .frames").first()).isVisible();
        page.getByText("Decisions for Jira").click();
        page.locator(".decision > summary").first().click();
        assertThat(page.getByText("decided", new Page.GetByTextOptions().setExact(true))).isVisible();
        assertThat(page.getByText("environment = production")).isVisible();
    }

    @Test
    void aTriagerChangesTheGroupWhereItStands(Browsing browsing) {
        var page = open(browsing);

        page.getByLabel("Assignee").fill("jane");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Assign")).click();
        assertThat(page.getByText("Assigned to jane.")).isVisible();
        page.getByLabel("New tags").fill("cart");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Add").setExact(true)).click();
        assertThat(page.getByText("Added the tag cart.")).isVisible();
        page.getByLabel("Remove the tag payment").click();
        assertThat(page.getByText("Removed the tag payment.")).isVisible();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Resolve")).click();
        assertThat(page.locator(".badge.state")).hasText("Resolved");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Part group")).click();
        assertThat(page.getByText("stands by itself again")).isVisible();
        assertThat(page.locator("#members-title")).hasCount(0);

        browsing.expect("422");
        page.getByLabel("New tags").fill(",");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Add").setExact(true)).click();
        assertThat(page.locator("#messages")).containsText("write it, then press Add");
        assertThat(page.getByLabel("New tags")).hasValue(",");
    }

    @Test
    void aReportIsShownWhole(Browsing browsing) {
        var page = open(browsing);
        page.getByText("whole", new Page.GetByTextOptions().setExact(false)).first().click();

        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Threads"))).isVisible();
        page.getByText("JSON, without what was scrubbed").click();
        assertThat(page.locator(".raw-json")).containsText("mainThread");
        browsing.shot("report-light");
        page.setViewportSize(375, 812);
        browsing.assertNothingSticksOut();
        browsing.shot("report-phone");
        var download = page.waitForDownload(() -> page.getByText("application.log").click());
        org.assertj.core.api.Assertions.assertThat(download.suggestedFilename()).isEqualTo("application.log");
    }

    private Page open(Browsing browsing) {
        var page = browsing.signIn("http://localhost:" + this.port + "/projects/shop/groups/" + A, "admin",
                "admin-password");
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))).containsText(CLASS);
        assertThat(page.locator("main").filter(new Locator.FilterOptions().setHasText("Callstack"))).isVisible();
        return page;
    }

}
