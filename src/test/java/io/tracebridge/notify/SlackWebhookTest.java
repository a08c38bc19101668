package io.tracebridge.notify;

import java.util.Map;

import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What an incoming webhook gets, and what its answers mean. */
class SlackWebhookTest {

    private static final String PATH = "/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX";

    private final Receiver slack = new Receiver() {
        @Override
        MockResponse answer(RecordedRequest request) {
            return text(200, "ok");
        }
    };

    private final SlackWebhook channel = new SlackWebhook(NotifyTest.http());

    @AfterEach
    void close() {
        this.slack.close();
    }

    @Test
    void theIssueIsLinkedAndTheAdminsChoiceIsMentioned() {
        assertThat(send("U012AB3CD", Samples.message())).isInstanceOf(Outcome.Sent.class);

        assertThat(this.slack.last().getUrl().encodedPath()).isEqualTo(PATH);
        assertThat(this.slack.last().getHeaders().get("Content-Type")).startsWith("application/json");
        var body = this.slack.lastJson();
        assertThat(body.path("text").asText())
            .startsWith("<@U012AB3CD> <https://tracker.example/SHOP-7?a=1&amp;b=2|SHOP-")
            .contains("TypeError", "shop", "1204 reports", "|Group>");
        var elements = body.at("/blocks/0/elements/0/elements");
        assertThat(elements.at("/0")).isEqualTo(Receiver.json("{\"type\":\"user\",\"user_id\":\"U012AB3CD\"}"));
        assertThat(elements.at("/2/url").asText()).isEqualTo("https://tracker.example/SHOP-7?a=1&b=2");
        assertThat(elements.at("/4/url").asText()).contains("/projects/shop/groups/");
    }

    @ParameterizedTest
    @CsvSource({ "S012AB3CD, <!subteam^S012AB3CD>, usergroup", "here, <!here>, broadcast",
            "channel, <!channel>, broadcast" })
    void groupsAndChannelsCanBeMentionedToo(String whom, String text, String element) {
        send(whom, Samples.message());

        assertThat(this.slack.lastJson().path("text").asText()).startsWith(text);
        assertThat(this.slack.lastJson().at("/blocks/0/elements/0/elements/0/type").asText()).isEqualTo(element);
    }

    @ParameterizedTest
    @MethodSource("io.tracebridge.issue.HostileTexts#all")
    void hostileTextPointsAtNobodyAndLinksNowhere(String hostile) {
        send("", Samples.message(hostile, hostile));

        var body = this.slack.lastJson();
        var text = body.path("text").asText();
        // What Slack takes for more than text is between < and >: our two links alone.
        assertThat(text.replaceAll("<https://(tracker|bridge)\\.example/[^|<>]*\\|[^<>]*>", "")).doesNotContain("<",
                ">");
        assertThat(text).doesNotContain("@here", "@channel", "@admin").doesNotContainPattern("&(?!amp;|lt;|gt;)");
        body.at("/blocks/0/elements/0/elements")
            .forEach((element) -> assertThat(element.path("type").asText()).isIn("text", "link"));
    }

    @ParameterizedTest
    @CsvSource({ "400, invalid_payload, Refused", "400, no_text, Refused", "403, action_prohibited, Dead",
            "404, channel_not_found, Dead", "404, no_service, Dead", "410, channel_is_archived, Dead",
            "403, invalid_token, Dead", "429, slow, Again", "503, later, Again", "500, broken, Unknown",
            "502, gateway, Unknown" })
    void anAnswerMeans(int status, String word, String outcome) {
        this.slack.next(Receiver.text(status, word));

        var result = send("", Samples.message());

        assertThat(result.getClass().getSimpleName()).isEqualTo(outcome);
        assertThat(result.toString()).doesNotContain("XXXXXXXX");
        assertThat(this.slack.requests).hasSize(1);
    }

    @Test
    void aDeadWebhookSaysWhatToDo() {
        this.slack.next(Receiver.text(404, "no_service"));

        assertThat(send("", Samples.message())).isEqualTo(
                new Outcome.Dead("Slack answered 404 no_service: the webhook was removed; make a new one in Slack."));
    }

    @Test
    void aLostAnswerIsUnknownAndNamesNoSecret() {
        this.slack.loseNextAnswer();

        assertThat(send("", Samples.message())).isInstanceOfSatisfying(Outcome.Unknown.class,
                (unknown) -> assertThat(unknown.why()).contains("Whether it was done is unknown")
                    .doesNotContain("XXXX"));
        assertThat(this.slack.requests).hasSize(1);
    }

    @Test
    void aServerThatIsAwayIsTriedAgain() {
        var url = this.slack.url(PATH);
        this.slack.close();

        var target = Samples.target("slack-webhook", Map.of(), Map.of("url", url));
        assertThat(this.channel.send(target, Samples.message())).isInstanceOf(Outcome.Again.class);
    }

    private Outcome send(String whom, Message message) {
        return this.channel.send(
                Samples.target("slack-webhook", Map.of("mention", whom), Map.of("url", this.slack.url(PATH))), message);
    }

}
