package io.tracebridge.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.tracebridge.browser.BrowserTest;
import io.tracebridge.browser.Browsing;
import io.tracebridge.tracker.FakeServer;
import io.tracebridge.tracker.TrackerFake;
import io.tracebridge.tracker.github.FakeGitHub;
import io.tracebridge.tracker.jira.FakeJira;
import io.tracebridge.workflow.HastyTracebridge;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What persons do in Operate, in Tasklist and on our pages, in a real browser. Runs with
 * {@code -Pwebapps} alone, as {@link WebappsIT} does.
 */
@Tag("webapps")
@BrowserTest
class WebappsBrowserIT {

    private static final Duration SOON = Duration.ofMinutes(2);

    private static final String PROJECT = "/api/v1/projects/shop";

    private static final WebApps WEB_APPS = webApps();

    @TempDir
    static Path directory;

    static FakeJira jira;

    static FakeGitHub github;

    /** Stands before a tracker and answers in its place. */
    static MockWebServer signInPage;

    static RunningTracebridge tracebridge;

    static String submissionPath;

    @BeforeAll
    static void aShopWithOperateAndTasklist() throws IOException {
        PlaywrightAssertions.setDefaultAssertionTimeout(SOON.toMillis());
        jira = new FakeJira().requiring("cf_team", "Team", "1 Checkout", "2 Payments");
        github = new FakeGitHub();
        signInPage = signInPage();
        tracebridge = RunningTracebridge.start(directory.resolve("data"), HastyTracebridge.class,
                WEB_APPS.environment());
        submissionPath = tracebridge.put(PROJECT, "{}")
            .get("submissionUrl")
            .asText()
            .substring(tracebridge.url().length());
        integration("Jira", "jira-cloud", jira.connection().settings(), jira.connection().credential());
        integration("GitHub", "github", github.connection().settings(), github.connection().credential());
        WEB_APPS.logIn();
        // Tasklist shows no form with a task that it learns of before the form.
        WEB_APPS.awaitProcesses();
    }

    @AfterAll
    static void stop() {
        if (tracebridge != null) {
            tracebridge.close();
        }
        signInPage.close();
        List.of(jira, github).forEach(FakeServer::close);
    }

    @Test
    void whatIsMissingIsFilledInInTasklistAndTheGroupShowsTheIssue(Browsing browsing) {
        var group = group("EmptyCart");
        var request = request(group, "{\"integration\": \"Jira\"}");
        var page = signIn(browsing, "/projects/shop/groups/" + group);
        assertThat(page.locator("#issues")).containsText("Waits for details");

        var camunda = CamundaPages.logIn(browsing, WEB_APPS.url());
        WEB_APPS.awaitTask("Complete issue details", "project", "title", "owners", "fields", "note");
        camunda.take("Complete issue details");
        camunda.field("Title").fill("The cart is empty");
        camunda.choose("Owner", "Bob Basket");
        camunda.choose("Team", "Payments");
        browsing.picture("tasklist");
        camunda.complete();

        awaitState(request, "created");
        var issue = jira.issues().stream().filter((held) -> held.title().equals("The cart is empty")).toList();
        assertThat(issue).hasSize(1);
        assertThat(jira.standing(issue.getFirst().id()).toString()).contains("5c5f880629be9642ba529341");
        assertThat(sent(jira.requests(), "The cart is empty")).contains("\"cf_team\":{\"id\":\"2\"}");
        page.navigate(tracebridge.url() + "/projects/shop/groups/" + group);
        assertThat(page.locator("#issues")).containsText("The cart is empty");
        assertThat(page.locator("#issues")).containsText("Linked");

        camunda.openInstance(instanceOf(request));
        camunda.awaitCompleted("Create issue manually");
    }

    @Test
    void anIncidentSaysWhatToDoAndARetryAfterTheRepairMakesOneIssue(Browsing browsing) {
        var settings = new HashMap<>(github.connection().settings());
        settings.put("baseUrl", signInPage.url("/").toString());
        integration("Mirror", "github", settings, github.connection().credential());
        var group = group("LostOrder");
        request(group, "{\"integration\": \"Mirror\", \"title\": \"The order is lost\"}");

        var camunda = CamundaPages.logIn(browsing, WEB_APPS.url());
        camunda.openIncident("Could not create issue for group %s, integration \"Mirror\" of project shop"
            .formatted(group.substring(0, 7)));
        browsing.picture("operate");
        camunda.viewIncident();
        assertThat(camunda.incident()).containsText("an HTML page titled \"Sign in\"");
        assertThat(camunda.incident()).containsText("Check the integration's address");
        assertThat(camunda.incident()).containsText("Then retry in Operate.");
        var incident = browsing.page().url();

        var page = signIn(browsing, "/projects/shop/settings/integrations/Mirror/edit?step=1");
        field(page, "API address").fill(github.connection().settings().get("baseUrl"));
        saveWithToken(page, github.connection().credential().get("token"));

        page.navigate(incident);
        camunda.retry();
        camunda.awaitCompleted("Create issue");
        camunda.openParent();
        camunda.awaitCompleted("Create issue manually");
        assertThat(github.issues()).extracting(TrackerFake.Held::title).containsOnlyOnce("The order is lost");
    }

