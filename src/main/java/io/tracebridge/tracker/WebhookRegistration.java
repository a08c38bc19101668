package io.tracebridge.tracker;

/**
 * A webhook that we set up.
 *
 * @param hookId what the tracker calls it
 */
public record WebhookRegistration(String hookId) {
}
