package io.tracebridge.outbox;

import java.util.Optional;

/** Tells whether the engine answers; there is none in a program that runs without it. */
public interface EngineProbe {

    /** Why it does not, in words; empty while it does. Quick enough for a page. */
    Optional<String> trouble();

}
