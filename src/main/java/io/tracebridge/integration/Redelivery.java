package io.tracebridge.integration;

import org.springframework.stereotype.Component;

/** Has trackers send again what they failed to deliver. */
@Component
public class Redelivery {

    public void ask(long integrationId) {
    }

}
