package io.tracebridge.notify;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.tracebridge.link.LinkedIssues;
import io.tracebridge.link.NotYet;
import io.tracebridge.tracker.Connection;
import io.tracebridge.tracker.Setting;
import io.tracebridge.tracker.TrackerException.RateLimited;
import io.tracebridge.tracker.TrackerException.Unavailable;
import io.tracebridge.triage.Decisions;
import io.tracebridge.triage.Groups;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whom the rules mention is told at most once, whatever fails or dies meanwhile. */
class MentionsTest extends NotifyTest {

    @Autowired
    Decisions decisions;

    @Autowired
    Groups groups;

    @Autowired
    LinkedIssues issues;

    @Autowired
    MentionHistory history;

    Scripted channel = new Scripted(false);

    long link;

    @BeforeEach
    void aLink() {
        this.link = link("group", "TypeError in Cart.total");
    }

    @Test
    void aTargetIsToldOfTheIssueOnceHoweverOftenTheJobRuns() {
        define("@oncall");
        var decision = decision("@oncall");

        deliver(decision);
        deliver(decision);

        assertThat(this.channel.sent).singleElement().satisfies((message) -> {
            assertThat(message.headline()).isEqualTo("SHOP-7 TypeError in Cart.total");
            assertThat(message.groupUrl()).isEqualTo("https://bridge.example/projects/shop/groups/" + "ab".repeat(32));
            assertThat(message.shortClassifier()).contains("TypeError");
            assertThat(message.reports()).isEqualTo(3);
        });
        assertThat(activity()).containsExactly("mentioned @oncall");
        assertThat(target("@oncall").lastSuccess()).isPresent();
    }

    @Test
    void anotherDecisionTellsAnew() {
        define("@oncall");

        deliver(decision("@oncall"));
        deliver(decision("@oncall"));

        assertThat(this.channel.sent).hasSize(2).extracting(Message::id).doesNotHaveDuplicates();
    }

    @Test
    void aNameThatMeansNothingStaysOnTheGroupsActivity() {
        define("@oncall");
        var decision = decision("@nobody", "@oncall");

        deliver(decision);
        deliver(decision);

        assertThat(this.channel.sent).hasSize(1);
        assertThat(activity()).containsExactly("mentioned @nobody", "mentioned @oncall");
    }

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
    void aMessageWhoseAnswerWasLostIsNotSentAgain() {
        define("@oncall");
        var decision = decision("@oncall");
        this.channel.next(() -> new Outcome.Unknown("no answer"));

        deliver(decision);
        deliver(decision);

        assertThat(this.channel.sent).hasSize(1);
        assertThat(activity()).containsExactly("mention-unknown @oncall");
    }

    @Test
    void whoeverDiesWhileSendingLeavesNoSecondMessage() {
        define("@oncall");
        var decision = decision("@oncall");
        die(decision);

        assertThatExceptionOfType(NotYet.class).isThrownBy(() -> deliver(decision));
        claimsRunOut();
        deliver(decision);
        deliver(decision);

        assertThat(this.channel.sent).hasSize(1);
        assertThat(activity()).containsExactly("mention-unknown @oncall");
    }

    @Test
    void whoeverCanTellAMessageThatComesTwiceIsToldAgain() {
        this.channel = new Scripted(true);
        define("@oncall");
        var decision = decision("@oncall");
        die(decision);
        claimsRunOut();

        deliver(decision);

        assertThat(this.channel.sent).hasSize(2).extracting(Message::id).containsOnly(this.channel.sent.get(0).id());
        assertThat(activity()).containsExactly("mentioned @oncall");
    }

    @Test
    void twoWorkersWithTheSameJobSendOnce() throws Exception {
        define("@oncall");
        var decision = decision("@oncall");
        var sending = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        this.channel.next(() -> {
            sending.countDown();
            await(goOn);
            return new Outcome.Sent();
        });

        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = executor.submit(() -> deliver(decision));
            await(sending);
            assertThatExceptionOfType(NotYet.class).isThrownBy(() -> deliver(decision))
                .withMessageContaining("another worker is telling @oncall");
            goOn.countDown();
            first.get(10, TimeUnit.SECONDS);
        }

        deliver(decision);
        assertThat(this.channel.sent).hasSize(1);
        assertThat(activity()).containsExactly("mentioned @oncall");
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

    @Test
    void aDecisionThatIsGoneMentionsNobody() {
        deliver(999_999);

        assertThat(activity()).isEmpty();
    }

    private void die(long decision) {
        this.channel.next(() -> {
            throw new ThreadDeathOfTheTest();
        });
        assertThatThrownBy(() -> deliver(decision)).isInstanceOf(ThreadDeathOfTheTest.class);
    }

    private void claimsRunOut() {
        this.jdbc.sql("update mention set claimed_until = now() - interval '1 second' where state = 'claimed'")
            .update();
    }

    private void deliver(long decision) {
        new Mentions(this.decisions, this.groups, this.issues, this.targets, new Channels(List.of(this.channel)),
                this.history)
            .deliver(decision, this.link);
    }

    private void define(String name) {
        this.targets.write(this.project.id(), new TargetSpec(name, "scripted", null, Map.of(), Map.of()), Map.of());
    }

    private Target target(String name) {
        return this.targets.find(this.project.id(), name).orElseThrow();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        }
        catch (InterruptedException ex) {
            throw new AssertionError(ex);
        }
    }

    /** What a program that ends feels like to those above it. */
    private static final class ThreadDeathOfTheTest extends Error {

    }

    private static final class Scripted implements Channel {

        private final boolean repeatable;

        private final List<Message> sent = new ArrayList<>();

        private final Queue<Supplier<Outcome>> outcomes = new ArrayDeque<>();

        private Scripted(boolean repeatable) {
            this.repeatable = repeatable;
        }

        void next(Supplier<Outcome> outcome) {
            this.outcomes.add(outcome);
        }

        @Override
        public String kind() {
            return "scripted";
        }

        @Override
        public List<Setting> settings() {
            return List.of();
        }

        @Override
        public void check(Connection connection) {
        }

        @Override
        public boolean repeatable() {
            return this.repeatable;
        }

        @Override
        public Outcome send(Target target, Message message) {
            this.sent.add(message);
            var outcome = this.outcomes.poll();
            return (outcome != null) ? outcome.get() : new Outcome.Sent();
        }

    }

}
