package io.tracebridge.tracker.gitlab;

import java.util.Optional;

import io.tracebridge.tracker.TrackerContract;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.WebhookSetup;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class GitLabContractTest extends GitLabFixture implements TrackerContract {

    /**
     * Everything this class sends is checked, unless the file is absent: then this says
     * so.
     */
    @Test
    void callsMeetTheSpecification() {
        FakeGitLab.SPECIFICATION.assumePresent();
        client().create(draft("Crash"), MARKER);
        assertThat(this.gitlab.requests()).isNotEmpty();
    }

    @Test
    void asksForIssuesConfidentialOnesAndCommentsOverVerifiedConnections() {
        client()
            .setUpWebhook(new WebhookSetup("https://tracebridge.example.com/hooks/1/x", "s3cr3t", Optional.empty()));

        assertThat(this.gitlab.hooks().all()).singleElement()
            .extracting((hook) -> hook.form().toString())
            .isEqualTo("{\"url\":\"https://tracebridge.example.com/hooks/1/x\",\"token\":\"s3cr3t\","
                    + "\"issues_events\":true,\"confidential_issues_events\":true,\"note_events\":true,"
                    + "\"push_events\":false,\"enable_ssl_verification\":true}");
    }

    @Test
    void anAddressThatGitLabMayNotCallIsRefusedInItsWords() {
        var refused = catchThrowableOfType(Rejected.class, () -> client()
            .setUpWebhook(new WebhookSetup("https://10.0.0.7/hooks/1/x", "s3cr3t", Optional.empty())));

        assertThat(refused.reason()).isEqualTo(Reason.INVALID_FIELD);
        assertThat(refused).hasMessageContaining("local network are not allowed");
    }

}
