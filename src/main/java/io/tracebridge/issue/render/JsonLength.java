package io.tracebridge.issue.render;

import java.util.List;
import java.util.Map;

/**
 * How many characters a tree of maps, lists, strings and whole numbers takes as compact
 * JSON, without making any.
 */
final class JsonLength {

    private JsonLength() {
    }

    static int of(Object value) {
        return switch (value) {
            case Map<?, ?> map -> enclosed(map.size(),
                    map.entrySet().stream().mapToInt((entry) -> of(entry.getKey()) + 1 + of(entry.getValue())).sum());
            case List<?> list -> enclosed(list.size(), list.stream().mapToInt(JsonLength::of).sum());
            case String text -> 2 + text.chars().map(JsonLength::of).sum();
            case Integer number -> number.toString().length();
            default -> throw new IllegalArgumentException("no place for a " + value.getClass() + " in a document");
        };
    }

    private static int of(int character) {
        return switch (character) {
            case '"', '\\', '\n', '\r', '\t', '\b', '\f' -> 2;
            default -> (character < ' ') ? 6 : 1;
        };
    }

    private static int enclosed(int parts, int length) {
        return 2 + length + Math.max(0, parts - 1);
    }

}
