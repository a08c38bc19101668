package io.tracebridge.triage;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tracebridge.project.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Which report ends a resolved or muted state, and how people write that down. */
class UntilTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Instant NEW_YEAR = Instant.ofEpochSecond(1767225600);

    private static final String AND = "{\"type\": \"and\", \"children\": [%s]}";

    private static final String VERSION = "{\"type\": \"version_gt\", \"field\": \"version\", \"version\": \"1.4\"}";

    @ParameterizedTest
    @CsvSource({ "version_gt, 1.4.1, false", "version_gt, 1.4.2, false", "version_gt, v1.4.2.0+7, false",
            "version_gt, 1.4.2.1, true", "version_gt, 1.5.0-beta, true", "version_gt, 1.10, true",
            "version_gt, 1.4.2-rc.1, false", "version_gt, newest, false", "version_gt, '', false",
            "version_gt, , false", "version_ge, 1.4.1, false", "version_ge, 1.4.2, true",
            "version_ge, 1.4.2-rc.1, false", "version_ge, 1.4.3, true", "version_ge, newest, false",
            "version_ge, , false" })
    void aVersionConditionLooksAtTheVersionThatTheReportCarries(String type, String seen, boolean met) {
        var condition = "{\"type\": \"%s\", \"field\": \"app.version\", \"version\": \"1.4.2\"}".formatted(type);

        assertThat(isMet(condition, report("app.version", seen))).isEqualTo(met);
        assertThat(isMet(condition, report("version", "9"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({ "PT0S, false", "PT0.001S, true", "-PT0.001S, false", "PT24H, true", "-PT24H, false" })
    void aTimeConditionLooksAtWhenTheErrorHappened(Duration later, boolean met) {
        var report = new SeenReport(NEW_YEAR.plus(later), Map.of());

        for (var time : List.of("1767225600", "\"2026-01-01T00:00:00Z\"", "\"2026-01-01T02:00:00+02:00\"")) {
            assertThat(isMet("{\"type\": \"timestamp_gt\", \"timestamp\": " + time + "}", report)).isEqualTo(met);
        }
        assertThat(isMet("{\"type\": \"timestamp_gt\", \"timestamp\": 1}", report)).as("seen again").isTrue();
    }

    @ParameterizedTest
    @CsvSource({ "stable, stable, true", "stable, unstable build, true", "^stable$, unstable, false",
            "STABLE, stable, false", "(?i)STABLE, stable, true", "'', stable, true", "'', , false", ".*, , false" })
    void aPatternIsFoundAnywhereInTheValue(String pattern, String seen, boolean met) {
        var condition = "{\"type\": \"regular_expression\", \"field\": \"build\", \"pattern\": \"%s\"}"
            .formatted(pattern);

        assertThat(isMet(condition, report("build", seen))).isEqualTo(met);
    }

    @ParameterizedTest
    @CsvSource({ "1.5, stable, true", "1.5, nightly, false", "1.4, stable, false", "1.4, nightly, false" })
    void andWantsAllOfOneReport(String version, String build, boolean met) {
        var and = AND
            .formatted(VERSION + ", {\"type\": \"regular_expression\", \"field\": \"build\", \"pattern\": \"stable\"}");

        assertThat(isMet(and, new SeenReport(NEW_YEAR, Map.of("version", version, "build", build)))).isEqualTo(met);
    }

    @Test
    void aListIsMetByTheFirstOfItsConditionsThatIs() {
        var conditions = read(
                "[%s, {\"type\": \"timestamp_gt\", \"timestamp\": 1}, {\"type\": \"timestamp_gt\", \"timestamp\": 2}]"
                    .formatted(VERSION));

        assertThat(Until.firstMet(conditions, report("version", "1.5"))).contains(conditions.get(0));
        assertThat(Until.firstMet(conditions, report("version", "1.3"))).contains(conditions.get(1));
        assertThat(Until.firstMet(List.of(), report("version", "1.5"))).isEmpty();
    }

    @Test
    void conditionsAreWrittenAsTheyAreRead() throws JsonProcessingException {
        var json = "[" + VERSION + ", {\"type\": \"version_ge\", \"field\": \"a\", \"version\": \"v2\"}, "
                + "{\"type\": \"timestamp_gt\", \"timestamp\": \"2026-01-01T00:00:00Z\"}, "
                + AND.formatted("{\"type\": \"regular_expression\", \"field\": \"b\", \"pattern\": \"^\\\\d$\"}") + "]";

        assertThat(JSON.readTree(JSON.writeValueAsString(UntilJson.plain(read(json))))).isEqualTo(JSON.readTree(json));
        assertThat(read(JSON.writeValueAsString(UntilJson.plain(read(json))))).isEqualTo(read(json));
        assertThat(read("null")).isEmpty();
        assertThat(read("[]")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    {}                                                              | until                 | must be a list
                    "seen again"                                                    | until                 | must be a list
                    [1]                                                             | until[0]              | must be an object
                    [null]                                                          | until[0]              | must be an object
                    [{}]                                                            | until[0].type         | must be one of version_gt, version_ge
                    [{"type": "version_lt"}]                                        | until[0].type         | timestamp_gt, regular_expression, and
                    [{"type": ["and"]}]                                             | until[0].type         | must be one of
                    [{"type": "version_gt", "version": "1"}]                        | until[0].field        | must name a defined attribute
                    [{"type": "version_gt", "field": 7, "version": "1"}]            | until[0].field        | must name a defined attribute
                    [{"type": "version_gt", "field": "v"}]                          | until[0].version      | must be a text
                    [{"type": "version_gt", "field": "v", "version": 1.4}]          | until[0].version      | must be a text such as "1.4.2"
                    [{"type": "version_ge", "field": "v", "version": "next"}]       | until[0].version      | must be a version
                    [{"type": "version_gt", "field": "v", "value": "1"}]            | until[0].value        | known here are field, type, version
                    [{"type": "timestamp_gt"}]                                      | until[0].timestamp    | seconds since 1970
                    [{"type": "timestamp_gt", "timestamp": "tomorrow"}]             | until[0].timestamp    | 2026-01-01T00:00:00Z
                    [{"type": "timestamp_gt", "timestamp": -1}]                     | until[0].timestamp    | must be a time
                    [{"type": "timestamp_gt", "timestamp": 1767225600000}]          | until[0].timestamp    | seconds since 1970
                    [{"type": "timestamp_gt", "timestamp": 1e400}]                  | until[0].timestamp    | must be a time
                    [{"type": "timestamp_gt", "timestamp": 99999999999999999999}]   | until[0].timestamp    | must be a time
                    [{"type": "timestamp_gt", "timestamp": 1, "field": "t"}]        | until[0].field        | known here are timestamp, type
                    [{"type": "regular_expression", "field": "b"}]                  | until[0].pattern      | must be a text
                    [{"type": "regular_expression", "field": "b", "pattern": "("}]  | until[0].pattern      | RE2 syntax
                    [{"type": "regular_expression", "field": "b", "pattern": "(?=a)"}]          | until[0].pattern | RE2 syntax
                    [{"type": "regular_expression", "field": "b", "pattern": "a\\u0000"}]       | until[0].pattern | must be a text
                    [{"type": "regular_expression", "field": "b", "pattern": "a\\ud800"}]       | until[0].pattern | must be a text
                    [{"type": "regular_expression", "field": "b", "pattern": "((a{99}){99}){99}"}] | until[0].pattern | too many steps
                    [{"type": "and"}]                                               | until[0].children     | at least one
                    [{"type": "and", "children": []}]                               | until[0].children     | at least one
                    [{"type": "and", "children": {}}]                               | until[0].children     | at least one
                    [{"type": "and", "children": [{"type": "and", "children": []}]}]            | until[0].children[0].type | within another
                    [{"type": "and", "children": [{"type": "timestamp_gt", "timestamp": ""}]}]  | until[0].children[0].timestamp | must be a time
                    [{"type": "timestamp_gt", "timestamp": 1}, {"type": "or"}]      | until[1].type         | must be one of
                    """)
    void badConditionsNameThePlaceAndWhatWouldBeRight(String json, String field, String right) {
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> read(json))
            .withMessageContaining(right)
            .satisfies((ex) -> assertThat(ex.field()).isEqualTo(field));
    }

    @Test
    void conditionsAndPatternsAreBounded() {
        assertThat(read(list(20, VERSION))).hasSize(20);
        assertThat(read(list(1, AND.formatted(String.join(",", Collections.nCopies(20, VERSION)))))).hasSize(1);
        for (var tooMany : List.of(list(21, VERSION), list(11, AND.formatted(VERSION + "," + VERSION)),
                list(1, AND.formatted(String.join(",", Collections.nCopies(21, VERSION)))))) {
            assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> read(tooMany))
                .withMessageContaining("at most 20");
        }
        var pattern = "[{\"type\": \"regular_expression\", \"field\": \"b\", \"pattern\": \"%s\"}]";
        assertThat(read(pattern.formatted("a".repeat(1000)))).hasSize(1);
        assertThatExceptionOfType(InvalidInputException.class)
            .isThrownBy(() -> read(pattern.formatted("a".repeat(1001))))
            .withMessageContaining("at most 1000");
    }

    @ParameterizedTest
    @ValueSource(strings = { "(a+)+$", "(a|aa)*b", "(.*a){25}", "^(([a-z])+.)+[A-Z]([a-z])+$" })
    @Timeout(value = 5, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void noPatternStallsOnAnyValue(String pattern) {
        var condition = "{\"type\": \"regular_expression\", \"field\": \"b\", \"pattern\": \"%s\"}".formatted(pattern);

        assertThat(isMet(condition, report("b", "a".repeat(20_000) + "!"))).isIn(true, false);
    }

    private static String list(int times, String condition) {
        return "[" + String.join(",", Collections.nCopies(times, condition)) + "]";
    }

    private static boolean isMet(String condition, SeenReport report) {
        return Until.firstMet(read("[" + condition + "]"), report).isPresent();
    }

    private static SeenReport report(String field, String value) {
        return new SeenReport(NEW_YEAR, (value != null) ? Map.of(field, value) : Map.of());
    }

    private static List<Until> read(String json) {
        try {
            return UntilJson.read(JSON.readTree(json));
        }
        catch (JsonProcessingException ex) {
            throw new AssertionError(ex);
        }
    }

}
