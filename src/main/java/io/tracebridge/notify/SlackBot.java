package io.tracebridge.notify;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tracebridge.tracker.Connection;
import io.tracebridge.tracker.Setting;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.http.Endpoint;
import io.tracebridge.tracker.http.TrackerApi;
import io.tracebridge.tracker.http.TrackerHttp;
import io.tracebridge.tracker.http.TrackerRequest;

/**
 * A Slack bot: posts to a channel or a person, and keeps what it says about one issue in
 * one thread.
 */
final class SlackBot implements Channel {

    private static final Setting CHANNEL = Setting.optional("channel", "Channel",
            "A channel's id (C…) or name, or a member's id (U…) for a direct message; the person of email if left out",
            "");

    private static final Setting EMAIL = Setting.optional("email", "Person",
            "The mail address of the person to mention, as Slack knows it", "");

    private static final Setting TOKEN = Setting.secret("token", "Bot token",
            "The bot user token (xoxb-…) of a Slack app with the scope chat:write");

    private static final Pattern PLACE = Pattern.compile("#?[\\p{L}\\p{N}._-]{1,80}");

    private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>]+@[^\\s@<>]+");

    /** What Slack says when the first message of a thread was deleted. */
    private static final Set<String> THREAD_GONE = Set.of("thread_not_found", "message_not_found",
            "cannot_reply_to_message");

    private final TrackerHttp http;

    private final SlackThreads threads;

    private final String url;

    SlackBot(TrackerHttp http, SlackThreads threads, String url) {
        this.http = http;
        this.threads = threads;
        this.url = url;
    }

    @Override
    public String kind() {
        return "slack";
    }

    @Override
    public List<Setting> settings() {
        return List.of(CHANNEL, EMAIL, SlackWebhook.MENTION, TOKEN);
    }

    @Override
    public void check(Connection connection) {
        TargetChecks.matches(CHANNEL, connection.get(CHANNEL), PLACE,
                "must be a channel's id or name, or a member's id");
        TargetChecks.matches(EMAIL, connection.get(EMAIL), ADDRESS, "must be a mail address");
        TargetChecks.require(!connection.get(CHANNEL).isEmpty() || !connection.get(EMAIL).isEmpty(),
                TargetChecks.field(CHANNEL), "is required where no email names a person: " + CHANNEL.help());
        TargetChecks.require(connection.get(EMAIL).isEmpty() || connection.get(SlackWebhook.MENTION).isEmpty(),
                TargetChecks.field(SlackWebhook.MENTION), "cannot be beside email, which names whom to mention");
        SlackWebhook.whom(connection);
        TargetChecks.require(connection.get(TOKEN).chars().allMatch((c) -> c > ' ' && c < 0x7f),
                TargetChecks.field(TOKEN), "must be a token as Slack shows it, such as xoxb-…");
    }

    @Override
    public Outcome send(Target target, Message message) {
        var slack = this.http.open(Endpoint.at(this.url).bearer(target.connection().get(TOKEN)), SlackErrors::read);
        try {
            post(slack, target, message);
            return new Outcome.Sent();
        }
        catch (TrackerException ex) {
            return Outcome.of(ex, false);
        }
    }

    private void post(TrackerApi slack, Target target, Message message) {
        var email = target.connection().get(EMAIL);
        var whom = email.isEmpty() ? target.connection().get(SlackWebhook.MENTION) : lookUp(slack, email);
        var channel = target.connection().get(CHANNEL);
        var place = channel.isEmpty() ? whom : channel;
        var thread = this.threads.find(target, message.issue().linkId(), place);
        try {
            post(slack, target, message, whom, place, thread);
        }
        catch (TrackerException.Rejected ex) {
            // Certainly not posted, so this is no second message.
            if (thread.isEmpty() || !THREAD_GONE.contains(ex.fields().getOrDefault("slack", ""))) {
                throw ex;
            }
            post(slack, target, message, whom, place, Optional.empty());
        }
    }

    private void post(TrackerApi slack, Target target, Message message, String whom, String place,
            Optional<SlackThreads.Thread> thread) {
        // The encoding that Slack's own API description names; it takes JSON too.
        var form = new LinkedHashMap<String, String>();
        form.put("channel", thread.map(SlackThreads.Thread::channel).orElse(place));
        form.put("text", SlackText.line(message, whom));
        form.put("mrkdwn", "false");
        form.put("blocks", SlackText.blocks(message, whom).toString());
        form.put("metadata", metadata(message));
        form.put("unfurl_links", "false");
        thread.ifPresent((root) -> form.put("thread_ts", root.ts()));
        var posted = SlackErrors.requireOk(slack.call(TrackerRequest.post("chat.postMessage").form(form)));
        if (thread.isEmpty() && posted.hasNonNull("ts")) {
            this.threads.begin(target, message.issue().linkId(), place,
                    new SlackThreads.Thread(posted.path("channel").asText(place), posted.path("ts").asText()));
        }
    }

    private static String lookUp(TrackerApi slack, String email) {
        var found = SlackErrors.requireOk(slack.call(TrackerRequest.get("users.lookupByEmail").query("email", email)));
        return found.path("user").path("id").asText();
    }

    /** Lets a reader tell a message that came twice all the same. */
    private static String metadata(Message message) {
        var metadata = JsonNodeFactory.instance.objectNode().put("event_type", "tracebridge_mention");
        metadata.putObject("event_payload").put("id", message.id().toString());
        return metadata.toString();
    }

}
