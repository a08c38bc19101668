package io.tracebridge.link;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.tracebridge.integration.Integration;
import io.tracebridge.issue.Document;
import io.tracebridge.issue.IssueDraft;
import io.tracebridge.tracker.Connection;
import io.tracebridge.tracker.TrackerException.Rejected;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

class RejectionsTest {

    private static final Integration INTEGRATION = new Integration(7, 1, "shop", "Box", "sandbox",
            Integration.State.ENABLED, new Connection(Map.of(), Map.of()), null, null, null, Optional.empty());

    private static final IssueCreation.Request REQUEST = new IssueCreation.Request(7, 12, null, null, "manual:1",
            "Cart is empty", "42", Map.of("labels", "a, b", "components", "web", "priority", ""));

    private static final Rejected REFUSAL = new Rejected(Rejected.Reason.INVALID_FIELD, "No such component.",
            Map.of("components", "no such", "version", "is required"));

    @Test
    void aRetryLosesNothingThatAPersonGave() {
        var draft = new IssueDraft("Cart is em…", mock(Document.class), List.of("a", "b"), Map.of("components", "web"),
                Optional.empty(), Optional.of("42"));

        var rejection = Rejections.of(REFUSAL, INTEGRATION, 9, REQUEST, draft);

        assertThat(rejection.linkId()).isEqualTo(9);
        assertThat(rejection.title()).isEqualTo("Cart is em…");
        assertThat(rejection.fields()).containsExactlyInAnyOrder(new Rejection.Field("labels", "a, b", ""),
                new Rejection.Field("priority", "", ""), new Rejection.Field("components", "web", "no such"),
                new Rejection.Field("version", "", "is required"));
    }

    @Test
    void neitherWhenNothingWasSent() {
        var rejection = Rejections.of(REFUSAL, INTEGRATION, 9, REQUEST, null);

        assertThat(rejection.title()).isEqualTo("Cart is empty");
        assertThat(rejection.fields()).contains(new Rejection.Field("labels", "a, b", ""));
    }

}
