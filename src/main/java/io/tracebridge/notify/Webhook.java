package io.tracebridge.notify;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracebridge.issue.PlainText;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.tracker.Connection;
import io.tracebridge.tracker.Setting;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.tracker.http.TrackerHttp;
import io.tracebridge.tracker.http.TrackerRequest;
import io.tracebridge.tracker.http.TrackerResponse;

/**
 * A program of the team's own, told by Standard Webhooks. It knows a message that comes
 * twice by its {@code webhook-id}, so this is the one kind that is told again when an
 * answer was lost.
 */
final class Webhook implements Channel {

    /** Of the payload's shape; raised when a receiver would have to change. */
    private static final int VERSION = 1;

    private static final Setting URL = Setting.secret("url", "URL", "Where the receiver takes POST requests");

    private static final Setting SECRET = Setting.secret("secret", "Signing secret",
            "whsec_ and 24 to 64 random bytes in Base64, which the receiver knows too");

    private final TrackerHttp http;

    private final Clock clock;

    Webhook(TrackerHttp http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "webhook";
    }

    @Override
    public List<Setting> settings() {
        return List.of(URL, SECRET);
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public void check(Connection connection) {
        TargetChecks.secretUrl(URL, connection.get(URL));
        signer(connection);
    }

    @Override
    public Outcome send(Target target, Message message) {
        var body = payload(message);
        var now = Instant.now(this.clock);
        var id = "msg_" + message.id();
        try {
            this.http.open(TargetChecks.secretUrl(URL, target.connection().get(URL)), Webhook::refusal)
                .call(TrackerRequest.post()
                    .json(body)
                    .header("webhook-id", id)
                    .header("webhook-timestamp", String.valueOf(now.getEpochSecond()))
                    .header("webhook-signature", signer(target.connection()).sign(id, now, body.toString()))
                    .answeredByAnything());
            return new Outcome.Sent();
        }
        catch (TrackerException ex) {
            return Outcome.of(ex, true);
        }
    }

    private static StandardWebhook signer(Connection connection) {
        try {
            return new StandardWebhook(connection.get(SECRET));
        }
        catch (IllegalArgumentException ex) {
            throw new InvalidInputException(TargetChecks.field(SECRET), ex.getMessage());
        }
    }

    private static JsonNode payload(Message message) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode()
            .put("type", "mention.created")
            .put("version", VERSION)
            .put("timestamp", message.at().toString());
        var data = payload.putObject("data").put("target", message.target()).put("project", message.project());
        data.putObject("issue")
            .put("key", message.issue().ref().key())
            .put("title", PlainText.oneLine(message.issue().title()))
            .put("url", message.issue().ref().url());
        data.putObject("group")
            .put("fingerprint", message.fingerprint())
            .put("url", message.groupUrl())
            .put("classifier", PlainText.oneLine(message.classifier()))
            .put("reports", message.reports());
        return payload;
    }

    private static TrackerException refusal(TrackerResponse response) {
        var message = "The receiver answered " + response.status() + ".";
        return switch (response.status()) {
            case 409 -> new TrackerException.Conflict(message);
            case 410 -> new TrackerException.Rejected(Reason.PROJECT_MISSING,
                    message + " It wants no more messages (410 Gone).", Map.of());
            default -> new TrackerException.Rejected(Reason.INVALID_FIELD, message, Map.of());
        };
    }

}
