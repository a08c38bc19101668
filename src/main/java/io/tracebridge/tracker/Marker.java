package io.tracebridge.tracker;

import java.util.regex.Pattern;

/**
 * The word we leave in an issue to recognise it: letters and digits only, so that every
 * tracker's search takes it as one token, and at most 40 characters, the shortest limit
 * among them (Bugzilla's alias).
 */
public record Marker(String value) {

    private static final Pattern SHAPE = Pattern.compile("tracebridge[0-9a-f]{20}");

    public Marker {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("a marker is 'tracebridge' and 20 hex digits");
        }
    }

    @Override
    public String toString() {
        return this.value;
    }

}
