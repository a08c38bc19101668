package io.tracebridge.web.page.settings;

import java.time.Instant;

import io.tracebridge.notify.Target;

/**
 * A mention target in the list.
 *
 * @param on whether messages are sent to it
 * @param off why the program switched it off; null if it did not
 */
record TargetRow(String name, String kind, boolean on, String off, Instant lastSuccess, Instant lastFailureAt,
        String lastFailure) {

    static TargetRow of(Target target) {
        return new TargetRow(target.name(), kindName(target.kind()), target.usable(),
                target.off().map(Target.SwitchedOff::reason).orElse(null), target.lastSuccess().orElse(null),
                target.lastFailure().map(Target.Failure::at).orElse(null),
                target.lastFailure().map(Target.Failure::message).orElse(null));
    }

    static String kindName(String kind) {
        return switch (kind) {
            case "issue" -> "Comment in the issue";
            case "mail" -> "Mail";
            case "slack" -> "Slack, by a bot";
            case "slack-webhook" -> "Slack, by a webhook";
            case "teams" -> "Microsoft Teams";
            case "webhook" -> "Webhook";
            default -> kind;
        };
    }

}
