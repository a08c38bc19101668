package io.tracebridge.tracker.phabricator;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracebridge.issue.IssueDraft;
import io.tracebridge.tracker.Marker;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What a task is filled with when it is created, and why it is refused. */
class PhabricatorFieldsTest extends PhabricatorFixture {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            priority                 | High  | /priority/name             | High
            Priority                 | high  | /priority/name             | High
            custom.mycompany.version | 4.2.0 | /custom.mycompany.version  | 4.2.0
            mycompany.version        | 4.2.0 | /custom.mycompany.version  | 4.2.0
            subtype                  | bug   | /subtype                   | bug
            """)
    void fillsFields(String name, String text, String pointer, String expected) {
        var created = client().create(draft("Crash", Map.of(name, text), Optional.empty()), MARKER);

        assertThat(fields(created.ref()).at(pointer).asText()).isEqualTo(expected);
    }

    /** Conduit wants numbers as numbers, and only tasks show which fields have them. */
    @Test
    void fillsFieldsWithValuesOfTheKindThatTasksHave() {
        var count = draft("Crash", Map.of("mycompany.count", "7"), Optional.empty());
        assertThatExceptionOfType(Rejected.class).isThrownBy(() -> client().create(count, MARKER))
            .satisfies((rejected) -> assertThat(rejected.fields()).containsOnlyKeys("custom.mycompany.count"));
        ((ObjectNode) fields(client().create(draft("By hand"), MARKER).ref())).put("custom.mycompany.count", 1);

        var created = connect(Map.of()).create(count, new Marker("tracebridge" + "0".repeat(20)));

        assertThat(fields(created.ref()).path("custom.mycompany.count").isIntegralNumber()).isTrue();
    }

    @Test
    void setsProjectsSpacePriorityAndOwner() {
        var client = connect(Map.of("projects", "shop, #Checkout", "space", "S2", "priority", "Normal"));

        var created = client.create(draft("Crash", Map.of(), Optional.of("@alice")), MARKER);

        var fields = fields(created.ref());
        assertThat(fields.path("projects").toString()).contains("PHID-PROJ-shop", "PHID-PROJ-checkout");
        assertThat(fields.path("spacePHID").asText()).startsWith("PHID-SPCE-two");
        assertThat(fields.at("/priority/name").asText()).isEqualTo("Normal");
        assertThat(client.get(created.ref()).assignee()).contains(this.phabricator.somebody());
    }

    /** Phabricator finds projects by additional hashtags too. */
    @Test
    void knowsAdditionalHashtags() {
        var created = connect(Map.of("projects", "store")).create(draft("Crash"), MARKER);

        assertThat(fields(created.ref()).path("projects").toString()).contains("PHID-PROJ-shop");
    }

    @Test
    void putsTheDescriptionWhereTheDraftWantsItAndKeepsTheLinkBack() {
        var body = new IssueDraft("Crash", draft("Crash").description(), List.of(), Map.of(),
                Optional.of("mycompany.version"), Optional.empty());

        var fields = fields(client().create(body, MARKER).ref());

        assertThat(fields.path("custom.mycompany.version").asText()).contains("boom");
        assertThat(fields.at("/description/raw").asText()).doesNotContain("boom")
            .contains("https://tracebridge.example.com/groups/1", MARKER.value());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            custom.nope | x    | custom.nope | invalid type
            priority    | asap | priority    | there are Needs Triage, High, Normal
            """)
    void refusalsNameTheField(String name, String text, String field, String words) {
        assertThatExceptionOfType(Rejected.class)
            .isThrownBy(() -> client().create(draft("Crash", Map.of(name, text), Optional.empty()), MARKER))
            .withMessageContaining(words)
            .satisfies((rejected) -> {
                assertThat(rejected.reason()).isEqualTo(Reason.INVALID_FIELD);
                assertThat(rejected.fields()).containsOnlyKeys(field);
            });
        assertThat(this.phabricator.issues()).isEmpty();
    }

    @Test
    void anUnknownOwnerIsRefused() {
        assertThatExceptionOfType(Rejected.class)
            .isThrownBy(() -> client().create(draft("Crash", Map.of(), Optional.of("bogus")), MARKER))
            .satisfies((rejected) -> assertThat(rejected.fields()).containsOnlyKeys("owner"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ERR-INVALID-AUTH | API token "api-abcdefghijklmnopqrstuvwxyz01" is not valid. | CredentialRefused
            ERR-CONDUIT-CALL | Conduit API method "maniphest.edit" does not exist.        | NotTheTracker
            ERR-CONDUIT-CORE | You do not have permission to edit this object.            | Rejected
            ERR-CONDUIT-CORE | #1205: Lock wait timeout exceeded; try restarting          | Unavailable
            ERR-CONDUIT-CORE | No object exists with PHID "PHID-TASK-x".                  | IssueGone
            ERR-CONDUIT-CORE | Something nobody has seen                                  | Rejected
            """)
    void tellsRefusalsApartByTheirWords(String code, String words, String expected) {
        this.phabricator.refusal = Map.entry(code, words);

        var thrown = catchThrowableOfType(TrackerException.class, () -> client().create(draft("Crash"), MARKER));

        assertThat(thrown.getClass().getSimpleName()).isEqualTo(expected);
        assertThat(thrown).message().doesNotContain("api-abcdefghijklmnopqrstuvwxyz01");
    }

}
