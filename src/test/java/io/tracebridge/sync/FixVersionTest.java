package io.tracebridge.sync;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.tracebridge.report.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The version in what people call their versions. */
class FixVersionTest {

    @ParameterizedTest(name = "{0} of {1} is {2}")
    @CsvSource(delimiter = '|', value = {
            // the name is the version
            "''           | 1.2                 | 1.2", //
            "(.*)         | v2.0.1              | v2.0.1", //
            // the first group is
            "project-(.*) | project-1.2         | 1.2", //
            "project-(.*) | other-1.2           | none", //
            "^([0-9.]+)   | 1.4 (spring)        | 1.4", //
            "(?i)B-(.+)   | b-3                 | 3", //
            "(x)?-.*      | -1                  | none", //
            // without a group, what matches
            "[0-9.]+      | Release 1.4, spring | 1.4", //
            // names that are no version
            "''           | next                | none", //
            "project-(.*) | project-next        | none", //
            // several
            "''           | 1.9,1.10,1.2        | 1.10", //
            "''           | 2.0-rc.1,2.0        | 2.0", //
            "project-(.*) | other-9,project-1.2 | 1.2", //
            "''           | next,1.1            | 1.1" })
    void isTheHighestThatReadsAsOne(String regex, String names, String version) {
        var fix = new FixVersion(FixVersion.extraction(regex), List.of());

        assertThat(fix.of(Arrays.asList(names.split(",")), (attribute) -> Optional.empty()).map(Version::text))
            .isEqualTo(Optional.of(version).filter((text) -> !text.equals("none")));
    }

    @Test
    void anIssueWithoutVersionsIsFixedInNone() {
        assertThat(
                new FixVersion(FixVersion.extraction(null), List.of()).of(List.of(), (attribute) -> Optional.empty()))
            .isEmpty();
    }

    @ParameterizedTest(name = "{0} on {1}: {2}")
    @CsvSource({ "android, stable, 2", "ios, stable, 3", "ios, beta, 3", "web, stable, 1", ", , 1" })
    void theFirstRowThatFitsTheGroupReadsTheName(String platform, String channel, String version) {
        var fix = new FixVersion(FixVersion.extraction("^([0-9]+)"),
                List.of(row("platform", "^android$", "android ([0-9]+)"), row("platform", "ios", "ios ([0-9]+)"),
                        row("channel", "beta", "beta ([0-9]+)")));
        var values = Map.of("platform", Optional.ofNullable(platform), "channel", Optional.ofNullable(channel));

        assertThat(fix.of(List.of("1, android 2, ios 3, beta 4"), values::get).map(Version::text)).contains(version);
    }

    private static FixVersion.Row row(String attribute, String matches, String regex) {
        return new FixVersion.Row(attribute, FixVersion.extraction(matches), FixVersion.extraction(regex));
    }

}
