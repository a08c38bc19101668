package io.tracebridge.sync;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import com.google.re2j.Pattern;
import io.tracebridge.report.Version;
import io.tracebridge.rules.Regex;

/**
 * Finds the version that an issue is fixed in among what its tracker has as versions:
 * names that people gave, such as {@code project-1.2 (spring)}.
 *
 * @param regex takes the version out of a name
 * @param rows other expressions for groups of other kinds; the first that fits holds
 */
public record FixVersion(Pattern regex, List<Row> rows) {

    private static final String ALL_OF_IT = "(.*)";

    public FixVersion {
        rows = List.copyOf(rows);
    }

    /**
     * An expression that takes the version out of a name: by its first group, or by all
     * that it matches if it has none.
     * @param regex null or empty for the name as it is
     * @throws IllegalArgumentException that says, after the expression's name, what is
     * wrong with it
     */
    public static Pattern extraction(String regex) {
        return Regex.compile((regex == null || regex.isEmpty()) ? ALL_OF_IT : regex);
    }

    /**
     * @param names as the tracker has them, in any order
     * @param mostFrequent a group's most frequent value of an attribute
     * @return the highest version of those that read as one; empty for none
     */
    public Optional<Version> of(List<String> names, Function<String, Optional<String>> mostFrequent) {
        var extraction = this.rows.stream()
            .filter((row) -> mostFrequent.apply(row.attribute())
                .filter((value) -> row.matches().matcher(value).find())
                .isPresent())
            .findFirst()
            .map(Row::regex)
            .orElse(this.regex);
        return names.stream().flatMap((name) -> read(extraction, name).stream()).max(Comparator.naturalOrder());
    }

    private static Optional<Version> read(Pattern extraction, String name) {
        var found = extraction.matcher(name);
        if (!found.find()) {
            return Optional.empty();
        }
        return Optional.ofNullable(found.group((found.groupCount() > 0) ? 1 : 0)).flatMap(Version::of);
    }

    /**
     * @param matches must be found in the group's most frequent value of the attribute
     */
    public record Row(String attribute, Pattern matches, Pattern regex) {
    }

}
