package io.tracebridge.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import java.util.Optional;

import io.tracebridge.intake.Target.Late;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {

    private static final Route QUERY = new Route(Optional.empty(), Optional.empty());

    @Test
    void readsTheQueryOfAnEndpoint() {
        var target = Target.of(QUERY,
                "format=json&token=abc&_mod_duplicate=3&_mod_sync=1&build%20type=a%26b&flag&empty=");

        assertThat(target).isEqualTo(
                new Target("abc", true, 3, Optional.empty(), Map.of("build type", "a&b", "flag", "", "empty", "")));
    }

    @Test
    void takesAFormatForGrantedAndATokenForMissing() {
        assertThat(Target.of(QUERY, null)).isEqualTo(new Target("", false, 1, Optional.empty(), Map.of()));
    }

    @Test
    void passesOnAttributesThatChangeTheGrouping() {
        assertThat(Target.of(QUERY, "_mod_factor=x&_mod_fingerprint=y&_mod_log=1").attributes())
            .isEqualTo(Map.of("_mod_factor", "x", "_mod_fingerprint", "y"));
    }

    @Test
    void readsAnAttachmentSentLater() {
        assertThat(
                Target.of(new Route(Optional.of("abc"), Optional.of("json")), "object=1f&attachment_name=a.log").late())
            .contains(new Late("1f", "a.log"));
    }

    @ParameterizedTest
    @CsvSource({ "sync=true, true", "sync=false, false", "_mod_sync=, true", "_mod_sync=anything, true", "x=1, false" })
    void knowsBothWaysToAskForMore(String query, boolean sync) {
        assertThat(Target.of(QUERY, query).sync()).isEqualTo(sync);
    }

    @ParameterizedTest
    @CsvSource({ "0, 1", "1, 1", "2, 2", "1000000, 1000000" })
    void countsWhatAReportStandsFor(String duplicates, long weight) {
        assertThat(Target.of(QUERY, "_mod_duplicate=" + duplicates).weight()).isEqualTo(weight);
    }

    @ParameterizedTest
    @ValueSource(strings = { "_mod_duplicate=-1", "_mod_duplicate=many", "_mod_duplicate=1000001", "_mod_duplicate=",
            "name=%zz", "format=minidump", "format=btt", "format=%0d%0aSet-Cookie:x" })
    void refusesWhatHasNoSense(String query) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> Target.of(QUERY, query)).satisfies((refusal) -> {
            assertThat(refusal.status()).isEqualTo(400);
            assertThat(refusal.getMessage()).doesNotContain("\r", "\n");
        });
    }

}
