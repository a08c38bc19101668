package io.tracebridge.link;

import java.util.List;

/** Details are still missing; nothing was changed. */
public final class MissingFields extends RuntimeException {

    private final List<String> fields;

    /**
     * @param fields paths as the API names them, such as {@code fields.components}
     */
    MissingFields(List<String> fields) {
        super("Still missing: " + String.join(", ", fields) + ".");
        this.fields = List.copyOf(fields);
    }

    public List<String> fields() {
        return this.fields;
    }

}
