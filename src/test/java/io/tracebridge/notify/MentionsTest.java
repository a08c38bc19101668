package io.tracebridge.notify;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import io.tracebridge.link.NotYet;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whom the rules mention is told at most once, whatever dies meanwhile. */
class MentionsTest extends MentionsFixture {

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
    void aDecisionThatIsGoneMentionsNobody() {
        deliver(999_999);

        assertThat(activity()).isEmpty();
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
        this.channel = new ScriptedChannel(true);
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

}