    @Test
    void aRefusedCredentialPausesItsIntegrationAndOnceRepairedItsIssueIsMade(Browsing browsing) {
        integration("Expired", "github", github.wrongConnection().settings(), github.wrongConnection().credential());
        var request = request(group("LateParcel"), "{\"integration\": \"Expired\", \"title\": \"The parcel is late\"}");

        var page = signIn(browsing, "/operations");
        var row = page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText("Expired"));
        assertThat(row.first()).containsText("Paused");
        assertThat(row.first()).containsText("Correct and save it");

        var camunda = CamundaPages.logIn(browsing, WEB_APPS.url());
        var instance = instanceOf(request);
        camunda.openInstance(instance);
        camunda.awaitActive("Create issue manually");

        page.navigate(tracebridge.url() + "/projects/shop/settings/integrations/Expired/edit?step=1");
        saveWithToken(page, github.connection().credential().get("token"));

        camunda.openInstance(instance);
        camunda.awaitCompleted("Create issue manually");
        assertThat(github.issues()).extracting(TrackerFake.Held::title).containsOnlyOnce("The parcel is late");
    }

    @Test
    void aRefusedIssueIsCorrectedInTasklistByTheTrackersWords(Browsing browsing) {
        var group = group("StuckTill");
        var request = request(group, """
                {"integration": "GitHub", "title": "The till is stuck", "fields": {"milestone": "soon"}}""");

        var camunda = CamundaPages.logIn(browsing, WEB_APPS.url());
        WEB_APPS.awaitTask("Correct the rejected issue", "project", "message", "title", "fields");
        camunda.take("Correct the rejected issue");
        assertThat(camunda.field("What the tracker said of it"))
            .hasValue(Pattern.compile(".*must be the milestone's number.*"));
        camunda.field("Value").fill("7");
        camunda.complete();

        awaitState(request, "created");
        assertThat(github.issues()).extracting(TrackerFake.Held::title).containsOnlyOnce("The till is stuck");
        assertThat(sent(github.requests(), "The till is stuck")).contains("\"milestone\":7");
    }

    private static MockWebServer signInPage() throws IOException {
        var server = new MockWebServer();
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return new MockResponse.Builder().setHeader("Content-Type", "text/html")
                    .body("<html><head><title>Sign in</title></head><body></body></html>")
                    .build();
            }
        });
        server.start();
        return server;
    }

    private static WebApps webApps() {
        try {
            return new WebApps();
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static Page signIn(Browsing browsing, String path) {
        browsing.page().setDefaultTimeout(SOON.toMillis());
        return browsing.signIn(tracebridge.url() + path, "admin", RunningTracebridge.PASSWORD);
    }

    /** The first step of an integration's set-up. */
    private static void saveWithToken(Page page, String token) {
        field(page, "Token").fill(token);
        button(page, "Save and next").click();
        page.waitForURL((now) -> now.contains("step=2"));
    }

    private static void integration(String name, String tracker, Map<String, String> connection,
            Map<String, String> credential) {
        tracebridge.post(PROJECT + "/integrations", new JsonMapper()
            .valueToTree(Map.of("name", name, "tracker", tracker, "connection", connection, "credential", credential))
            .toString(), 201);
    }

    /** The fingerprint of a new group. */
    private static String group(String classifier) {
        tracebridge.post(submissionPath, """
                {"classifiers": ["%s"], "attributes": {"error.message": "%1$s"}}""".formatted(classifier), 200);
        return Awaitility.await("group")
            .atMost(SOON)
            .until(() -> tracebridge.get(PROJECT + "/groups?q=" + classifier).at("/items/0/fingerprint").asText(),
                    (fingerprint) -> !fingerprint.isEmpty());
    }

    /** The request's path. */
    private static String request(String group, String wanted) {
        var issues = PROJECT + "/groups/" + group + "/issues";
        return issues + "/" + tracebridge.post(issues, wanted, 202).get("requestId").asText();
    }

    private static void awaitState(String request, String state) {
        Awaitility.await(state)
            .atMost(SOON)
            .untilAsserted(() -> assertThat(tracebridge.get(request).get("state").asText()).isEqualTo(state));
    }

    /** The key of the process instance that works on a request. */
    private static String instanceOf(String request) {
        var id = request.substring(request.lastIndexOf('/') + 1);
        return Awaitility.await("process instance")
            .atMost(SOON)
            .until(() -> WEB_APPS.post("/v1/variables/search", """
                    {"filter": {"name": "requestId", "value": "\\"%s\\""}}""".formatted(id))
                .at("/items/0/processInstanceKey")
                .asText(), (key) -> !key.isEmpty());
    }

    /** The first call that brought that text. */
    private static String sent(List<RecordedRequest> calls, String text) {
        var found = calls.stream()
            .map((call) -> (call.getBody() != null) ? call.getBody().utf8() : "")
            .filter((body) -> body.contains(text))
            .toList();
        assertThat(found).as("calls with " + text).isNotEmpty();
        return found.getFirst();
    }

    private static Locator field(Page page, String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

}
