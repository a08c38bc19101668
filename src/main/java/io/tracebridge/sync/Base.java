package io.tracebridge.sync;

/**
 * What both sides stood at when they were last brought in step. Mostly the same value
 * twice; two values where the sides were left apart: the tracker has no word for ours, a
 * direction is switched off, a person is unknown. Each side has changed when it differs
 * from its own value here, so that what was left apart once does not come up again.
 *
 * @param ours the group's value
 * @param theirs the value
 */
public record Base<V>(V ours, V theirs) {

    public static <V> Base<V> both(V value) {
        return new Base<>(value, value);
    }

}
