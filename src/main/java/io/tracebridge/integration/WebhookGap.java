package io.tracebridge.integration;

import org.springframework.stereotype.Component;

/** Notices webhooks that stay away although the tracker has changes. */
@Component
public class WebhookGap {

    /**
     * @param links that changed without a webhook telling us
     */
    public void pollingFound(long integrationId, int links) {
    }

}
