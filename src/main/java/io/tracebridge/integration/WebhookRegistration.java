package io.tracebridge.integration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.tracebridge.integration.WebhookRows.Stored;
import io.tracebridge.integration.WebhookSettings.SetUp;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.tracker.WebhookSetup;
import io.tracebridge.tracker.Webhooks;
import org.springframework.stereotype.Component;

/**
 * Has the tracker know a webhook's address and secret, which were written before; by us
 * or by people. Without transactions, as {@link WebhookSettings}.
 */
@Component
class WebhookRegistration {

    private final WebhookRows rows;

    private final WebhookAddress address;

    private final Trackers trackers;

    WebhookRegistration(WebhookRows rows, WebhookAddress address, Trackers trackers) {
        this.rows = rows;
        this.address = address;
        this.trackers = trackers;
    }

    /**
     * The tracker is told by us. If it certainly was not, all is as it was before.
     * @param written what the row is known by until somebody else writes it
     */
    SetUp byUs(Integration integration, Webhooks webhooks, Stored before, WebhookSecrets.Pair pair, byte[] written) {
        var url = this.address.of(integration.id(), pair);
        try {
            var made = this.trackers.connect(integration)
                .setUpWebhook(new WebhookSetup(url, pair.signing(), before.hookId()));
            told(integration, written, made.hookId());
            return new SetUp(url, Optional.empty(), true, List.of(), this.address.warnings());
        }
        catch (Rejected ex) {
            if (ex.reason() == Reason.FORBIDDEN && before.hookId().isEmpty()) {
                return byHand(integration, webhooks, pair, written,
                        List.of(new Warning("setUp", "has to be done by hand: " + ex.getMessage())));
            }
            this.rows.putBack(integration.id(), written, before);
            throw ex;
        }
        catch (TrackerException ex) {
            if (certainlyNotDone(ex)) {
                this.rows.putBack(integration.id(), written, before);
            }
            throw ex;
        }
    }

    /**
     * People tell the tracker.
     * @param why it is not done by us, where it might have been
     */
    SetUp byHand(Integration integration, Webhooks webhooks, WebhookSecrets.Pair pair, byte[] written,
            List<Warning> why) {
        told(integration, written, null);
        var url = this.address.of(integration.id(), pair);
        var ours = Optional.of(pair.signing()).filter((secret) -> webhooks.secretFrom() == Webhooks.Secret.OURS);
        var warnings = new ArrayList<>(why);
        warnings.addAll(this.address.warnings());
        return new SetUp(url, ours, false, webhooks.instructions(url, ours.orElse("")), warnings);
    }

    private void told(Integration integration, byte[] written, String hookId) {
        if (!this.rows.told(integration.id(), written, hookId)) {
            throw new TrackerException.Conflict("Somebody else set up this webhook at the same time.");
        }
    }

    private static boolean certainlyNotDone(TrackerException failure) {
        return switch (failure) {
            case TrackerException.Unavailable unavailable -> unavailable.nothingDone();
            case TrackerException.NotTheTracker other -> false;
            case TrackerException.Conflict conflict -> false;
            default -> true;
        };
    }

}
