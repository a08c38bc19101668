package io.tracebridge.tracker;

import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A tracker that keeps deliveries is asked again for those that failed. */
interface RedeliveryContract extends UnderContract {

    @Test
    @Proves(Capability.REDELIVERY)
    default void asksAgainForWhatFailedAndNeverArrived() {
        var hook = ourHook();
        var since = Instant.now().minusSeconds(3600);
        fake().delivered(hook, "before", since.minusSeconds(60), false);
        fake().delivered(hook, "lost", since.plusSeconds(10), false);
        fake().delivered(hook, "arrived", since.plusSeconds(20), true);
        fake().delivered(hook, "late", since.plusSeconds(30), false);
        fake().delivered(hook, "twice", since.plusSeconds(40), false);
        fake().delivered(hook, "late", since.plusSeconds(50), true);
        fake().delivered(hook, "twice", since.plusSeconds(60), false);

        assertThat(client().redeliverFailed(hook, since)).isEqualTo(2);

        assertThat(fake().redelivered()).containsExactly("lost", "twice");
        assertThat(client().redeliverFailed(hook, since)).isZero();
    }

    @Test
    @Proves(Capability.REDELIVERY)
    default void asksForSoManyAtOnceAndTheRestTheNextTime() {
        var hook = ourHook();
        var since = Instant.now().minusSeconds(3600);
        for (var n = 0; n < 130; n++) {
            fake().delivered(hook, "delivery " + n, since.plusSeconds(n), false);
        }

        assertThat(client().redeliverFailed(hook, since)).isEqualTo(TrackerClient.MOST_REDELIVERIES);
        assertThat(client().redeliverFailed(hook, since)).isEqualTo(30);

        assertThat(fake().redelivered()).startsWith("delivery 0", "delivery 1").doesNotHaveDuplicates().hasSize(130);
    }

    private String ourHook() {
        var secret = WebhookSetupContract.secret(tracker());
        return client().setUpWebhook(new WebhookSetup(WebhookSetupContract.URL, secret, Optional.empty())).hookId();
    }

}
