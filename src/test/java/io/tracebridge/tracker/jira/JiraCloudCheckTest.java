package io.tracebridge.tracker.jira;

import java.util.Map;
import java.util.stream.Stream;

import io.tracebridge.tracker.TrackerClient.Check;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What an admin is told who sets Jira up. */
class JiraCloudCheckTest extends JiraCloudFixture {

    static Stream<Arguments> shortcomings() {
        return Stream.of(Arguments.of("project", Map.of("projectKey", "NOPE"), "No project could be found"),
                Arguments.of("issue type", Map.of("issueType", "Story"), "it has Task, Bug"));
    }

    @ParameterizedTest
    @MethodSource("shortcomings")
    void checksNameWhatIsMissing(String check, Map<String, String> settings, String words) {
        assertThat(connect(settings).check()).last().satisfies((last) -> {
            assertThat(last.name()).isEqualTo(check);
            assertThat(last.ok()).isFalse();
            assertThat(last.message()).contains(words);
        });
    }

    @Test
    void checksNameThePermissionsThatAreMissing() {
        this.jira.permissions.remove("TRANSITION_ISSUES");
        assertThat(client().check()).allMatch(Check::ok)
            .anyMatch((check) -> check.message().contains("TRANSITION_ISSUES"));

        this.jira.permissions.remove("CREATE_ISSUES");
        assertThat(client().check()).last().satisfies((last) -> {
            assertThat(last.ok()).isFalse();
            assertThat(last.message()).contains("CREATE_ISSUES").doesNotContain("BROWSE_PROJECTS");
        });
    }

    @Test
    void checksNameTheFieldsThatThePayloadMustFill() {
        this.jira.field("cf_team", "Team", custom("string", "textfield")).put("required", true);
        this.jira.screen.remove("labels");

        assertThat(client().check()).allMatch(Check::ok)
            .last()
            .satisfies((last) -> assertThat(last.message()).contains("requires Team:").contains("Labels"));
    }

    @ParameterizedTest
    @CsvSource({ "projectKey, SHOP-12, projectKey", "baseUrl, acme.atlassian.net, baseUrl" })
    void refusesMalformedSettings(String setting, String value, String named) {
        assertThatIllegalArgumentException().isThrownBy(() -> connect(Map.of(setting, value)))
            .withMessageContaining(named);
    }

}
