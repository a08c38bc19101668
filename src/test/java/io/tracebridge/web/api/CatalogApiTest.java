package io.tracebridge.web.api;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The HTTP contract of what helps an admin to fill in an integration. */
class CatalogApiTest extends ApiSlice {

    private static final String INTEGRATIONS = "/api/v1/projects/shop/integrations";

    @BeforeEach
    void twoIntegrations() {
        assertThat(send("PUT", "/api/v1/projects/shop", "{}")).hasStatusOk();
        assertThat(send("POST", INTEGRATIONS, """
                {"name": "Box", "tracker": "sandbox"}""")).hasStatus(201);
        assertThat(send("POST", INTEGRATIONS,
                """
                        {"name": "Away", "tracker": "redmine", "connection": {"baseUrl": "http://localhost:1", "project": "shop"},
                         "credential": {"apiKey": "0123456789"}}"""))
            .hasStatus(201);
    }

    @Test
    void theKindsOfTrackersSayWhatTheyCanAndHaveToBeTold() {
        assertThat(send("GET", "/api/v1/trackers", null)).bodyJson().isLenientlyEqualTo("""
                {"items": [{"id": "fogbugz"}, {"id": "github"}, {"id": "gitlab"}, {"id": "jira-cloud"},
                  {"id": "jira-dc"}, {"id": "phabricator"}, {"id": "redmine"},
                  {"id": "sandbox", "name": "Sandbox", "settings": [{"part": "connection", "name": "project",
                    "label": "Project", "kind": "text", "required": false, "defaultValue": "{{project}}"}]}]}""");
    }

    @Test
    void theTrackersListsAreToldAndThoseThatWereAskedForAlone() {
        assertThat(send("GET", INTEGRATIONS + "/Box/catalog", null)).bodyJson().isLenientlyEqualTo("""
                {"projects": [{"id": "shop", "name": "shop"}], "issueTypes": [], "fields": [],
                 "statuses": [{"key": "open"}, {"key": "in-progress"}, {"key": "resolved"}, {"key": "muted"}],
                 "missing": {}}""");
        assertThat(send("GET", INTEGRATIONS + "/Box/catalog?part=projects", null)).bodyJson()
            .extractingPath("$.statuses")
            .asArray()
            .isEmpty();
        assertThat(send("GET", INTEGRATIONS + "/Box/catalog?part=beasts", null)).hasStatus(422);
        assertThat(send("GET", INTEGRATIONS + "/Nobody/catalog", null)).hasStatus(404);
    }

    @Test
    void aTrackerThatDoesNotAnswerLeavesReasonsInsteadOfLists() {
        var answer = send("GET", INTEGRATIONS + "/Away/catalog", null);

        assertThat(answer).hasStatusOk()
            .bodyJson()
            .extractingPath("$.missing")
            .asMap()
            .containsOnlyKeys("projects", "issueTypes", "fields", "statuses", "people");
        assertThat(answer).bodyText().doesNotContain("0123456789");
    }

    @Test
    void aStateMapIsTriedAndRefusedAsSavingWould() {
        assertThat(send("POST", INTEGRATIONS + "/Box/state-map", """
                {"states": {"muted": ["resolved"]}}""")).bodyJson().isLenientlyEqualTo("""
                {"statuses": [{"key": "open", "state": "open"}, {}, {"key": "resolved", "state": "muted",
                   "meaning": "resolved"}, {}],
                 "automatic": {"muted": ["muted"]}, "states": {"muted": ["resolved"], "open": ["open"]}}""");
        assertThat(send("POST", INTEGRATIONS + "/Box/state-map", """
                {"states": {"muted": ["nowhere"]}}""")).hasStatus(422).bodyText().contains("sync.states.muted");
        assertThat(send("POST", INTEGRATIONS + "/Away/state-map", "{}")).hasStatus(503);
    }

    @Test
    void aPayloadIsTriedOnTheLatestGroupOrASample() {
        assertThat(send("POST", INTEGRATIONS + "/Box/preview", """
                {"payload": {"subject": "{{project}}!", "customFields": {"Version": "$verson"}}}""")).bodyJson()
            .isLenientlyEqualTo("""
                    {"fingerprint": null, "issue": {"title": "shop!"}, "unfilled": ["Version"]}""");
        assertThat(send("POST", INTEGRATIONS + "/Box/preview", """
                {"payload": {"subject": "{{nobody}}"}}""")).hasStatus(422).bodyText().contains("payload.subject");
    }

}
