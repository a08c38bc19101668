package io.tracebridge.tracker.jira;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tracebridge.issue.IssueDraft;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.tracker.TrackerException.Rejected;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What an issue is filled with when it is created. */
class JiraCloudFieldsTest extends JiraCloudFixture {

    private static final JsonMapper JSON = new JsonMapper();

    static Stream<Arguments> texts() {
        return Stream.of(Arguments.of("Affects Versions", "4.2.0", "versions", "[{'id':'10100'}]"),
                Arguments.of("components", "checkout, Web Shop,", "components", "[{'id':'10000'},{'id':'10001'}]"),
                Arguments.of("Priority", "highest", "priority", "{'id':'1'}"),
                Arguments.of("Priority", "3", "priority", "{'id':'3'}"),
                Arguments.of("Browsers", "Firefox, chrome", "cf_browsers", "[{'id':'20'},{'id':'21'}]"),
                Arguments.of("Channel", "Beta", "cf_channel", "{'id':'31'}"),
                Arguments.of("Place", "Europe > Lisbon", "cf_place", "{'value':'Europe','child':{'value':'Lisbon'}}"),
                Arguments.of("Hits", " 12.50 ", "cf_hits", "12.50"),
                Arguments.of("Tags", "on ice,fire", "cf_tags", "['on_ice','fire']"),
                Arguments.of("Build", "4.2\n(nightly)", "cf_build", "'4.2 (nightly)'"),
                Arguments.of("Found on", "2026-07-02", "cf_found", "'2026-07-02'"),
                Arguments.of("Tester", "5c5f880629be9642ba529340", "cf_tester",
                        "{'accountId':'5c5f880629be9642ba529340'}"),
                Arguments.of("Notes", "one *two*\nthree", "cf_notes",
                        "{'version':1,'type':'doc','content':[{'type':'paragraph','content':[{'type':'text','text':'one *two*'}]},"
                                + "{'type':'paragraph','content':[{'type':'text','text':'three'}]}]}"));
    }

    @ParameterizedTest(name = "{0} = {1}")
    @MethodSource("texts")
    void writesTextAsTheFieldsTypeWantsIt(String name, String text, String field, String json) throws Exception {
        customFields();

        client().create(draft("Crash", Map.of(name, text)), MARKER);

        assertThat(this.jira.items.getFirst().fields().path(field)).isEqualTo(JSON.readTree(json.replace('\'', '"')));
    }

    private void customFields() {
        this.jira.field("cf_browsers", "Browsers", custom("array','items':'option", "multiselect"), "20 Firefox",
                "21 Chrome");
        this.jira.field("cf_channel", "Channel", custom("option", "select"), "30 Stable", "31 Beta");
        this.jira.field("cf_place", "Place", custom("option-with-child", "cascadingselect"));
        this.jira.field("cf_hits", "Hits", custom("number", "float"));
        this.jira.field("cf_tags", "Tags", custom("array','items':'string", "labels"));
        this.jira.field("cf_build", "Build", custom("string", "textfield"));
        this.jira.field("cf_found", "Found on", custom("date", "datepicker"));
        this.jira.field("cf_tester", "Tester", custom("user", "userpicker"));
        this.jira.field("cf_notes", "Notes", custom("string", "textarea"));
    }

    @Test
    void namesEveryWrongFieldBeforeItCreatesAnything() {
        customFields();
        this.jira.field("cf_team", "Team", custom("string", "textfield")).put("required", true);
        var draft = draft("Crash",
                Map.of("Hits", "many", "Channel", "Alpha", "Colour", "red", "Summary", "mine", "Build", " "));

        var rejected = catchThrowableOfType(Rejected.class, () -> client().create(draft, MARKER));

        assertThat(rejected.reason()).isEqualTo(Reason.INVALID_FIELD);
        assertThat(rejected.fields()).containsOnlyKeys("Hits", "Channel", "Colour", "Summary", "Team")
            .hasEntrySatisfying("Hits", (words) -> assertThat(words).contains("'many' is not a number"))
            .hasEntrySatisfying("Channel", (words) -> assertThat(words).contains("'Alpha' is not one of Stable, Beta"))
            .hasEntrySatisfying("Colour", (words) -> assertThat(words).contains("no such field", "Browsers"))
            .hasEntrySatisfying("Team", (words) -> assertThat(words).contains("requires"));
        assertThat(createCalls()).isEmpty();
    }

