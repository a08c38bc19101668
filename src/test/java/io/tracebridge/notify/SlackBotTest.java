package io.tracebridge.notify;

import java.util.Map;

import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** What a bot posts where, in which thread, and what Slack's answers mean. */
class SlackBotTest extends NotifyTest {

    @Autowired
    SlackThreads threads;

    FakeSlack slack;

    SlackBot channel;

    long link;

    @BeforeEach
    void aWorkspace() {
        this.slack = new FakeSlack();
        this.channel = new SlackBot(http(), this.threads, this.slack.url("/api"));
        this.link = link("group", "TypeError");
    }

    @AfterEach
    void close() {
        this.slack.close();
    }

    @Test
    void whatSlackIsAskedIsWhatItsDescriptionKnows() {
        FakeSlack.API.assumePresent();

        assertThat(send(target("C0ONCALL", "jane@acme.example"))).isInstanceOf(Outcome.Sent.class);
        assertThat(this.slack.requests).hasSize(2);
    }

    @Test
    void messagesAboutOneLinkMakeAThread() {
        var target = target("C0ONCALL", "");

        send(target);
        send(target);
        this.channel.send(target, Samples.message(link("report:1", "Another"), "Another", ""));

        assertThat(this.slack.posts).extracting(FakeSlack.Post::thread)
            .containsExactly(null, this.slack.posts.get(0).ts(), null);
        assertThat(this.slack.posts).extracting(FakeSlack.Post::channel).containsOnly("C0ONCALL");
    }

    @Test
    void aThreadWhoseFirstMessageWasDeletedBeginsAnew() {
        var target = target("C0ONCALL", "");
        send(target);
        this.slack.deleted.add(this.slack.posts.get(0).ts());

        assertThat(send(target)).isInstanceOf(Outcome.Sent.class);
        send(target);

        assertThat(this.slack.posts).extracting(FakeSlack.Post::thread)
            .containsExactly(null, null, this.slack.posts.get(1).ts());
    }

    @Test
    void anotherChannelBeginsAThreadOfItsOwn() {
        send(target("C0ONCALL", ""));
        this.slack.places.put("C0OTHER", "");

        send(target("C0OTHER", ""));

        assertThat(this.slack.posts).extracting(FakeSlack.Post::thread).containsExactly(null, null);
    }

    @Test
    void aPersonIsFoundByMailAddressAndToldDirectly() {
        assertThat(send(target("", "jane@acme.example"))).isInstanceOf(Outcome.Sent.class);

        assertThat(this.slack.posts).singleElement().satisfies((post) -> {
            assertThat(post.channel()).isEqualTo("U0JANE");
            assertThat(post.text()).startsWith("<@U0JANE> ");
        });
    }

    @Test
    void aTestMessageMakesNoThread() {
        this.channel.test(target("C0ONCALL", ""), Samples.message(0, "Test", ""));

        assertThat(this.slack.posts).hasSize(1);
        assertThat(this.jdbc.sql("select count(*) from mention_thread").query(Long.class).single()).isZero();
    }

    @Test
    void anUnknownPersonOrRevokedTokenOrMissingInvitationIsTheEndOfTheTarget() {
        assertThat(send(target("C0ONCALL", "gone@acme.example"))).isInstanceOf(Outcome.Dead.class);
        this.slack.places.put("C0ONCALL", "not_in_channel");
        assertThat(send(target("C0ONCALL", ""))).isInstanceOfSatisfying(Outcome.Dead.class,
                (dead) -> assertThat(dead.why()).contains("not_in_channel: invite the bot"));
        this.slack.token = "another";
        assertThat(send(target("C0ONCALL", ""))).isInstanceOfSatisfying(Outcome.Dead.class,
                (dead) -> assertThat(dead.why()).contains("invalid_auth").doesNotContain(FakeSlack.TOKEN));
    }

    @ParameterizedTest
    @CsvSource({ "channel_not_found, Dead", "is_archived, Dead", "account_inactive, Dead", "token_revoked, Dead",
            "missing_scope, Dead", "not_authed, Dead", "msg_too_long, Refused", "no_text, Refused",
            "a_word_of_tomorrow, Refused", "rate_limited, Again", "ratelimited, Again", "service_unavailable, Again",
            "internal_error, Unknown", "fatal_error, Unknown" })
    void anErrorMeans(String error, String outcome) {
        this.slack.next(Receiver.json(200, "{\"ok\":false,\"error\":\"" + error + "\"}"));

        assertThat(send(target("C0ONCALL", "")).getClass().getSimpleName()).isEqualTo(outcome);
        assertThat(this.slack.requests).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({ "429, Again", "503, Again", "500, Unknown", "504, Unknown" })
    void aStatusMeans(int status, String outcome) {
        this.slack.next(new MockResponse.Builder().code(status).setHeader("Retry-After", "7").build());

        assertThat(send(target("C0ONCALL", "")).getClass().getSimpleName()).isEqualTo(outcome);
    }

    @Test
    void aLostAnswerIsUnknownButALostLookupIsNot() {
        this.slack.loseNextAnswer();
        assertThat(send(target("C0ONCALL", ""))).isInstanceOf(Outcome.Unknown.class);

        this.slack.loseNextAnswer();
        assertThat(send(target("C0ONCALL", "jane@acme.example"))).isInstanceOf(Outcome.Again.class);
    }

    private Outcome send(Target target) {
        return this.channel.send(target, Samples.message(this.link, "TypeError", "TypeError"));
    }

    private Target target(String channel, String email) {
        return target("@oncall", "slack", Map.of("channel", channel, "email", email), Map.of("token", FakeSlack.TOKEN));
    }

}
