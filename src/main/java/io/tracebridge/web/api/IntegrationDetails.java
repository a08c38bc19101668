package io.tracebridge.web.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tracebridge.integration.Automation;
import io.tracebridge.integration.Integration;
import io.tracebridge.integration.PollSchedule;
import io.tracebridge.integration.SyncSettings;
import io.tracebridge.integration.Warning;
import io.tracebridge.integration.WebhookSettings;
import io.tracebridge.issue.Payload;

/**
 * An integration as it is saved, and how it fares.
 *
 * @param credentialSet names of the secrets that are stored
 * @param paused why the program stopped using it; absent while it is in use
 * @param webhook absent where none is set up
 * @param polling when the tracker was and will be asked for changes; absent where it is
 * not
 * @param warnings what will not do what it seems to; absent where all does
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record IntegrationDetails(long id, String name, String tracker, Integration.State state, Map<String, String> connection,
        SortedSet<String> credentialSet, Payload payload, SyncSettings sync, Automation automation, Paused paused,
        Webhook webhook, Polling polling, @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Warning> warnings) {

    static IntegrationDetails of(Integration integration, WebhookSettings.Status webhook, Polling polling,
            List<Warning> warnings) {
        return new IntegrationDetails(integration.id(), integration.name(), integration.tracker(), integration.state(),
                integration.connection().settings(), new TreeSet<>(integration.connection().credential().keySet()),
                integration.payload(), integration.sync(), integration.automation(),
                integration.pause().map((pause) -> new Paused(pause.reason(), pause.since())).orElse(null),
                webhook.configured() ? Webhook.of(webhook) : null, polling, warnings);
    }

    record Paused(String reason, Instant since) {
    }

    /**
     * @param lastDeliveryAt absent before the first
     * @param gapSince since when polling finds changes that the webhook did not tell of;
     * absent while it does
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Webhook(Instant lastDeliveryAt, Instant gapSince) {

        static Webhook of(WebhookSettings.Status status) {
            return new Webhook(status.lastDelivery().orElse(null), status.gapSince().orElse(null));
        }

    }

    /**
     * @param lastAt the last complete look; absent before the first
     * @param error why the last look failed; absent when it did not
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Polling(Instant lastAt, Instant dueAt, String error) {

        static Polling of(PollSchedule.State state) {
            return new Polling(state.lastAt(), state.dueAt(), state.error());
        }

    }

}
