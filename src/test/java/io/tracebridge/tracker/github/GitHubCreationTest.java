package io.tracebridge.tracker.github;

import java.util.Map;
import java.util.Optional;

import io.tracebridge.issue.IssueDraft;
import io.tracebridge.tracker.Issue.Account;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.tracker.TrackerException.Rejected;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What an issue is created with, and why it is not. */
class GitHubCreationTest extends GitHubFixture {

    @Test
    void sendsLabelsAssigneeMilestoneAndType() {
        var created = client()
            .create(owned("octocat", Map.of("labels", "checkout, web ,", "milestone", " 7 ", "type", "Bug")), MARKER);

        assertThat(created.warnings()).isEmpty();
        var item = this.github.item(created.ref().id());
        assertThat(item.labels).containsExactly("tracebridge", "checkout", "web");
        assertThat(item.assignees).containsExactly("octocat");
        assertThat(item.milestone).isEqualTo(7);
        assertThat(item.type).isEqualTo("Bug");
        assertThat(client().get(created.ref()).assignee()).contains(new Account("octocat", "octocat"));
    }

    @Test
    void warnsOfEverythingThatGitHubSilentlyLeftOut() {
        this.github.push = false;

        var created = client().create(owned("octocat", Map.of("milestone", "7", "type", "Bug")), MARKER);

        assertThat(created.warnings()).hasSize(4)
            .allSatisfy((warning) -> assertThat(warning).contains("push access"))
            .anySatisfy((warning) -> assertThat(warning).contains("labels tracebridge"))
            .anySatisfy((warning) -> assertThat(warning).contains("assignee octocat"))
            .anySatisfy((warning) -> assertThat(warning).contains("milestone 7"))
            .anySatisfy((warning) -> assertThat(warning).contains("type Bug"));
    }

    @Test
    void doesNotWarnWhenGitHubSpellsALabelInItsOwnCase() {
        var draft = owned("", Map.of("labels", "CheckOut"));

        assertThat(client().create(draft, MARKER).warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "priority, high, no such field", "milestone, Next, must be the milestone's number" })
    void refusesFieldsThatGitHubDoesNotTakeBeforeAnyCall(String field, String value, String words) {
        var rejected = catchThrowableOfType(Rejected.class,
                () -> client().create(owned("", Map.of(field, value)), MARKER));

        assertThat(rejected.reason()).isEqualTo(Reason.INVALID_FIELD);
        assertThat(rejected.fields()).containsOnlyKeys(field);
        assertThat(rejected).hasMessageContaining(words);
        assertThat(this.github.requests()).isEmpty();
    }

    @Test
    void takesTheDescriptionInItsBodyOnly() {
        var plain = draft("Crash");
        var draft = new IssueDraft(plain.title(), plain.description(), plain.labels(), plain.fields(),
                Optional.of("notes"), plain.owner());

        var rejected = catchThrowableOfType(Rejected.class, () -> client().create(draft, MARKER));

        assertThat(rejected.fields()).containsOnlyKeys("notes");
    }

    @Test
    void namesTheFieldThatGitHubRefused() {
        var rejected = catchThrowableOfType(Rejected.class, () -> client().create(owned("stranger", Map.of()), MARKER));

        assertThat(rejected.reason()).isEqualTo(Reason.INVALID_FIELD);
        assertThat(rejected.fields()).containsEntry("assignees", "is not valid: stranger");
        assertThat(rejected).hasMessageContaining("assignees: is not valid: stranger");
    }

    @Test
    void creatingWhereIssuesAreDisabledIsRejected() {
        this.github.issuesEnabled = false;

        var rejected = catchThrowableOfType(Rejected.class, () -> client().create(draft("Crash"), MARKER));

        assertThat(rejected.reason()).isEqualTo(Reason.PROJECT_MISSING);
        assertThat(rejected).hasMessageContaining("Issues are disabled in acme/shop");
    }

    @Test
    void creatingInARenamedRepositoryIsRejectedAndSentNowhereElse() {
        this.github.fullName = "acme/store";

        var rejected = catchThrowableOfType(Rejected.class, () -> client().create(draft("Crash"), MARKER));

        assertThat(rejected.reason()).isEqualTo(Reason.PROJECT_MISSING);
        assertThat(rejected).hasMessageContaining("renamed or moved");
        assertThat(this.github.requests()).hasSize(1);
        assertThat(this.github.issues()).isEmpty();
    }

}
