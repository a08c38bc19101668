package io.tracebridge.tracker;

import java.util.Optional;

/**
 * The webhook that a tracker shall have. {@link #toString()} shows neither secret.
 *
 * @param url where it posts; secret too, since it carries what lets callers in
 * @param secret what it signs with; empty where {@link Webhooks#secretFrom()} is not ours
 * @param formerId of the webhook that we set up before, if we did
 */
public record WebhookSetup(String url, String secret, Optional<String> formerId) {

    @Override
    public String toString() {
        return "WebhookSetup[" + this.formerId.orElse("new") + "]";
    }

}
