package io.tracebridge.triage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import com.google.re2j.Pattern;

/**
 * What ends a resolved or muted state: a condition that a later report meets. Several
 * conditions of a group are alternatives. A report that lacks the attribute never meets a
 * condition on it.
 */
public sealed interface Until {

    boolean isMetBy(SeenReport report);

    /** Attributes that it looks at. */
    Set<String> fields();

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

    }

    private static boolean isVersion(SeenReport report, String field, Predicate<Version> wanted) {
        return Optional.ofNullable(report.attributes().get(field)).flatMap(Version::of).filter(wanted).isPresent();
    }

}
