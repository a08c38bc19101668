package io.tracebridge.web.hook;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.TreeMap;

import io.tracebridge.integration.InboundWebhook;
import io.tracebridge.integration.IntegrationTags;
import io.tracebridge.integration.WebhookDoor;
import io.tracebridge.link.WebhookInbox;
import io.tracebridge.tracker.Webhooks;
import io.tracebridge.tracker.Webhooks.Delivery.Changed;
import io.tracebridge.tracker.Webhooks.Delivery.Forged;
import io.tracebridge.tracker.Webhooks.Delivery.Ignored;
import io.tracebridge.web.hook.Deliveries.Outcome;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where trackers post to. Answers say nothing but their status, and no tracker is called
 * meanwhile, so that the tracker has its answer within milliseconds.
 */
@RestController
class HookController {

    /** Bytes. Trackers say much less of an issue, unless people attach books to it. */
    static final int LARGEST = 1024 * 1024;

    private final WebhookDoor door;

    private final WebhookInbox inbox;

    private final Deliveries deliveries;

    private final Clock clock;

    HookController(WebhookDoor door, WebhookInbox inbox, Deliveries deliveries, Clock clock) {
        this.door = door;
        this.inbox = inbox;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    @PostMapping("/hooks/{integration}/{secret}")
    ResponseEntity<Void> take(@PathVariable String integration, @PathVariable String secret, HttpServletRequest request)
            throws IOException {
        var webhook = this.door.open(integration, secret);
        var outcome = webhook.isPresent() ? take(webhook.get(), request) : Outcome.UNKNOWN;
        this.deliveries.count(webhook.map(InboundWebhook::tags).orElse(IntegrationTags.NONE), outcome);
        return ResponseEntity.status(switch (outcome) {
            case TAKEN, REPEATED, IGNORED, DISABLED -> HttpStatus.OK;
            case FORGED -> HttpStatus.UNAUTHORIZED;
            case TOO_LARGE -> HttpStatus.PAYLOAD_TOO_LARGE;
            case UNKNOWN -> HttpStatus.NOT_FOUND;
        }).build();
    }

    private Outcome take(InboundWebhook webhook, HttpServletRequest request) throws IOException {
        if (!webhook.listening()) {
            return Outcome.DISABLED;
        }
        var body = body(request);
        if (body.isEmpty()) {
            this.inbox.missed(webhook.integrationId());
            return Outcome.TOO_LARGE;
        }
        return switch (webhook.read(new Webhooks.Request(headers(request), body.get(), Instant.now(this.clock)))) {
            case Changed changed ->
                this.inbox.take(webhook.integrationId(), changed) ? Outcome.TAKEN : Outcome.REPEATED;
            case Ignored ignored -> Outcome.IGNORED;
            case Forged forged -> {
                this.deliveries.forged(webhook.integrationId(), forged.why());
                yield Outcome.FORGED;
            }
        };
    }

    /** As received, since it is what is signed; empty if there is too much of it. */
    private static Optional<byte[]> body(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > LARGEST) {
            return Optional.empty();
        }
        return Optional.of(request.getInputStream().readNBytes(LARGEST + 1)).filter((body) -> body.length <= LARGEST);
    }

    private static TreeMap<String, String> headers(HttpServletRequest request) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        Collections.list(request.getHeaderNames()).forEach((name) -> headers.put(name, request.getHeader(name)));
        return headers;
    }

}
