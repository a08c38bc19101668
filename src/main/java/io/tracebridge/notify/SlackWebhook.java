package io.tracebridge.notify;

import java.util.List;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tracebridge.tracker.Connection;
import io.tracebridge.tracker.Setting;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.http.TrackerHttp;
import io.tracebridge.tracker.http.TrackerRequest;

/** A Slack incoming webhook: one channel, no threads. */
final class SlackWebhook implements Channel {

    static final Setting MENTION = Setting.optional("mention", "Whom to mention",
            "A member id (U…), a user group id (S…), here or channel; nobody if left out", "");

    private static final Setting URL = Setting.secret("url", "Webhook URL",
            "The URL that Slack shows for the incoming webhook");

    private final TrackerHttp http;

    SlackWebhook(TrackerHttp http) {
        this.http = http;
    }

    @Override
    public String kind() {
        return "slack-webhook";
    }

    @Override
    public List<Setting> settings() {
        return List.of(MENTION, URL);
    }

    @Override
    public void check(Connection connection) {
        whom(connection);
        TargetChecks.secretUrl(URL, connection.get(URL));
    }

    @Override
    public Outcome send(Target target, Message message) {
        var whom = target.connection().get(MENTION);
        var body = JsonNodeFactory.instance.objectNode()
            .put("text", SlackText.line(message, whom))
            .put("mrkdwn", false)
            .put("unfurl_links", false)
            .set("blocks", SlackText.blocks(message, whom));
        try {
            this.http.open(TargetChecks.secretUrl(URL, target.connection().get(URL)), SlackErrors::read)
                .call(TrackerRequest.post().json(body).answeredByAnything());
            return new Outcome.Sent();
        }
        catch (TrackerException ex) {
            return Outcome.of(ex, false);
        }
    }

    static void whom(Connection connection) {
        TargetChecks.matches(MENTION, connection.get(MENTION), SlackText.WHOM,
                "must be a member id such as U012AB3CD, a user group id such as S012AB3CD, here or channel");
    }

}
