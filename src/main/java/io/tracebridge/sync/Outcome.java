package io.tracebridge.sync;

/**
 * What is due for one field. Each {@code why} is in words for triagers: which side
 * changed, which setting decided.
 */
public sealed interface Outcome<V> {

    /** Neither side changed. */
    record InStep<V>() implements Outcome<V> {
    }

    /** Both sides came to the same value by themselves; it is the new base. */
    record Agreed<V>(V value) implements Outcome<V> {
    }

    /** The issue takes the group's value. */
    record Push<V>(V value, String why) implements Outcome<V> {
    }

    /** The group takes the value. */
    record Pull<V>(V value, String why) implements Outcome<V> {
    }

    /** A person must say which side is right; until then nothing changes. */
    record Conflict<V>(V base, V ours, V theirs, String why) implements Outcome<V> {
    }

    /**
     * Both sides stay as they are, and so does their difference until one of them changes
     * again.
     */
    record Skipped<V>(String why) implements Outcome<V> {
    }

    /** The issue stays closed, and a new one takes its place. */
    record Regression<V>(String why) implements Outcome<V> {
    }

}
