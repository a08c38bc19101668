package io.tracebridge.tracker;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static io.tracebridge.tracker.TrackerFixture.MARKER;
import static io.tracebridge.tracker.TrackerFixture.SECRET;
import static io.tracebridge.tracker.TrackerFixture.draft;
import static org.assertj.core.api.Assertions.assertThat;

/** Deliveries of a webhook are believed if they are genuine. */
interface DeliveryContract extends UnderContract {

    @Test
    @Proves(Capability.WEBHOOKS)
    default void aGenuineDeliveryNamesTheIssueAndTheSameOneTwiceIsKnown() {
        var ref = client().create(draft("Crash"), MARKER).ref();
        var webhooks = tracker().webhooks().orElseThrow();

        var delivery = webhooks.read(fake().webhook(ref.id(), SECRET, "one"), SECRET);
        assertThat(delivery).isInstanceOfSatisfying(Webhooks.Delivery.Changed.class, (changed) -> {
            assertThat(changed.id()).isNotBlank();
            assertThat(changed.issues()).anyMatch(
                    (issue) -> issue.id().equals(ref.id()) || (issue.id().isEmpty() && issue.key().equals(ref.key())));
        });
        assertThat(webhooks.read(fake().webhook(ref.id(), SECRET, "one"), SECRET)).isEqualTo(delivery);
        assertThat(webhooks.read(fake().webhook(ref.id(), SECRET, "two"), SECRET)).isNotEqualTo(delivery);
    }

    @Test
    @Proves(Capability.WEBHOOKS)
    default void aForgedOrTruncatedDeliveryIsRefused() {
        var ref = client().create(draft("Crash"), MARKER).ref();
        var webhooks = tracker().webhooks().orElseThrow();
        var genuine = fake().webhook(ref.id(), SECRET, "one");
        var half = new Webhooks.Request(genuine.headers(), Arrays.copyOf(genuine.body(), genuine.body().length / 2),
                genuine.receivedAt());
        var nothing = new Webhooks.Request(Map.of(), new byte[0], genuine.receivedAt());

        assertThat(List.of(webhooks.read(half, SECRET), webhooks.read(nothing, SECRET)))
            .allSatisfy((delivery) -> assertThat(delivery).isInstanceOf(Webhooks.Delivery.Forged.class));
        if (webhooks.secretFrom() != Webhooks.Secret.NONE) {
            assertThat(webhooks.read(genuine, "another secret")).isInstanceOf(Webhooks.Delivery.Forged.class);
            assertThat(webhooks.read(new Webhooks.Request(Map.of(), genuine.body(), genuine.receivedAt()), SECRET))
                .isInstanceOf(Webhooks.Delivery.Forged.class);
        }
    }

}
