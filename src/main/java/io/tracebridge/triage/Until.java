package io.tracebridge.triage;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import com.google.re2j.Pattern;
import io.tracebridge.report.Version;

/**
 * What ends a resolved or muted state: a condition that a later report meets. Several
 * conditions of a group are alternatives. A report that lacks the attribute never meets a
 * condition on it.
 */
public sealed interface Until {

    boolean isMetBy(SeenReport report);

    /** Attributes that it looks at. */
    Set<String> fields();

    /** As the API and the database spell it, for any JSON writer. */
    Map<String, Object> plain();

    /** The first condition that the report meets. */
    static Optional<Until> firstMet(List<Until> conditions, SeenReport report) {
        return conditions.stream().filter((condition) -> condition.isMetBy(report)).findFirst();
    }

    /** A condition that may be part of {@link All}. */
    sealed interface Single extends Until {

    }

    /** {@code version_gt}: the error was seen in a later version. */
    record VersionGreater(String field, Version version) implements Single {

        @Override
        public boolean isMetBy(SeenReport report) {
            return isVersion(report, this.field, (seen) -> seen.compareTo(this.version) > 0);
        }

        @Override
        public Set<String> fields() {
            return Set.of(this.field);
        }

        @Override
        public Map<String, Object> plain() {
            return spelt("version_gt", "field", this.field, "version", this.version.text());
        }

    }

    /** {@code version_ge}: the error was seen in this version or a later one. */
    record VersionAtLeast(String field, Version version) implements Single {

        @Override
        public boolean isMetBy(SeenReport report) {
            return isVersion(report, this.field, (seen) -> seen.compareTo(this.version) >= 0);
        }

        @Override
        public Set<String> fields() {
            return Set.of(this.field);
        }

        @Override
        public Map<String, Object> plain() {
            return spelt("version_ge", "field", this.field, "version", this.version.text());
        }

    }

    /** {@code timestamp_gt}: the error happened after this time. */
    record SeenAfter(Instant timestamp) implements Single {

        @Override
        public boolean isMetBy(SeenReport report) {
            return report.occurredAt().isAfter(this.timestamp);
        }

        @Override
        public Set<String> fields() {
            return Set.of();
        }

        @Override
        public Map<String, Object> plain() {
            return spelt("timestamp_gt", "timestamp", this.timestamp.toString());
        }

    }

    /** {@code regular_expression}: the pattern is found anywhere in the value. */
    record Matches(String field, Pattern pattern) implements Single {

        @Override
        public boolean isMetBy(SeenReport report) {
            var value = report.attributes().get(this.field);
            return value != null && this.pattern.matcher(value).find();
        }

        @Override
        public Set<String> fields() {
            return Set.of(this.field);
        }

        @Override
        public Map<String, Object> plain() {
            return spelt("regular_expression", "field", this.field, "pattern", this.pattern.pattern());
        }

    }

    /** {@code and}: one report meets all of them. */
    record All(List<Single> children) implements Until {

        public All {
            children = List.copyOf(children);
            if (children.isEmpty()) {
                throw new IllegalArgumentException("every report would meet it");
            }
        }

        @Override
        public boolean isMetBy(SeenReport report) {
            return this.children.stream().allMatch((child) -> child.isMetBy(report));
        }

        @Override
        public Set<String> fields() {
            return this.children.stream().flatMap((child) -> child.fields().stream()).collect(Collectors.toSet());
        }

        @Override
        public Map<String, Object> plain() {
            return spelt("and", "children", this.children.stream().map(Until::plain).toList());
        }

    }

    private static boolean isVersion(SeenReport report, String field, Predicate<Version> wanted) {
        return Optional.ofNullable(report.attributes().get(field)).flatMap(Version::of).filter(wanted).isPresent();
    }

    private static Map<String, Object> spelt(String type, Object... namesAndValues) {
        var plain = new LinkedHashMap<String, Object>();
        plain.put("type", type);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            plain.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return plain;
    }

}
