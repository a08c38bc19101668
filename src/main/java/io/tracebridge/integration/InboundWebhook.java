package io.tracebridge.integration;

import io.micrometer.core.instrument.Tags;
import io.tracebridge.tracker.Webhooks;

/**
 * The webhook of one integration, for somebody who knew its address.
 *
 * @param tags of the integration's metrics
 * @param listening false while the integration is disabled: what comes in is of no use
 * @param signingSecret empty where nothing is signed, or the tracker's own secret was not
 * entered yet
 */
public record InboundWebhook(long integrationId, Tags tags, boolean listening, Webhooks tracker, String signingSecret) {

    /** Is it the tracker's, and what does it say? Makes no call. */
    public Webhooks.Delivery read(Webhooks.Request request) {
        return this.tracker.read(request, this.signingSecret);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "InboundWebhook[" + this.integrationId + "]";
    }

}
