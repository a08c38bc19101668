package io.tracebridge.project;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A named value that reports of a project may carry; rules and fields may use it once it
 * is defined.
 */
public record Attribute(String name, Type type, String description) {

    public Attribute {
        description = (description != null) ? description : "";
    }

    public enum Type {

        STRING, NUMBER, BOOLEAN, VERSION, TIMESTAMP, UUID;

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * @throws IllegalArgumentException that lists what would be right
         */
        public static Type of(String id) {
            return Arrays.stream(values())
                .filter((type) -> type.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "must be one of " + Arrays.stream(values()).map(Type::id).collect(Collectors.joining(", "))));
        }

    }

}
