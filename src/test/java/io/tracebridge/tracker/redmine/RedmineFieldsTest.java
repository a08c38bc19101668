package io.tracebridge.tracker.redmine;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracebridge.issue.Document.CodeBlock;
import io.tracebridge.issue.Document;
import io.tracebridge.issue.IssueDraft;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.Marker;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.tracker.TrackerException.Rejected;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What an issue is filled with when it is created. */
class RedmineFieldsTest extends RedmineFixture {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Category      | checkout         | /category/name       | Checkout
            priority      | High             | /priority/name       | High
            Status        | In Progress      | /status/name         | In Progress
            start_date    | 2026-07-02       | /start_date          | 2026-07-02
            Due date      | 2026-07-03       | /due_date            | 2026-07-03
            Estimated time| 2                | /estimated_hours     | 2.0
            done_ratio    | 50               | /done_ratio          | 50
            Private       | yes              | /is_private          | true
            Version seen  | 4.2.0            | /custom_fields/0/value | 4.2.0
            1             | 4.2.0            | /custom_fields/0/value | 4.2.0
            Browsers      | Firefox          | /custom_fields/2/value/0 | Firefox
            browsers      | chrome , Firefox | /custom_fields/2/value/0 | Chrome
            Regression    | true             | /custom_fields/4/value | 1
            """)
    void fillsFieldsByNameOrId(String name, String text, String pointer, String expected) {
        var created = client().create(draft("Crash", Map.of(name, text)), MARKER);

        assertThat(created.warnings()).isEmpty();
        assertThat(this.redmine.issue(created.ref().id()).at(pointer).asText()).isEqualTo(expected);
    }

    @Test
    void readsCustomFieldsFromTheLatestIssueWhereItMayNotListThem() {
        this.redmine.admin = false;
        assertThatExceptionOfType(Rejected.class)
            .isThrownBy(() -> client().create(draft("Crash", Map.of("Browsers", "Chrome")), MARKER))
            .withMessageContaining("give the field's number");
        client().create(draft("First"), new Marker("tracebridge" + "0".repeat(20)));

        var created = client().create(draft("Crash", Map.of("Browsers", "Chrome,Firefox")), MARKER);

        assertThat(FakeJson.custom(this.redmine.issue(created.ref().id()), 3).path("value"))
            .extracting(JsonNode::asText)
            .containsExactly("Chrome", "Firefox");
    }

    @Test
    void namesEveryWrongFieldBeforeItCreatesAnything() {
        var draft = new IssueDraft("Crash", draft("x").description(), List.of(),
                Map.of("Colour", "red", "Category", "Basket", "% Done", "half", "Version seen", " "), Optional.empty(),
                Optional.of("tess"));

        var rejected = catchThrowableOfType(Rejected.class, () -> client().create(draft, MARKER));

        assertThat(rejected.reason()).isEqualTo(Reason.INVALID_FIELD);
        assertThat(rejected.fields()).containsOnlyKeys("Colour", "Category", "% Done", "owner")
            .hasEntrySatisfying("Colour", (words) -> assertThat(words).contains("Version seen"))
            .hasEntrySatisfying("Category", (words) -> assertThat(words).contains("'Basket' is not one of Checkout"))
            .hasEntrySatisfying("owner", (words) -> assertThat(words).contains("'tess'"));
        assertThat(this.redmine.issues()).isEmpty();
    }

    @Test
    void putsTheDescriptionIntoALongTextFieldWhenAsked() {
        var draft = new IssueDraft("Crash", draft("x").description(), List.of(), Map.of(), Optional.of("Log"),
                Optional.empty());

        var created = client().create(draft, MARKER);

        assertThat(created.warnings()).isEmpty();
        assertThat(FakeJson.custom(this.redmine.issue("1"), 4).path("value").asText()).contains("boom");
        assertThat(client().findByMarker(MARKER, longAgo())).map(Issue::ref).contains(created.ref());
    }

    @ParameterizedTest
    @ValueSource(strings = { "textile", "common_mark", "none" })
    void keepsToTheBytesThatADescriptionMayHave(String format) {
        connect(Map.of("textFormat", format)).create(draft("Crash", "日本語 at com.example.Frame\n".repeat(5_000)),
                MARKER);

        assertThat(this.redmine.issues()).hasSize(1);
    }

    /** Redmine would show {{macro(1)}} in its place. */
    @ParameterizedTest
    @ValueSource(strings = { "textile", "common_mark" })
    void keepsMacrosOutOfHighlightedCode(String format) {
        var code = new Document(
                List.of(new CodeBlock("java", "x = {{include(wiki)}};"), new CodeBlock("", "y = {{z}};")));
        var draft = new IssueDraft("Crash", code, List.of(), Map.of(), Optional.empty(), Optional.empty());

        connect(Map.of("textFormat", format)).create(draft, MARKER);

        assertThat(this.redmine.issues().getFirst().text()).contains("x = {\u200b{include(wiki)}};", "y = {{z}};");
    }

    @Test
    void assignsTheOwner() {
        var draft = new IssueDraft("Crash", draft("x").description(), List.of(), Map.of(), Optional.empty(),
                Optional.of("5"));

        var created = client().create(draft, MARKER);

        assertThat(client().get(created.ref()).assignee()).contains(new Issue.Account("5", "Tess Triager"));
    }

    @Test
    void warnsOfEverythingThatRedmineSilentlyLeftOut() {
        this.redmine.ignored.addAll(List.of("status_id", "assigned_to_id", "custom_fields", "tracker_id"));
        var client = connect(Map.of("tracker", "Feature"));
        var draft = new IssueDraft("Crash", draft("x").description(), List.of(),
                Map.of("Status", "Closed", "Browsers", "Chrome"), Optional.empty(), Optional.of("5"));

        assertThat(client.create(draft, MARKER).warnings()).hasSize(4)
            .anySatisfy((warning) -> assertThat(warning).contains("Tracker: asked for 'Feature', it has 'Bug'"))
            .anySatisfy((warning) -> assertThat(warning).contains("Status: asked for '5', it has '1'"))
            .anySatisfy((warning) -> assertThat(warning).contains("Assignee: asked for '5', it has ''"))
            .anySatisfy((warning) -> assertThat(warning).contains("Browsers: asked for 'Chrome', it has ''"));
    }

}
