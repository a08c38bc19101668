package io.tracebridge.tracker.github;

import io.tracebridge.tracker.Tracker;
import io.tracebridge.tracker.TrackerContract;
import io.tracebridge.tracker.TrackerFixture;
import io.tracebridge.tracker.TrackerFake;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The same contract below {@code /api/v3}, by Enterprise Server's own specification. */
class GitHubEnterpriseTest extends TrackerFixture implements TrackerContract {

    private final FakeGitHub github = FakeGitHub.enterprise();

    @Override
    public Tracker tracker() {
        return new GitHubTracker(this.http);
    }

    @Override
    public TrackerFake fake() {
        return this.github;
    }

    @Test
    void callsMeetEnterpriseServersOwnSpecification() {
        FakeGitHub.ENTERPRISE.assumePresent();
        client().create(draft("Crash"), MARKER);
        assertThat(this.github.requests()).isNotEmpty()
            .allSatisfy((request) -> assertThat(request.getTarget()).startsWith("/api/v3/"));
    }

    @Test
    void sendsNoVersionThatAnOlderServerMightRefuse() {
        client().create(draft("Crash"), MARKER);

        assertThat(this.github.requests())
            .allSatisfy((request) -> assertThat(request.getHeaders().get("X-GitHub-Api-Version")).isNull());
    }

    @Test
    void hasNoIssueTypesWhereTheServerKnowsNone() {
        assertThat(client().catalog().issueTypes()).isEmpty();
        assertThat(client().catalog().fields()).extracting("id").containsExactly("labels", "milestone");
    }

}