    @Test
    void aFieldAddedInJiraCountsAtOnceAfterARefusal() {
        var draft = draft("Crash", Map.of("Build", "4.2"));
        assertThatExceptionOfType(Rejected.class).isThrownBy(() -> client().create(draft, MARKER));
        this.jira.field("cf_build", "Build", custom("string", "textfield"));

        client().create(draft, MARKER);

        assertThat(this.jira.items).hasSize(1);
    }

    @Test
    void readsTheCreateScreenOnceForIssuesInARow() {
        client().create(draft("One"), MARKER);
        var before = this.jira.requests().size();

        client().create(draft("Two"), MARKER);

        assertThat(this.jira.requests()).hasSize(before + 1);
    }

    @Test
    void fillsAnotherParagraphFieldWithTheDescription() {
        customFields();
        var plain = draft("Crash");

        client().create(new IssueDraft("Crash", plain.description(), List.of(), Map.of(), Optional.of("notes"),
                Optional.empty()), MARKER);

        var fields = this.jira.items.getFirst().fields();
        assertThat(fields.path("cf_notes").toString()).contains("boom");
        assertThat(fields.has("description")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = { "Build", "Nowhere" })
    void refusesADescriptionFieldThatCannotHoldIt(String bodyField) {
        customFields();
        var draft = new IssueDraft("Crash", draft("x").description(), List.of(), Map.of(), Optional.of(bodyField),
                Optional.empty());

        assertThatExceptionOfType(Rejected.class).isThrownBy(() -> client().create(draft, MARKER))
            .satisfies((rejected) -> assertThat(rejected.fields()).containsOnlyKeys(bodyField));
    }

    @Test
    void assignsTheOwner() {
        var created = client().create(owned("5c5f880629be9642ba529340"), MARKER);

        assertThat(created.warnings()).isEmpty();
        assertThat(client().get(created.ref()).assignee()).map(Issue.Account::id).contains("5c5f880629be9642ba529340");
    }

    @Test
    void createsWithoutOwnerWhereAssigneeIsNotOnTheScreen() {
        this.jira.offScreen.add("assignee");

        var created = client().create(owned("5c5f880629be9642ba529340"), MARKER);

        assertThat(created.warnings()).singleElement().asString().contains("5c5f880629be9642ba529340");
        assertThat(this.jira.items).hasSize(1);
    }

    @Test
    void doesNotTryAgainWithoutAFieldThatTheIntegrationAskedFor() {
        this.jira.offScreen.add("labels");

        assertThatExceptionOfType(Rejected.class)
            .isThrownBy(() -> client().create(draft("Crash", Map.of("Labels", "checkout")), MARKER))
            .satisfies((rejected) -> assertThat(rejected.fields()).containsOnlyKeys("labels"));
        assertThat(createCalls()).hasSize(1);
    }

    @Test
    void anUnknownOwnerIsRefusedInJirasWords() {
        assertThatExceptionOfType(Rejected.class).isThrownBy(() -> client().create(owned("nobody"), MARKER))
            .withMessageContaining("User 'nobody' cannot be assigned issues.")
            .satisfies((rejected) -> assertThat(rejected.fields()).containsOnlyKeys("assignee"));
    }

    private static IssueDraft owned(String owner) {
        return new IssueDraft("Crash", draft("x").description(), List.of(), Map.of(), Optional.empty(),
                Optional.of(owner));
    }

}
