package io.tracebridge.report;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Which version comes before which. */
class VersionTest {

    @ParameterizedTest
    @CsvSource({ "1.2.3, <, 1.2.4", "1.2.9, <, 1.2.10", "1.9, <, 1.10", "1.2, =, 1.2.0", "1, =, 1.0.0.0",
            "1.2, <, 1.2.0.1", "10, >, 9.9.9.9.9", "v1.2, =, 1.2", "V2, >, v1.99", "1.02, =, 1.2", "' 1.2 ', =, 1.2",
            // A pre-release comes before its release, and after the release before.
            "1.0.0-alpha, <, 1.0.0", "1.0.0-alpha, >, 0.9.9", "1.0-SNAPSHOT, <, 1.0.0",
            // The order of semver.org, 11.4.
            "1.0.0-alpha, <, 1.0.0-alpha.1", "1.0.0-alpha.1, <, 1.0.0-alpha.beta", "1.0.0-alpha.beta, <, 1.0.0-beta",
            "1.0.0-beta, <, 1.0.0-beta.2", "1.0.0-beta.2, <, 1.0.0-beta.11", "1.0.0-beta.11, <, 1.0.0-rc.1",
            "1.0.0-rc.1, <, 1.0.0", "1.0.0-2, <, 1.0.0-a", "1.0.0-a-b, =, 1.0.0-a-b",
            // Build metadata does not count.
            "1.0.0+1, =, 1.0.0+2", "1.0.0-rc.1+exp.5114f85, =, 1.0.0-rc.1", "1.0.0+build-7, =, 1.0.0",
            // Numbers of any size.
            "1.99999999999999999999999, >, 1.99999999999999999999998", "20260101, >, 20251231" })
    void versionsAreOrdered(String one, char order, String other) {
        var compared = version(one).compareTo(version(other));

        assertThat(Integer.signum(compared)).isEqualTo((order == '<') ? -1 : (order == '>') ? 1 : 0);
        assertThat(version(other).compareTo(version(one))).isEqualTo(-compared);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "v", "latest", "1.", ".1", "1..2", "1.x", "1.2.3.RELEASE", "1.2-", "1.2-a..b",
            "-1", "1,2", "1 2", "release-1.2", "1.2\n1.3", "١.٢", "1.2-ä", "0x10" })
    void whatIsNoVersionIsNone(String text) {
        assertThat(Version.of(text)).isEmpty();
    }

    @Test
    void aTextLongerThanAnyVersionIsNoneAndTakesNoTime() {
        assertThat(Version.of("1" + ".1".repeat(127) + "0")).isPresent();
        assertThat(Version.of("1" + ".1".repeat(128))).isEmpty();
        assertThat(Version.of("1.".repeat(1_000_000))).isEmpty();
    }

    @Test
    void aVersionIsShownAsItWasWritten() {
        assertThat(version("v1.02-rc.1+7")).hasToString("v1.02-rc.1+7");
    }

    private static Version version(String text) {
        return Version.of(text).orElseThrow();
    }

}
