package io.tracebridge.tracker;

import java.util.List;
import java.util.Optional;

import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerFake.Trouble;
import org.junit.jupiter.api.Test;

import static io.tracebridge.tracker.TrackerFixture.SECRET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * A webhook is set up once, with our address and secret, and leaves those of others
 * alone.
 */
interface WebhookSetupContract extends UnderContract {

    String URL = "https://tracebridge.example.com/hooks/7/0123456789abcdef0123456789abcdef";

    String ELSEWHERE = "https://chat.example.com/hooks/1";

    @Test
    @Proves(Capability.WEBHOOK_SETUP)
    default void setsUpItsWebhookWithOurAddressAndSecret() {
        var made = client().setUpWebhook(setup(URL, Optional.empty()));

        assertThat(fake().hooks().all()).singleElement().satisfies((hook) -> {
            assertThat(hook.id()).isEqualTo(made.hookId());
            assertThat(hook.url()).isEqualTo(URL);
            assertThat(hook.secret()).isEqualTo(secret(tracker()));
        });
    }

    @Test
    @Proves(Capability.WEBHOOK_SETUP)
    default void settingUpAgainChangesTheWebhookFromBefore() {
        var made = client().setUpWebhook(setup(URL, Optional.empty()));
        var other = URL.replace("0123", "3210");

        var again = client().setUpWebhook(setup(other, Optional.of(made.hookId())));

        assertThat(again).isEqualTo(made);
        assertThat(fake().hooks().all()).extracting("url").containsExactly(other);
    }

    @Test
    @Proves(Capability.WEBHOOK_SETUP)
    default void aWebhookThatSomebodyRemovedIsMadeAnew() {
        var made = client().setUpWebhook(setup(URL, Optional.empty()));
        fake().hooks().remove(made.hookId());

        var again = client().setUpWebhook(setup(URL, Optional.of(made.hookId())));

        assertThat(fake().hooks().all()).extracting("id").containsExactly(again.hookId());
        assertThat(again).isNotEqualTo(made);
    }

    @Test
    @Proves(Capability.WEBHOOK_SETUP)
    default void takesOverTheOneWithOurAddressAndLeavesThoseOfOthersAlone() {
        fake().hooks().add(ELSEWHERE);
        var byHand = fake().hooks().add(URL);

        var made = client().setUpWebhook(setup(URL, Optional.empty()));

        assertThat(made.hookId()).isEqualTo(byHand.id());
        assertThat(fake().hooks().all()).extracting("url").containsExactly(ELSEWHERE, URL);
        assertThat(fake().hooks().all()).extracting("secret").containsExactly("", secret(tracker()));
    }

    @Test
    @Proves(Capability.WEBHOOK_SETUP)
    default void ofTwoThatAreOursOneRemains() {
        var former = client().setUpWebhook(setup(URL.replace("0123", "3210"), Optional.empty()));
        var byHand = fake().hooks().add(URL);

        var made = client().setUpWebhook(setup(URL, Optional.of(former.hookId())));

        assertThat(made.hookId()).isEqualTo(byHand.id());
        assertThat(fake().hooks().all()).extracting("id").containsExactly(byHand.id());
    }

    @Test
    @Proves(Capability.WEBHOOK_SETUP)
    default void aWebhookWhoseCreationWasNotConfirmedGetsNoTwin() {
        fake().next(Trouble.LOST_ANSWER);
        assertThat(catchThrowableOfType(TrackerException.Unavailable.class,
                () -> client().setUpWebhook(setup(URL, Optional.empty()))))
            .isNotNull();

        var made = client().setUpWebhook(setup(URL, Optional.empty()));

        assertThat(fake().hooks().all()).extracting("id").containsExactly(made.hookId());
    }

    @Test
    @Proves(Capability.WEBHOOK_SETUP)
    default void removesItsWebhookAndMindsNotIfItIsGone() {
        var others = fake().hooks().add(ELSEWHERE);
        var made = client().setUpWebhook(setup(URL, Optional.empty()));

        client().removeWebhook(made.hookId());
        client().removeWebhook(made.hookId());

        assertThat(fake().hooks().all()).containsExactly(others);
    }

    @Test
    @Proves(Capability.WEBHOOK_SETUP)
    default void namesThePermissionThatItLacks() {
        fake().hooks().forbid();

        for (var call : List.<Runnable>of(() -> client().setUpWebhook(setup(URL, Optional.empty())),
                () -> client().removeWebhook("41"))) {
            var refused = catchThrowableOfType(Rejected.class, call::run);
            assertThat(refused.reason()).isEqualTo(Reason.FORBIDDEN);
            assertThat(refused).hasMessageContaining(" needs the ").hasMessageNotContaining(URL);
        }
        assertThat(fake().hooks().all()).isEmpty();
    }

    @Test
    @Proves(Capability.WEBHOOKS)
    default void saysHowToSetUpTheWebhookByHand() {
        var webhooks = tracker().webhooks().orElseThrow();
        var ours = webhooks.secretFrom() == Webhooks.Secret.OURS;

        var steps = webhooks.instructions(URL, ours ? SECRET : "");

        assertThat(steps).hasSizeBetween(4, 9).allSatisfy((step) -> assertThat(step).isNotBlank().hasSizeLessThan(330));
        assertThat(String.join("\n", steps)).containsOnlyOnce(URL);
        assertThat(String.join("\n", steps).contains(SECRET)).isEqualTo(ours);
    }

    private WebhookSetup setup(String url, Optional<String> former) {
        return new WebhookSetup(url, secret(tracker()), former);
    }

    /** Empty where the tracker wants none of ours. */
    static String secret(Tracker tracker) {
        return (tracker.webhooks().orElseThrow().secretFrom() == Webhooks.Secret.OURS) ? SECRET : "";
    }

}
