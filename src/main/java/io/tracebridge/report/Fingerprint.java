package io.tracebridge.report;

import java.util.regex.Pattern;

/** What makes two reports the same error: 64 lower-case hex digits. */
public record Fingerprint(String hex) {

    private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{64}");

    public Fingerprint {
        if (!SHAPE.matcher(hex).matches()) {
            throw new IllegalArgumentException("a fingerprint is 64 lower-case hex digits");
        }
    }

    /** The first six digits, as the macro {@code {{group_prefix}}} shows them. */
    public String prefix() {
        return this.hex.substring(0, 6);
    }

    @Override
    public String toString() {
        return this.hex;
    }

}
