package io.tracebridge.web.api;

import java.util.Collection;
import java.util.Map;

/** Java types in the words of JSON, for people who call the API. */
final class Shapes {

    private Shapes() {
    }

    static String of(Class<?> type) {
        if (type == String.class) {
            return "a text";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "a whole number";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        return (Map.class.isAssignableFrom(type) || type.isRecord()) ? "an object" : "another kind of value";
    }

}
