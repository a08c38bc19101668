package io.tracebridge.notify;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracebridge.issue.PlainText;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.tracker.http.TrackerResponse;

/**
 * Slack's error words, as its API says them in JSON and its incoming webhooks in plain
 * text.
 */
final class SlackErrors {

    private static final Duration USUAL_WAIT = Duration.ofSeconds(30);

    private static final Set<String> CREDENTIAL = Set.of("invalid_auth", "not_authed", "account_inactive",
            "token_revoked", "token_expired", "missing_scope", "not_allowed_token_type", "no_permission",
            "org_login_required", "ekm_access_denied", "access_denied", "team_access_not_granted", "invalid_token",
            "no_active_hooks", "team_disabled", "enterprise_is_restricted");

    private static final Set<String> PLACE = Set.of("channel_not_found", "not_in_channel", "is_archived",
            "channel_is_archived", "user_not_found", "users_not_found", "no_service", "no_service_id", "no_team",
            "action_prohibited", "restricted_action", "restricted_action_read_only_channel",
            "posting_to_general_channel_denied", "messages_tab_disabled", "cannot_dm_bot", "user_is_bot");

    private static final Set<String> TOO_MANY = Set.of("ratelimited", "rate_limited", "message_limit_exceeded");

    private static final Set<String> NOT_TAKEN_UP = Set.of("service_unavailable", "request_timeout",
            "team_added_to_org", "accesslimited");

    /** Slack's words: part of it may have succeeded. */
    private static final Set<String> IN_DOUBT = Set.of("internal_error", "fatal_error", "rollup_error");

    private static final Map<String, String> ADVICE = Map.of("not_in_channel",
            "invite the bot to the channel, or give it the scope chat:write.public", "channel_not_found",
            "the channel does not exist, or the bot cannot see it", "is_archived", "the channel is archived",
            "users_not_found", "nobody there has this mail address", "missing_scope",
            "the bot needs the scopes chat:write, and users:read.email to find people by mail address", "invalid_auth",
            "enter a valid bot token", "no_service", "the webhook was removed; make a new one in Slack",
            "account_inactive", "the bot's account or workspace was deactivated", "channel_is_archived",
            "the channel is archived");

    private SlackErrors() {
    }

    static TrackerException read(TrackerResponse response) {
        var word = response.json().isTextual() ? response.json().asText() : response.json().path("error").asText();
        return of(word.strip(), response);
    }

    /** An answer of the Web API, which says "not ok" with status 200. */
    static JsonNode requireOk(TrackerResponse response) {
        if (!response.json().path("ok").asBoolean()) {
            throw of(response.json().path("error").asText(), response);
        }
        return response.json();
    }

    private static TrackerException of(String word, TrackerResponse response) {
        var advice = Optional.ofNullable(ADVICE.get(word)).map((text) -> ": " + text).orElse("");
        var message = "Slack answered " + response.status() + " "
                + PlainText.cut(PlainText.oneLine(word.isEmpty() ? "without a reason" : word), 200) + advice + ".";
        if (TOO_MANY.contains(word)) {
            return new TrackerException.RateLimited(message, response.retryAfter().orElse(USUAL_WAIT));
        }
        if (NOT_TAKEN_UP.contains(word) || IN_DOUBT.contains(word)) {
            return new TrackerException.Unavailable(message, null, response.retryAfter(), NOT_TAKEN_UP.contains(word));
        }
        if (CREDENTIAL.contains(word)) {
            return new TrackerException.CredentialRefused(message);
        }
        var gone = PLACE.contains(word) || Set.of(401, 403, 404, 410).contains(response.status());
        return new TrackerException.Rejected(gone ? Reason.PROJECT_MISSING : Reason.INVALID_FIELD, message,
                Map.of("slack", word));
    }

}
