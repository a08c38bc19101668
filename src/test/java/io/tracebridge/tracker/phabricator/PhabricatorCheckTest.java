package io.tracebridge.tracker.phabricator;

import java.util.Map;

import io.tracebridge.tracker.TrackerClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What an admin is told who sets Phabricator up. */
class PhabricatorCheckTest extends PhabricatorFixture {

    @ParameterizedTest
    @CsvSource({ "projects, nope, project, #nope", "priority, asap, priority, 'Needs Triage, High'",
            "space, S9, space, S9", "errorUrlField, nope, marker, There is no field custom.nope",
            "errorUrlField, mycompany.version, marker, of type link" })
    void checksNameWhatIsMissing(String setting, String value, String check, String words) {
        assertThat(connect(Map.of(setting, value)).check()).last().satisfies((last) -> {
            assertThat(last.name()).isEqualTo(check);
            assertThat(last.ok()).isFalse();
            assertThat(last.message()).contains(words);
        });
    }

    @Test
    void checksCreateNothing() {
        assertThat(connect(Map.of("errorUrlField", "mycompany.error-url", "space", "S2", "priority", "high")).check())
            .allMatch(TrackerClient.Check::ok)
            .last()
            .satisfies((last) -> assertThat(last.message()).contains(FakePhabricator.FIELD));
        assertThat(this.phabricator.issues()).isEmpty();
    }

    @Test
    void checksWhetherTasksMayBeCreated() {
        this.phabricator.edits.mayCreate = false;

        assertThat(client().check()).last().satisfies((last) -> {
            assertThat(last.name()).isEqualTo("permissions");
            assertThat(last.ok()).isFalse();
            assertThat(last.message()).contains("permission to create tasks");
        });
    }

    @Test
    void offersWhatTasksCanBeFilledWith() {
        client().create(draft("Crash"), MARKER);
        var catalog = client().catalog();

        assertThat(catalog.fields()).extracting((field) -> field.id())
            .containsExactlyInAnyOrder("priority", "points", "subtype", "custom.mycompany.error-url",
                    "custom.mycompany.version", "custom.mycompany.count");
        assertThat(catalog.issueTypes()).extracting((type) -> type.id()).containsExactly("default");
        assertThat(catalog.projects()).extracting((project) -> project.id()).containsExactly("checkout", "shop");
        assertThat(catalog.people("alice@example.com")).containsExactly(this.phabricator.somebody());
    }

    @ParameterizedTest
    @CsvSource({ "space, default, space", "errorUrlField, 'a b', errorUrlField",
            "baseUrl, phorge.example.com, baseUrl" })
    void refusesMalformedSettings(String setting, String value, String words) {
        assertThatIllegalArgumentException().isThrownBy(() -> connect(Map.of(setting, value)))
            .withMessageContaining(words);
    }

}
