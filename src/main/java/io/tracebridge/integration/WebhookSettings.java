package io.tracebridge.integration;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import io.tracebridge.integration.WebhookRows.Stored;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.tracker.Capability;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.Webhooks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Sets up, renews and removes the webhook by which a tracker tells of changes. Without
 * transactions: it calls the tracker, which may post here before it answers.
 */
@Service
public class WebhookSettings {

    private static final Logger log = LoggerFactory.getLogger(WebhookSettings.class);

    private static final Pattern SECRET = Pattern.compile("[\\x21-\\x7e]{1,200}");

    private final WebhookRows rows;

    private final WebhookSecrets secrets;

    private final WebhookRegistration registration;

    private final Trackers trackers;

    WebhookSettings(WebhookRows rows, WebhookSecrets secrets, WebhookRegistration registration, Trackers trackers) {
        this.rows = rows;
        this.secrets = secrets;
        this.registration = registration;
        this.trackers = trackers;
    }

    public Status status(Integration integration) {
        var stored = this.rows.get(integration.id());
        var missing = stored.pair().filter((pair) -> pair.signing().isEmpty()).isPresent()
                && secretFrom(integration).filter((from) -> from == Webhooks.Secret.TRACKERS).isPresent();
        return new Status(stored.pair().isPresent(), stored.pair().isPresent() && stored.hookId().isPresent(), missing,
                stored.lastDelivery(), stored.gapSince());
    }

    /**
     * Makes a new address and a new secret, and has the tracker use them, or says how
     * people do that. What was in use before is worth nothing from then on. Whoever tries
     * again after a lost answer makes no second webhook.
     * @param entered the secret that the tracker made; keeps the address
     * @throws InvalidInputException if the tracker has no webhooks, or takes no secret
     * @throws TrackerException if the tracker was asked and did not do it
     */
    public SetUp setUp(Integration integration, Optional<String> entered, String actor) {
        var webhooks = webhooks(integration);
        entered.ifPresent((secret) -> check(webhooks, secret));
        var before = this.rows.get(integration.id());
        var pair = pair(webhooks, before, entered);
        var written = this.rows.write(integration.id(), pair);
        log.info("{} sets up the webhook of {}", actor, integration.label());
        return this.trackers.get(integration.tracker()).capabilities().contains(Capability.WEBHOOK_SETUP)
                ? this.registration.byUs(integration, webhooks, before, pair, written)
                : this.registration.byHand(integration, webhooks, pair, written, List.of());
    }

    /** Closes our side first, whatever the tracker says. */
    public Removal remove(Integration integration, String actor) {
        var before = this.rows.get(integration.id());
        this.rows.close(integration.id());
        log.info("{} removes the webhook of {}", actor, integration.label());
        if (before.hookId().isEmpty()) {
            return new Removal(false,
                    "Nothing is taken any more. If the tracker has the webhook, delete it there too.");
        }
        try {
            this.trackers.connect(integration).removeWebhook(before.hookId().get());
            this.rows.goneAtTracker(integration.id(), before.hookId().get());
            return new Removal(true, "It is removed here and at the tracker.");
        }
        catch (TrackerException ex) {
            return new Removal(false, "Nothing is taken any more, but the tracker still has the webhook: "
                    + ex.getMessage() + " Delete it there, or ask again.");
        }
    }

    private WebhookSecrets.Pair pair(Webhooks webhooks, Stored before, Optional<String> entered) {
        if (entered.isPresent()) {
            var known = before.pair().map(WebhookSecrets.Pair::address).orElseGet(this.secrets::fresh);
            return new WebhookSecrets.Pair(known, entered.get());
        }
        return before.half()
            .orElseGet(() -> new WebhookSecrets.Pair(this.secrets.fresh(), switch (webhooks.secretFrom()) {
                case OURS -> this.secrets.fresh();
                case TRACKERS -> before.pair().map(WebhookSecrets.Pair::signing).orElse("");
                case NONE -> "";
            }));
    }

    private Webhooks webhooks(Integration integration) {
        var tracker = this.trackers.get(integration.tracker());
        return tracker.webhooks()
            .orElseThrow(() -> new InvalidInputException("tracker",
                    integration.tracker() + " has no webhooks; polling finds its changes"));
    }

    private Optional<Webhooks.Secret> secretFrom(Integration integration) {
        return this.trackers.knows(integration.tracker())
                ? this.trackers.get(integration.tracker()).webhooks().map(Webhooks::secretFrom) : Optional.empty();
    }

    private static void check(Webhooks webhooks, String secret) {
        if (webhooks.secretFrom() != Webhooks.Secret.TRACKERS) {
            throw new InvalidInputException("secret", (webhooks.secretFrom() == Webhooks.Secret.OURS)
                    ? "is made here for this tracker: leave it out" : "is not known to this tracker: leave it out");
        }
        if (!SECRET.matcher(secret).matches()) {
            throw new InvalidInputException("secret",
                    "must be 1 to 200 characters without spaces, as the tracker shows it");
        }
    }

    /**
     * @param setUp whether it was us who set it up at the tracker
     * @param secretMissing whether the secret that the tracker made is still to be
     * entered
     */
    public record Status(boolean configured, boolean setUp, boolean secretMissing, Optional<Instant> lastDelivery,
            Optional<Instant> gapSince) {
    }

    /**
     * @param url secret too, as it lets callers in
     * @param secret to be entered at the tracker by hand; shown this once
     * @param setUp whether nothing is left to do
     * @param instructions for people, one step each; none where nothing is left to do
     */
    public record SetUp(String url, Optional<String> secret, boolean setUp, List<String> instructions,
            List<Warning> warnings) {

        /** Neither secret. */
        @Override
        public String toString() {
            return "SetUp[" + this.setUp + "]";
        }

    }

    /**
     * @param message what is left to do
     */
    public record Removal(boolean atTracker, String message) {
    }

}
