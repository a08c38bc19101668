package io.tracebridge.tracker.redmine;

import java.util.Map;

import io.tracebridge.tracker.TrackerClient.Check;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What an admin is told who sets Redmine up. */
class RedmineCheckTest extends RedmineFixture {

    @ParameterizedTest
    @CsvSource({ "project, project, nope, no such project", "tracker, tracker, Story, 'it has Bug, Feature'",
            "priority, priority, Urgent, 'there are Low, Normal, High'", "marker, markerField, Nowhere, Nowhere",
            "marker, markerField, Version seen, used as a filter" })
    void checksNameWhatIsMissing(String check, String setting, String value, String words) {
        assertThat(connect(Map.of(setting, value)).check()).last().satisfies((last) -> {
            assertThat(last.name()).isEqualTo(check);
            assertThat(last.ok()).isFalse();
            assertThat(last.message()).contains(words);
        });
    }

    @Test
    void checksNameThePermissionsThatAreMissing() {
        this.redmine.admin = false;
        assertThat(client().check()).allMatch(Check::ok);

        this.redmine.permissions.remove("edit_issues");
        assertThat(client().check()).allMatch(Check::ok).anyMatch((check) -> check.message().contains("Edit issues"));

        this.redmine.permissions.remove("add_issues");
        assertThat(client().check()).last()
            .satisfies((last) -> assertThat(last.message()).contains("lacks", "Developer"));

        this.redmine.member = false;
        assertThat(client().check()).last().satisfies((last) -> assertThat(last.message()).contains("not a member"));
    }

    @Test
    void checksThatTheProjectTracksIssues() {
        this.redmine.modules.clear();

        assertThat(client().check()).last().satisfies((last) -> {
            assertThat(last.ok()).isFalse();
            assertThat(last.message()).contains("Issue tracking");
        });
    }

    @Test
    void checksTellThatAMarkerFieldMayNotBeAFilter() {
        this.redmine.admin = false;

        assertThat(connect(Map.of("markerField", "2")).check()).allMatch(Check::ok)
            .last()
            .satisfies((last) -> assertThat(last.message()).contains("Only an administrator"));
    }

    @ParameterizedTest
    @CsvSource({ "textFormat, html, 'textile, common_mark, none'", "baseUrl, redmine.example.com, baseUrl" })
    void refusesMalformedSettings(String setting, String value, String words) {
        assertThatIllegalArgumentException().isThrownBy(() -> connect(Map.of(setting, value)))
            .withMessageContaining(words);
    }

}
