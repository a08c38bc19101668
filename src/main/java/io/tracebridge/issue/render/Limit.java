package io.tracebridge.issue.render;

import java.nio.charset.StandardCharsets;
import java.util.function.ToIntFunction;

/**
 * How long a rendered text may be, in the unit the tracker counts in.
 *
 * @param max at least as much as the link back to the group takes
 */
public record Limit(int max, Unit unit) {

    /** Characters as UTF-16 counts them, which is never fewer than code points. */
    public static Limit characters(int max) {
        return new Limit(max, Unit.CHARACTERS);
    }

    public static Limit utf8Bytes(int max) {
        return new Limit(max, Unit.UTF8_BYTES);
    }

    int sizeOf(String text) {
        return this.unit.size.applyAsInt(text);
    }

    public enum Unit {

        CHARACTERS(String::length), UTF8_BYTES((text) -> text.getBytes(StandardCharsets.UTF_8).length);

        private final ToIntFunction<String> size;

        Unit(ToIntFunction<String> size) {
            this.size = size;
        }

    }

}
