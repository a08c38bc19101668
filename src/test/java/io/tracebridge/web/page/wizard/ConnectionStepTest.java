package io.tracebridge.web.page.wizard;

import java.util.Map;

import io.tracebridge.integration.Integration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The first step: choosing a tracker and connecting to it, which makes the integration.
 */
class ConnectionStepTest extends WizardSlice {

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

}
