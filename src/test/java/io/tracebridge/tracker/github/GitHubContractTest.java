package io.tracebridge.tracker.github;

import io.tracebridge.tracker.TrackerContract;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GitHubContractTest extends GitHubFixture implements TrackerContract {

    /**
     * Everything this class sends is checked, unless the file is absent: then this says
     * so.
     */
    @Test
    void callsMeetGitHubsOwnSpecification() {
        FakeGitHub.SPECIFICATION.assumePresent();
        client().create(draft("Crash"), MARKER);
        assertThat(this.github.requests()).isNotEmpty();
    }

}
