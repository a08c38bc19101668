package io.tracebridge.outbox;

/** Published once, when the engine knows our processes and the outbox goes out. */
public record EngineReady() {
}
