package io.tracebridge.web.page.wizard;

import java.util.List;
import java.util.Map;

import io.tracebridge.integration.Automation;
import io.tracebridge.integration.Integration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

/** Going on from step to step: what each saves, and what is refused where. */
class WizardTest extends WizardSlice {

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

}
