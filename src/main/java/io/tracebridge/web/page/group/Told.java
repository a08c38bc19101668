package io.tracebridge.web.page.group;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What an activity says, while its words are being found. */
record Told(String did, String before, String after, List<String> details) {

    private static final int MOST_NAMED = 10;

    static Told of(String did) {
        return changed(did, "", "");
    }

    static Told changed(String did, String before, String after) {
        return new Told(did, before, after, List.of());
    }

    Told doing(String other) {
        return new Told(other, this.before, this.after, this.details);
    }

    /** An empty text says nothing. */
    Told saying(String detail) {
        return saying(List.of(detail));
    }

    Told saying(List<String> more) {
        return new Told(this.did, this.before, this.after,
                Stream.concat(this.details.stream(), more.stream()).filter((detail) -> !detail.isBlank()).toList());
    }

    /** Empty where there is none. */
    static String text(Map<String, Object> values, String name) {
        return switch (values.get(name)) {
            case null -> "";
            case Collection<?> several -> String.join(", ", several.stream().map(String::valueOf).toList());
            case Map<?, ?> nested -> String.join(", ",
                    nested.entrySet().stream().map((one) -> one.getKey() + " " + one.getValue()).sorted().toList());
            case Object scalar -> scalar.toString();
        };
    }

    /** A single value is a list of one. */
    static List<String> list(Map<String, Object> values, String name) {
        return switch (values.get(name)) {
            case null -> List.of();
            case Collection<?> several -> several.stream().map(String::valueOf).toList();
            case Object one -> List.of(one.toString());
        };
    }

    /** Fingerprints as people say them. */
    static String prefixes(List<String> fingerprints) {
        var named = fingerprints.stream()
            .limit(MOST_NAMED)
            .map((one) -> one.substring(0, Math.min(7, one.length())))
            .toList();
        var rest = fingerprints.size() - named.size();
        return String.join(", ", named) + ((rest > 0) ? " and " + rest + " more" : "");
    }

}
