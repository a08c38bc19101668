package io.tracebridge.web.page.wizard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.tracebridge.Middle;
import io.tracebridge.TestDatabase;
import io.tracebridge.integration.Automation;
import io.tracebridge.integration.Integration;
import io.tracebridge.integration.IntegrationAdmin;
import io.tracebridge.integration.IntegrationSpec;
import io.tracebridge.integration.Integrations;
import io.tracebridge.project.Project;
import io.tracebridge.project.Projects;
import io.tracebridge.rules.Rule;
import io.tracebridge.security.Users;
import io.tracebridge.web.page.PageApp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

/** Setting up an integration, step by step: what is saved, and what is refused where. */
@SpringBootTest(classes = PageApp.class, properties = { Middle.ENGINE, Middle.KEY })
@AutoConfigureMockMvc
class WizardTest {

    private static final String NEW = "/projects/shop/settings/integrations/new";

    private static final String EDIT = "/projects/shop/settings/integrations/Box/edit";

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        TestDatabase.fresh().register(registry);
    }

    @Autowired
    MockMvcTester mvc;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Users users;

    @Autowired
    Projects projects;

    @Autowired
    Integrations integrations;

    @Autowired
    IntegrationAdmin admin;

    Project project;

    @BeforeEach
    void aProject() {
        this.jdbc.sql("delete from project").update();
        this.jdbc.sql("delete from sandbox_issue").update();
        this.users.saveAdmin("admin", "admin-password");
        this.project = this.projects.save("shop", "Web shop", null);
    }

    @Test
    void everyTrackerIsATileThatSaysWhatItCan() {
        assertThat(get(NEW)).hasStatusOk()
            .bodyText()
            .contains("Jira Cloud", "Sandbox", "Repeats failed deliveries", "new?tracker=redmine");
    }

    @Test
    void aTrackersFormIsMadeFromItsOwnDescription() {
        assertThat(get(NEW + "?tracker=redmine")).hasStatusOk()
            .bodyText()
            .contains("name=\"connection.baseUrl\"", "name=\"credential.apiKey\"", "type=\"password\"",
                    "Shown to the account that creates the issues under My account");
    }

    @Test
    void theFirstStepSavesAnIntegrationThatIsDisabledAndLeadsToTheSecond() {
        assertThat(post(NEW + "?tracker=sandbox", "name", "Box")).hasStatus(303)
            .hasHeader("Location", EDIT + "?step=2");
        assertThat(box().state()).isEqualTo(Integration.State.DISABLED);
        assertThat(box().connection().settings()).containsEntry("project", "shop");
    }

    @Test
    void aTrackerThatDoesNotAnswerIsSavedAllTheSameAndTheChecksSayWhatToDo() {
        var answer = post(NEW + "?tracker=redmine", "name", "Box", "connection.baseUrl", "http://localhost:1",
                "connection.project", "shop", "credential.apiKey", "0123456789");

        assertThat(answer).hasStatus(303).hasHeader("Location", EDIT + "?step=1&check=true");
        assertThat(get(EDIT + "?step=1&check=true")).hasStatusOk()
            .bodyText()
            .contains("fails", "go on all the same", "Nothing to choose from, so type it:",
                    "stored, leave empty to keep")
            .doesNotContain("0123456789");
        for (var step = 2; step <= 5; step++) {
            assertThat(get(EDIT + "?step=" + step)).hasStatusOk().bodyText().doesNotContain("0123456789");
        }
        assertThat(get(EDIT + "?step=3")).bodyText().contains("The tracker does not say which statuses it has");
    }

    @Test
    void aSecretThatIsLeftEmptyStays() {
        post(NEW + "?tracker=redmine", "name", "Box", "connection.baseUrl", "http://localhost:1", "connection.project",
                "shop", "credential.apiKey", "0123456789");

        assertThat(step(1, "connection.baseUrl", "http://localhost:1", "connection.project", "game",
                "credential.apiKey", ""))
            .hasStatus(303);

        assertThat(box().connection().credential()).isEqualTo(Map.of("apiKey", "0123456789"));
        assertThat(box().connection().settings()).containsEntry("project", "game");
    }

    @ParameterizedTest
    @CsvSource({ "redmine, Box, connection.baseUrl, is required", "sandbox, a/b, name, must be 1 to 64 characters" })
    void whatTheFirstStepRefusesStandsAtItsField(String tracker, String name, String field, String message) {
        var answer = post(NEW + "?tracker=" + tracker, "name", name, "credential.apiKey", "0123456789");

        assertThat(answer).hasStatus(422)
            .bodyText()
            .contains("id=\"" + field + "-error\"", message)
            .doesNotContain("0123456789");
        assertThat(this.integrations.list(this.project.id())).isEmpty();
    }

    @Test
    void aNameThatIsTakenIsRefused() {
        saved();
        assertThat(post(NEW + "?tracker=sandbox", "name", "Box")).hasStatus(422)
            .bodyText()
            .contains("is taken by another integration");
    }

    @Test
    void whatATrackerHasIsLoadedBeforeAnythingIsSaved() {
        var answer = post(NEW + "?tracker=sandbox", "name", "Box", "op", "choices");

        assertThat(answer).hasStatusOk()
            .bodyText()
            .contains("Offered in the fields: projects 1", "<option value=\"shop\"");
        assertThat(this.integrations.list(this.project.id())).isEmpty();
    }

    @Test
    void theSecondStepSavesTheIssuesWordsAndNothingElse() {
        saved();
        var before = box();

        assertThat(step(2, "payload.subject", "{{classifiers}}!", "payload.labels", "error, shop", "fields.name",
                "Version", "fields.value", "$version", "fields.name", "", "fields.value", "", "callstack", "true",
                "attributes", "version"))
            .hasStatus(303)
            .hasHeader("Location", EDIT + "?step=3");

        var payload = box().payload();
        assertThat(payload.subject()).isEqualTo("{{classifiers}}!");
        assertThat(payload.labels()).containsExactly("error", "shop");
        assertThat(payload.customFields()).isEqualTo(Map.of("Version", "$version"));
        assertThat(payload.display().classifiers()).isFalse();
        assertThat(payload.display().attributes()).containsExactly("version");
        assertThat(box()).usingRecursiveComparison().ignoringFields("payload").isEqualTo(before);
    }

    @Test
    void anUnknownMacroIsRefusedAtTheTitleWhichStaysAsTyped() {
        saved();
        assertThat(step(2, "payload.subject", "{{nobody}} here")).hasStatus(422)
            .bodyText()
            .contains("payload.subject-error", "has unknown macros {{nobody}}", "value=\"{{nobody}} here\"");
    }

    @Test
    void thePreviewShowsTheLatestGroupAndNamesUnknownAttributes() {
        saved();
        assertThat(post(EDIT + "/preview", "payload.subject", "{{project}}?")).hasStatusOk()
            .bodyText()
            .contains("A made-up issue", "shop?");
        this.jdbc.sql("""
                insert into error_group (project_id, fingerprint, classifiers, first_seen, last_seen)
                values (?, ?, '{NullPointerException}', now(), now())""")
            .params(this.project.id(), "ab".repeat(32))
            .update();

        assertThat(post(EDIT + "/preview", "payload.subject", "{{classifiers}} here", "fields.name", "Version",
                "fields.value", "$verson"))
            .bodyText()
            .contains("The issue of the latest group", "NullPointerException here", "Version stays unfilled", "verson");
    }

    @Test
    void theThirdStepSavesCreationAndSyncAndKeepsTheRules() {
        saved();
        assertThat(step(3, "automation.enabled", "true", "automation.event", "trace", "automation.frequencySeconds",
                "60", "automation.threshold", "", "sync.push", "true", "sync.pull", "true", "sync.onLink", "group",
                "sync.onConflict", "newest", "sync.reopen", "within", "sync.reopenDays", "7", "states.muted",
                "resolved", "states.muted", "", "people.user", "admin", "people.account", "Ada", "sync.pollSeconds",
                ""))
            .hasStatus(303);

        var now = box();
        assertThat(now.automation().event()).isEqualTo(Automation.Event.TRACE);
        assertThat(now.automation().frequencySeconds()).isEqualTo(60);
        assertThat(now.automation().rules()).hasSize(1);
        assertThat(now.sync().states()).isEqualTo(Map.of("muted", List.of("resolved")));
        assertThat(now.sync().people()).isEqualTo(Map.of("admin", "Ada"));
        assertThat(now.sync().reopenDays()).isEqualTo(7);
        assertThat(now.sync().pollSeconds()).isNull();
    }

    @ParameterizedTest
    @CsvSource({ "automation.frequencySeconds, soon, automation.frequencySeconds, must be a whole number",
            "states.open, nowhere, sync.states.open, names the status",
            "sync.pollSeconds, 5, sync.pollSeconds, must be from 60",
            "sync.onConflict, luck, sync.onConflict, must be one of" })
    void whatTheThirdStepRefusesStandsAtItsField(String input, String value, String field, String message) {
        saved();
        assertThat(step(3, "sync.onLink", "tracker", "sync.onConflict", input.equals("sync.onConflict") ? value : "ask",
                "sync.reopen", "always", input, value))
            .hasStatus(422)
            .bodyText()
            .contains("id=\"" + field + "-error\"", message);
    }

    @Test
    void theStateMapIsCheckedWhileItIsEdited() {
        saved();
        assertThat(post(EDIT + "/state-map", "states.muted", "resolved")).hasStatusOk()
            .bodyText()
            .contains("resolved", "instead of resolved");
        assertThat(post(EDIT + "/state-map", "states.muted", "resolved", "states.open", "resolved")).hasStatusOk()
            .bodyText()
            .contains("a status can come back to one state only");
    }

    @Test
    void accountsOfTheSameNameAreSuggestedAndTakenOnlyWhenSomebodySaysSo() {
        saved();
        this.jdbc.sql("""
                insert into sandbox_issue (project_key, number, marker, title, description, state, assignee)
                values ('shop', 1, 'm', 't', '', 'open', 'Admin')""").update();

        assertThat(get(EDIT + "?step=3")).bodyText().contains("Perhaps, going by the name:", "admin is Admin");
        assertThat(step(3, "suggestion", "admin\tAdmin")).hasStatusOk()
            .bodyText()
            .contains("name=\"people.user\" value=\"admin\"", "name=\"people.account\" value=\"Admin\"");
        assertThat(box().sync().people()).isEmpty();
    }

    @Test
    void everyWrongRuleSaysSoInItsRow() {
        saved();
        assertThat(step(4, "rules.attribute", "nothing", "rules.regex", "a", "rules.action", "submit", "rules.target",
                "", "rules.attribute", "*", "rules.regex", "(", "rules.action", "filter", "rules.target", ""))
            .hasStatus(422)
            .bodyText()
            .contains("automation.rules[0].attribute", "automation.rules[1].regex", "is not defined in the project");
        assertThat(box().automation().rules()).hasSize(1);
    }

    @Test
    void theFourthStepSavesTheRulesInTheirOrder() {
        saved();
        assertThat(step(4, "rules.attribute", "*", "rules.regex", ".*", "rules.action", "filter", "rules.target", "",
                "rules.attribute", "", "rules.regex", "", "rules.action", "submit", "rules.target", "",
                "rules.attribute", "version", "rules.regex", "2", "rules.action", "submit", "rules.target", ""))
            .hasStatus(303);

        assertThat(box().automation().rules()).extracting(Rule::attribute).containsExactly("*", "version");
    }

    @ParameterizedTest
    @CsvSource({ "up:rules:1, bac", "down:rules:0, bac", "remove:rules:1, ac", "move:rules:2:0, cab", "up:rules:0, abc",
            "remove:rules:9, abc", "nonsense, abc" })
    void rowsAreMovedBySubmitButtonsAndNothingIsSaved(String op, String order) {
        saved();
        var answer = step(4, "rules.attribute", "version", "rules.regex", "a", "rules.action", "submit", "rules.target",
                "", "rules.attribute", "version", "rules.regex", "b", "rules.action", "submit", "rules.target", "",
                "rules.attribute", "version", "rules.regex", "c", "rules.action", "submit", "rules.target", "", "op",
                op);

        assertThat(answer).hasStatusOk().bodyText().satisfies((page) -> {
            var found = Pattern.compile("name=\"rules.regex\"[^>]*value=\"(.)\"").matcher(page);
            assertThat(found.results().map((match) -> match.group(1)).toList())
                .containsExactlyElementsOf(List.of(order.split("")));
        });
        assertThat(box().automation().rules()).hasSize(1);
    }

    @Test
    void theDryRunJudgesTheRulesAsTyped() {
        saved();
        var group = this.jdbc.sql("""
                insert into error_group (project_id, fingerprint, first_seen, last_seen) values (?, ?, now(), now())
                returning id""").params(this.project.id(), "cd".repeat(32)).query(Long.class).single();
        for (var version : List.of("1.0", "2.0", "2.1")) {
            this.jdbc.sql("""
                    insert into report (rxid, project_id, group_id, uuid, occurred_at, received_at, classifiers, frames,
                      attributes, body)
                    values (gen_random_uuid(), ?, ?, gen_random_uuid(), now(), now(), '{}', '{}',
                      jsonb_build_object('version', ?::text), '')""")
                .params(this.project.id(), group, version)
                .update();
        }

        var answer = post(EDIT + "/dry-run", "rules.attribute", "*", "rules.regex", ".*", "rules.action", "filter",
                "rules.target", "", "rules.attribute", "version", "rules.regex", "^2", "rules.action", "submit",
                "rules.target", "");

        assertThat(answer).hasStatusOk()
            .bodyText()
            .contains("2 submitted, 1 filtered", "rule 2: version = 2.1", "matches 3, decides 1",
                    "matches 2, decides 2", "hx-swap-oob");
        assertThat(post(EDIT + "/dry-run", "rules.attribute", "version", "rules.regex", "(", "rules.action", "filter"))
            .hasStatusOk()
            .bodyText()
            .contains("Correct the marked rules", "regex: ");
    }

    @Test
    void theSummaryReadsAsASentenceAndEnablingIsItsOwnStep() {
        saved();
        assertThat(get(EDIT + "?step=5")).hasStatusOk()
            .bodyText()
            .contains("Issues are made by hand only: issues in shop, Sandbox.", "Enable");

        assertThat(post(EDIT + "/enable", "version", version())).hasStatus(303);

        assertThat(box().state()).isEqualTo(Integration.State.ENABLED);
    }

    @Test
    void whoeverSavesAfterSomebodyElseIsToldInsteadOfOverwriting() {
        saved();
        var seen = version();
        assertThat(step(2, "payload.subject", "theirs")).hasStatus(303);

        var answer = post(EDIT + "?step=2", "version", seen, "payload.subject", "mine");

        assertThat(answer).hasStatus(409)
            .bodyText()
            .contains("Somebody else changed &quot;Box&quot; meanwhile", "value=\"mine\"");
        assertThat(box().payload().subject()).isEqualTo("theirs");
    }

    @ParameterizedTest
    @ValueSource(strings = { NEW, EDIT, EDIT + "?step=4" })
    void triagersHaveNoBusinessHere(String address) {
        saved();
        assertThat(this.mvc.get().uri(address).with(user("tina").roles("TRIAGER"))).hasStatus(403);
    }

    private void saved() {
        this.admin.save(this.project, new IntegrationSpec("Box", "sandbox", Integration.State.DISABLED, null, null,
                null, null,
                new Automation(false, null, 0, 0, List.of(new Rule("version", "1", Rule.Action.FILTER, null)))));
    }

    private Integration box() {
        return this.integrations.find(this.project.id(), "Box").orElseThrow();
    }

    private String version() {
        return this.integrations.changedAt(box().id()).toString();
    }

    private MvcTestResult get(String address) {
        return this.mvc.get().uri(address).with(user("admin").roles("ADMIN", "TRIAGER")).exchange();
    }

    private MvcTestResult step(int step, String... inputs) {
        var all = new ArrayList<>(List.of("version", version()));
        all.addAll(List.of(inputs));
        return post(EDIT + "?step=" + step, all.toArray(String[]::new));
    }

    private MvcTestResult post(String address, String... inputs) {
        var request = this.mvc.post().uri(address).with(user("admin").roles("ADMIN", "TRIAGER")).with(csrf());
        for (int i = 0; i < inputs.length; i += 2) {
            request.param(inputs[i], inputs[i + 1]);
        }
        return request.exchange();
    }

}
