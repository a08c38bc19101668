package io.tracebridge.link;

import io.tracebridge.sync.Outcome;
import io.tracebridge.sync.Sides;

/**
 * One field, as it stands and what comes of it.
 */
record Decided<V>(Sides<V> sides, Outcome<V> outcome) {

    Decided<V> with(Outcome<V> other) {
        return new Decided<>(this.sides, other);
    }

    boolean disputed() {
        return this.outcome instanceof Outcome.Conflict;
    }

    /** The group's value once this is carried out. */
    V ours() {
        return switch (this.outcome) {
            case Outcome.Pull<V>(var value, var why) -> value;
            default -> this.sides.ours();
        };
    }

    /** For whoever reads the process's variables. */
    String word() {
        return switch (this.outcome) {
            case Outcome.InStep<V>() -> "in-step";
            case Outcome.Agreed<V> agreed -> "in-step";
            case Outcome.Push<V> push -> "pushed";
            case Outcome.Pull<V> pull -> "pulled";
            case Outcome.Skipped<V> skipped -> "skipped";
            case Outcome.Regression<V> regression -> "regression";
            case Outcome.Conflict<V> conflict -> "conflict";
        };
    }

}
