package io.tracebridge.notify;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What a Teams workflow gets, and what its answers mean. */
class TeamsTest {

    private static final String SIGNED = "/workflows/0123456789abcdef/triggers/manual/paths/invoke"
            + "?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=c2VjcmV0LXNpZ25hdHVyZQ";

    private final Receiver teams = new Receiver() {
        @Override
        MockResponse answer(RecordedRequest request) {
            return new MockResponse.Builder().code(202).build();
        }
    };

    private final Teams channel = new Teams(NotifyTest.http());

    @AfterEach
    void close() {
        this.teams.close();
    }

    @Test
    void theCardMentionsThePersonAndLinksTheIssue() {
        assertThat(send(Samples.message())).isInstanceOf(Outcome.Sent.class);

        assertThat(this.teams.last().getUrl().queryParameter("sig")).isEqualTo("c2VjcmV0LXNpZ25hdHVyZQ");
        assertThat(this.teams.last().getUrl().queryParameter("sp")).isEqualTo("/triggers/manual/run");
        var attachment = this.teams.lastJson().at("/attachments/0");
        assertThat(this.teams.lastJson().path("type").asText()).isEqualTo("message");
        assertThat(attachment.path("contentType").asText()).isEqualTo("application/vnd.microsoft.card.adaptive");
        assertThat(attachment.has("contentUrl")).isTrue();
        var card = attachment.path("content");
        assertThat(card.path("version").asText()).isEqualTo("1.4");
        assertThat(card.at("/msteams/entities/0")).isEqualTo(Receiver.json("""
                {"type": "mention", "text": "<at>Jane Smith</at>",
                 "mentioned": {"id": "jane@example.com", "name": "Jane Smith"}}"""));
        assertThat(card.at("/body/0/text").asText()).isEqualTo("<at>Jane Smith</at> you were mentioned");
        assertThat(card.at("/body/1/inlines/0/selectAction/url").asText())
            .isEqualTo("https://tracker.example/SHOP-7?a=1&b=2");
        assertThat(card.at("/body/2").toString()).contains("shop", "TypeError", "1204 reports");
        assertThat(card.at("/actions/1/url").asText()).contains("/projects/shop/groups/");
    }

    @ParameterizedTest
    @MethodSource("io.tracebridge.issue.HostileTexts#all")
    void hostileTextStandsWhereNoMarkupIsRead(String hostile) {
        send(Samples.message(hostile + "<at>Jane Smith</at>", hostile));

        var card = this.teams.lastJson().at("/attachments/0/content");
        for (JsonNode block : card.path("body")) {
            if (block.path("type").asText().equals("TextBlock")) {
                assertThat(block.path("text").asText()).isEqualTo("<at>Jane Smith</at> you were mentioned");
            }
            else {
                assertThat(block.path("type").asText()).isEqualTo("RichTextBlock");
                assertThat(block.findValuesAsText("text")).noneMatch((text) -> text.contains("<at>"));
            }
        }
        assertThat(this.teams.last().getBody().size()).isLessThan(28 * 1024);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200 | {}                                              | Sent
            400 | {"error":{"code":"WorkflowTriggerIsNotEnabled"}} | Dead
            400 | {"error":{"code":"TriggerInputSchemaMismatch"}}  | Refused
            401 | {"error":{"code":"DirectApiAuthorizationRequired"}} | Dead
            404 | {"error":{"code":"WorkflowNotFound"}}            | Dead
            413 | {}                                              | Refused
            429 | {}                                              | Again
            503 | {}                                              | Again
            502 | {}                                              | Unknown
            """)
    void anAnswerMeans(int status, String body, String outcome) {
        this.teams.next(Receiver.json(status, body));

        var result = send(Samples.message());

        assertThat(result.getClass().getSimpleName()).isEqualTo(outcome);
        assertThat(result.toString()).doesNotContain("c2VjcmV0");
    }

    @Test
    void aLostAnswerIsUnknown() {
        this.teams.loseNextAnswer();

        assertThat(send(Samples.message())).isInstanceOfSatisfying(Outcome.Unknown.class,
                (unknown) -> assertThat(unknown.why()).doesNotContain("c2VjcmV0", "0123456789abcdef"));
    }

    private Outcome send(Message message) {
        return this.channel.send(Samples.target("teams", Map.of("account", "jane@example.com", "name", "Jane Smith"),
                Map.of("url", this.teams.url(SIGNED))), message);
    }

}
