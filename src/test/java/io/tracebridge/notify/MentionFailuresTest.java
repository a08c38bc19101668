package io.tracebridge.notify;

import java.time.Duration;
import java.util.Optional;

import io.tracebridge.tracker.TrackerException.RateLimited;
import io.tracebridge.tracker.TrackerException.Unavailable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What becomes of a mention that cannot be told, and of its target. */
class MentionFailuresTest extends MentionsFixture {

    @Test
    void whatCertainlyFailedIsTriedAgainUnderTheSameId() {
        define("@oncall");
        var decision = decision("@oncall");
        this.channel.next(() -> new Outcome.Again(new Unavailable("refused", null, Optional.empty(), true)));
        this.channel.next(() -> new Outcome.Again(new RateLimited("too many", Duration.ofSeconds(7))));

        assertThatExceptionOfType(Unavailable.class).isThrownBy(() -> deliver(decision));
        assertThatExceptionOfType(RateLimited.class).isThrownBy(() -> deliver(decision));
        assertThat(target("@oncall").lastFailure()).get().extracting(Target.Failure::message).isEqualTo("too many");
        deliver(decision);

        assertThat(this.channel.sent).hasSize(3).extracting(Message::id).containsOnly(this.channel.sent.get(0).id());
        assertThat(activity()).containsExactly("mentioned @oncall");
    }

    @Test
    void oneTargetsTroubleKeepsNoOtherFromBeingTold() {
        define("@first");
        define("@second");
        var decision = decision("@first", "@second");
        this.channel.next(() -> new Outcome.Again(new RateLimited("too many", Duration.ofSeconds(7))));

        assertThatExceptionOfType(RateLimited.class).isThrownBy(() -> deliver(decision));
        assertThat(activity()).containsExactly("mentioned @second");
        deliver(decision);

        assertThat(this.channel.sent).extracting(Message::target).containsExactly("@first", "@second", "@first");
    }

    @Test
    void aDeadTargetIsSwitchedOffWithItsReasonAndFailsNoJob() {
        define("@oncall");
        var decision = decision("@oncall");
        this.channel.next(() -> new Outcome.Dead("Slack answered 404 no_service."));

        deliver(decision);
        deliver(decision(("@oncall")));

        assertThat(this.channel.sent).hasSize(1);
        assertThat(activity()).containsExactly("mention-failed @oncall", "target-disabled @oncall",
                "mention-failed @oncall");
        var off = target("@oncall");
        assertThat(off.state()).isEqualTo(Target.State.DISABLED);
        assertThat(off.off()).get().extracting(Target.SwitchedOff::reason).isEqualTo("Slack answered 404 no_service.");

        define("@oncall");
        deliver(decision("@oncall"));
        assertThat(this.channel.sent).hasSize(2);
    }

    @Test
    void aTargetThatAnAdminJustSavedIsNotSwitchedOffForItsOldCredential() {
        define("@oncall");
        this.channel.next(() -> {
            define("@oncall");
            return new Outcome.Dead("invalid_auth");
        });

        deliver(decision("@oncall"));

        assertThat(target("@oncall").usable()).isTrue();
        assertThat(activity()).containsExactly("mention-failed @oncall");
    }

    @Test
    void aRefusedMessageIsNotedAndTheTargetStays() {
        define("@oncall");
        this.channel.next(() -> new Outcome.Refused("msg_too_long"));
        var decision = decision("@oncall");

        deliver(decision);
        deliver(decision);

        assertThat(this.channel.sent).hasSize(1);
        assertThat(activity()).containsExactly("mention-failed @oncall");
        assertThat(target("@oncall").usable()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "update mention_target set state = 'disabled'", "update link set state = 'given-up'",
            "update mention_target set kind = 'pigeon'" })
    void whatCannotBeToldIsNotedInstead(String change) {
        define("@oncall");
        this.jdbc.sql(change).update();

        deliver(decision("@oncall"));

        assertThat(this.channel.sent).isEmpty();
        assertThat(activity()).containsExactly("mention-failed @oncall");
    }

    @Test
    void aCredentialOfAnotherKeySwitchesTheTargetOffUntilItIsEnteredAgain() {
        define("@oncall");
        this.jdbc.sql("update mention_target set credential = '\\x0102'").update();

        deliver(decision("@oncall"));

        assertThat(this.channel.sent).isEmpty();
        assertThat(target("@oncall").off()).get()
            .extracting(Target.SwitchedOff::reason)
            .asString()
            .contains("TRACEBRIDGE_SECRET_KEY");
    }

}
