package io.tracebridge.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ScrubberTest {

    private final Scrubber scrubber = new Scrubber(Set.of("Password", " credit.card "));

    @ParameterizedTest
    @ValueSource(strings = { "Environment Variables", "environment variables", "ENVIRONMENT_VARIABLES",
            "environmentVariables", "env-vars", "process.env", "environment", "Environment", "env", "environ" })
    void environmentVariablesGoWhateverTheSdkCallsThem(String name) {
        Map<String, Object> report = Map.of("annotations", Map.of(name, Map.of("HOME", "/root"), "kept", 1));

        assertThat(this.scrubber.scrub(report)).isEqualTo(Map.of("annotations", Map.of("kept", 1)));
    }

    @Test
    void environmentVariablesGoWhereverTheyStand() {
        var report = Reports.json("""
                {'Environment Variables': ['A=1'], 'annotations': {'Environment Variables': 'A=1'},
                 'report': {'inner': [{'environment_variables': {'A': '1'}, 'x': 1}]}}""");

        assertThat(this.scrubber.scrub(report))
            .isEqualTo(Reports.json("{'annotations': {}, 'report': {'inner': [{'x': 1}]}}"));
    }

    @Test
    void anAttributeThatNamesTheEnvironmentStays() {
        var report = Reports.json("{'attributes': {'environment': 'production', 'env': 'eu-1'}}");

        assertThat(this.scrubber.scrub(report)).isEqualTo(report);
    }

    @Test
    void theProjectsNamesGoInAnyCaseAtAnyDepthWithAllTheyHold() {
        var report = Reports.json("""
                {'attributes': {'PASSWORD': 'x', 'Credit.Card': 4, 'passwords': 'stays'},
                 'annotations': {'list': [[{'password': {'deep': 1}}, 2]]}, 'password': null}""");

        assertThat(this.scrubber.scrub(report)).isEqualTo(Reports.json("""
                {'attributes': {'passwords': 'stays'}, 'annotations': {'list': [[{}, 2]]}}"""));
    }

    @Test
    void queryParametersAreScrubbedToo() {
        var values = Map.of("passWord", "x", "Environment Variables", "A=1", "version", "1\0", "environment", "test");

        assertThat(this.scrubber.scrubText(values)).isEqualTo(Map.of("version", "1\uFFFD", "environment", "test"));
    }

    @Test
    void everyTextOfTheTreeBecomesStorable() {
        var report = new HashMap<String, Object>();
        report.put("na\0me", List.of("va\0lue", Map.of("k", "\uD800")));
        report.put("nothing", null);

        var expected = new HashMap<String, Object>();
        expected.put("na\uFFFDme", List.of("va\uFFFDlue", Map.of("k", "\uFFFD")));
        expected.put("nothing", null);
        assertThat(this.scrubber.scrub(report)).isEqualTo(expected);
    }

    @Test
    void theGivenTreeIsLeftAsItWas() {
        var report = Reports.json("{'attributes': {'password': 'x'}}");

        this.scrubber.scrub(report);

        assertThat(report).isEqualTo(Reports.json("{'attributes': {'password': 'x'}}"));
    }

    @Test
    void nestingBeyondTheLimitIsCutOffInsteadOfOverflowingTheStack() {
        Object nested = "core";
        for (int i = 0; i < 100_000; i++) {
            nested = (i % 2 == 0) ? Map.of("a", nested) : new ArrayList<>(List.of(nested));
        }

        Object value = this.scrubber.scrub(Map.of("top", nested));
        int depth = 0;
        while (!(value instanceof String)) {
            value = (value instanceof Map<?, ?> map) ? map.values().iterator().next() : ((List<?>) value).getFirst();
            depth++;
        }
        assertThat(value).isEqualTo(Scrubber.TOO_DEEP);
        assertThat(depth).isEqualTo(Scrubber.MAX_DEPTH);
    }

    @Test
    void nestingUpToTheLimitIsKept() {
        Object nested = "core";
        for (int i = 0; i < Scrubber.MAX_DEPTH - 1; i++) {
            nested = List.of(nested);
        }
        var report = Map.of("top", nested);

        assertThat(this.scrubber.scrub(report)).isEqualTo(report);
    }

}
