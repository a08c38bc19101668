package io.tracebridge.tracker;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.tracker.TrackerFake.Trouble;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** The part of the contract about what comes back from a tracker without our asking. */
abstract class TwoWayContract {

    private static final String URL = "https://tracebridge.example.com/hooks/7/0123456789abcdef0123456789abcdef";

    private static final String ELSEWHERE = "https://chat.example.com/hooks/1";

    protected abstract Tracker tracker();

    protected abstract TrackerFake fake();

    protected abstract TrackerClient client();

    /** An issue to try things on. */
    abstract IssueRef someIssue();

    @Test
    @Proves(Capability.WEBHOOK_SETUP)
    void setsUpItsWebhookWithOurAddressAndSecret() {
        var made = client().setUpWebhook(setup(URL, Optional.empty()));

        assertThat(fake().hooks().all()).singleElement().satisfies((hook) -> {
            assertThat(hook.id()).isEqualTo(made.hookId());
            assertThat(hook.url()).isEqualTo(URL);
            assertThat(hook.secret()).isEqualTo(secret());
        });
    }

    @Test
    @Proves(Capability.WEBHOOK_SETUP)
    void settingUpAgainChangesTheWebhookFromBefore() {
        var made = client().setUpWebhook(setup(URL, Optional.empty()));
        var other = URL.replace("0123", "3210");

        var again = client().setUpWebhook(setup(other, Optional.of(made.hookId())));

        assertThat(again).isEqualTo(made);
        assertThat(fake().hooks().all()).extracting("url").containsExactly(other);
    }

    @Test
    @Proves(Capability.WEBHOOK_SETUP)
    void aWebhookThatSomebodyRemovedIsMadeAnew() {
        var made = client().setUpWebhook(setup(URL, Optional.empty()));
        fake().hooks().remove(made.hookId());

        var again = client().setUpWebhook(setup(URL, Optional.of(made.hookId())));

        assertThat(fake().hooks().all()).extracting("id").containsExactly(again.hookId());
        assertThat(again).isNotEqualTo(made);
    }

    @Test
    @Proves(Capability.WEBHOOK_SETUP)
    void takesOverTheOneWithOurAddressAndLeavesThoseOfOthersAlone() {
        fake().hooks().add(ELSEWHERE);
        var byHand = fake().hooks().add(URL);

        var made = client().setUpWebhook(setup(URL, Optional.empty()));

        assertThat(made.hookId()).isEqualTo(byHand.id());
        assertThat(fake().hooks().all()).extracting("url").containsExactly(ELSEWHERE, URL);
        assertThat(fake().hooks().all()).extracting("secret").containsExactly("", secret());
    }

    @Test
    @Proves(Capability.WEBHOOK_SETUP)
    void ofTwoThatAreOursOneRemains() {
        var former = client().setUpWebhook(setup(URL.replace("0123", "3210"), Optional.empty()));
        var byHand = fake().hooks().add(URL);

        var made = client().setUpWebhook(setup(URL, Optional.of(former.hookId())));

        assertThat(made.hookId()).isEqualTo(byHand.id());
        assertThat(fake().hooks().all()).extracting("id").containsExactly(byHand.id());
    }

    @Test
    @Proves(Capability.WEBHOOK_SETUP)
    void aWebhookWhoseCreationWasNotConfirmedGetsNoTwin() {
        fake().next(Trouble.LOST_ANSWER);
        assertThat(catchThrowableOfType(TrackerException.Unavailable.class,
                () -> client().setUpWebhook(setup(URL, Optional.empty()))))
            .isNotNull();

        var made = client().setUpWebhook(setup(URL, Optional.empty()));

        assertThat(fake().hooks().all()).extracting("id").containsExactly(made.hookId());
    }

    @Test
    @Proves(Capability.WEBHOOK_SETUP)
    void removesItsWebhookAndMindsNotIfItIsGone() {
        var others = fake().hooks().add(ELSEWHERE);
        var made = client().setUpWebhook(setup(URL, Optional.empty()));

        client().removeWebhook(made.hookId());
        client().removeWebhook(made.hookId());

        assertThat(fake().hooks().all()).containsExactly(others);
    }

    @Test
    @Proves(Capability.WEBHOOK_SETUP)
    void namesThePermissionThatItLacks() {
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
    void saysHowToSetUpTheWebhookByHand() {
        var webhooks = tracker().webhooks().orElseThrow();
        var ours = webhooks.secretFrom() == Webhooks.Secret.OURS;

        var steps = webhooks.instructions(URL, ours ? TrackerContractTest.SECRET : "");

        assertThat(steps).hasSizeBetween(4, 9).allSatisfy((step) -> assertThat(step).isNotBlank().hasSizeLessThan(330));
        assertThat(String.join("\n", steps)).containsOnlyOnce(URL);
        assertThat(String.join("\n", steps).contains(TrackerContractTest.SECRET)).isEqualTo(ours);
    }

    @Test
    @Proves(Capability.REDELIVERY)
    void asksAgainForWhatFailedAndNeverArrived() {
        var hook = client().setUpWebhook(setup(URL, Optional.empty())).hookId();
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
    void asksForSoManyAtOnceAndTheRestTheNextTime() {
        var hook = client().setUpWebhook(setup(URL, Optional.empty())).hookId();
        var since = Instant.now().minusSeconds(3600);
        for (var n = 0; n < 130; n++) {
            fake().delivered(hook, "delivery " + n, since.plusSeconds(n), false);
        }

        assertThat(client().redeliverFailed(hook, since)).isEqualTo(TrackerClient.MOST_REDELIVERIES);
        assertThat(client().redeliverFailed(hook, since)).isEqualTo(30);

        assertThat(fake().redelivered()).startsWith("delivery 0", "delivery 1").doesNotHaveDuplicates().hasSize(130);
    }

    @Test
    @Proves(Capability.FIX_VERSIONS)
    void readsTheVersionsInWhichAnIssueIsFixed() {
        var ref = someIssue();
        assertThat(client().versions(ref, "")).isEmpty();

        fake().fixedIn(ref.id(), "2.4.0");

        assertThat(client().versions(ref, "")).containsExactly("2.4.0");
    }

    @Test
    @Proves(Capability.FIX_VERSIONS)
    void versionsInAFieldThatIsNotThereAreRefused() {
        var ref = someIssue();

        var refused = catchThrowableOfType(Rejected.class, () -> client().versions(ref, "no such field"));

        assertThat(refused.reason()).isEqualTo(Reason.INVALID_FIELD);
        assertThat(refused.fields()).containsOnlyKeys("no such field");
    }

    @Test
    @Proves(Capability.FIX_VERSIONS)
    void anIssueThatIsGoneHasNoVersions() {
        var ref = someIssue();
        fake().delete(ref.id());

        assertThat(catchThrowableOfType(TrackerException.IssueGone.class, () -> client().versions(ref, "")))
            .isNotNull();
    }

    private WebhookSetup setup(String url, Optional<String> former) {
        return new WebhookSetup(url, secret(), former);
    }

    private String secret() {
        return (tracker().webhooks().orElseThrow().secretFrom() == Webhooks.Secret.OURS) ? TrackerContractTest.SECRET
                : "";
    }

}
