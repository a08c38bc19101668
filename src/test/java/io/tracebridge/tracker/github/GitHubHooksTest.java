package io.tracebridge.tracker.github;

import java.time.Instant;
import java.util.Optional;

import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.tracker.WebhookSetup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What is special to GitHub's webhooks. */
class GitHubHooksTest extends GitHubFixture {

    private static final String URL = "https://tracebridge.example.com/hooks/7/0123456789abcdef";

    @Test
    void asksForSignedJsonAboutIssuesOverVerifiedConnections() {
        client().setUpWebhook(setup(URL));

        assertThat(this.github.hooks().all()).singleElement()
            .extracting((hook) -> hook.form().toString())
            .isEqualTo("{\"active\":true,\"events\":[\"issues\",\"issue_comment\"],\"config\":{\"url\":\"" + URL
                    + "\",\"content_type\":\"json\",\"secret\":\"s3cr3t\",\"insecure_ssl\":\"0\"},\"name\":\"web\"}");
    }

    @ParameterizedTest
    @ValueSource(ints = { 403, 404 })
    void aTokenWithoutThePermissionIsNotTakenForAMissingRepository(int status) {
        this.github.hooks().forbid();
        this.github.repositoryHooks.forbiddenStatus = status;

        var refused = catchThrowableOfType(Rejected.class, () -> client().redeliverFailed("41", Instant.now()));

        assertThat(refused.reason()).isEqualTo(Reason.FORBIDDEN);
        assertThat(refused).hasMessageContaining("Webhooks: write").hasMessageContaining("admin:repo_hook");
    }

    @Test
    void aMissingRepositoryIsNotTakenForAMissingPermission() {
        this.github.hidden = true;

        var refused = catchThrowableOfType(Rejected.class, () -> client().setUpWebhook(setup(URL)));

        assertThat(refused.reason()).isEqualTo(Reason.PROJECT_MISSING);
    }

    @Test
    void anAddressThatGitHubCannotReachIsRefusedWithoutShowingIt() {
        var url = "http://localhost:8080/hooks/7/0123456789abcdef";

        var refused = catchThrowableOfType(Rejected.class, () -> client().setUpWebhook(setup(url)));

        assertThat(refused.reason()).isEqualTo(Reason.INVALID_FIELD);
        assertThat(refused).hasMessageContaining("public Internet (our address)").hasMessageNotContaining(url);
        assertThat(refused.fields().values()).noneMatch((words) -> words.contains(url));
    }

    @Test
    void leavesOutWhatIsTooOldAndWhatIsNotAboutIssues() {
        var hook = client().setUpWebhook(setup(URL)).hookId();
        var since = Instant.now().minusSeconds(600);
        this.github.repositoryHooks.delivered("ping", since.plusSeconds(1), 500, "ping");
        this.github.repositoryHooks.delivered("old", since.plusSeconds(2), 500, "issues");
        this.github.repositoryHooks.delivered("comment", since.plusSeconds(3), 0, "issue_comment");
        this.github.repositoryHooks.tooOld.add("old");

        assertThat(client().redeliverFailed(hook, since)).isEqualTo(1);

        assertThat(this.github.redelivered()).containsExactly("comment");
    }

    private static WebhookSetup setup(String url) {
        return new WebhookSetup(url, "s3cr3t", Optional.empty());
    }

}
