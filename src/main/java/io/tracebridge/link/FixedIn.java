package io.tracebridge.link;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.tracebridge.report.Version;
import io.tracebridge.triage.Until;

/**
 * Which version a resolved issue is fixed in, for each of its groups: they may be of
 * different kinds, and read the same names differently.
 *
 * @param attribute carries the version of a report
 * @param versions by group; a group that is absent was not found out about
 * @param otherwise what is said where there is no version
 */
record FixedIn(String attribute, Map<Long, Optional<Version>> versions, String otherwise) {

    FixedIn {
        versions = Map.copyOf(versions);
    }

    /** The tracker did not say, in its words. */
    static FixedIn unknown(String attribute, String words) {
        return new FixedIn(attribute, Map.of(), words);
    }

    Optional<Version> version(long group) {
        return this.versions.getOrDefault(group, Optional.empty());
    }

    /** The conditions of a group that is resolved so. */
    List<Until> until(long group) {
        return until(version(group));
    }

    List<Until> until(Optional<Version> version) {
        return version.<List<Until>>map((fixed) -> List.of(new Until.VersionGreater(this.attribute, fixed)))
            .orElse(List.of());
    }

    String words(long group) {
        return version(group).map(this::words).orElse(this.otherwise);
    }

    /** Of all groups together. */
    String words() {
        var fixed = this.versions.values().stream().flatMap(Optional::stream).distinct().sorted().toList();
        return fixed.isEmpty() ? this.otherwise : fixed.stream().map(this::words).collect(Collectors.joining("; "));
    }

    private String words(Version version) {
        return "it is fixed in " + version + ": resolved until " + this.attribute + " is later";
    }

}
