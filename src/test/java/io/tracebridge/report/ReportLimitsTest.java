package io.tracebridge.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What is passed over, cut or refused, so that any report can be stored. */
class ReportLimitsTest {

    @ParameterizedTest
    @ValueSource(strings = { "{'attributes': [1], 'threads': 'none', 'classifiers': {'a': 1}, 'annotations': 5}",
            "{'threads': [[]], 'callstack': [], 'mainThread': {}, 'sourceCode': 'x', 'uuid': []}",
            "{'threads': {'main': {'stack': {'0': {'funcName': 'f'}}}}, 'attributes': null, 'lang': {}}",
            "{'threads': {'main': null}, 'callstack': {'frames': 'f'}, 'classifiers': [[['x']]], 'timestamp': {}}" })
    void valuesOfTheWrongTypeArePassedOver(String json) {
        Report report = Reports.read(json);

        assertThat(report.stack()).isEmpty();
        assertThat(report.attributes()).isEmpty();
        assertThat(report.classifiers()).isEmpty();
        assertThat(report.language()).isEmpty();
        assertThat(report.occurredAt()).isEqualTo(Reports.RECEIVED);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            {} | an empty object
            {'level': 'error', 'msg': 'x'} | an object with the keys [level, msg]
            {'body': {'level': 'error'}} | an object with the keys [body]""")
    void whatIsNoReportIsRefusedInWordsThatSayWhatIsOne(String json, String found) {
        assertThatExceptionOfType(MalformedReportException.class).isThrownBy(() -> Reports.read(json))
            .withMessageContaining("found " + found)
            .withMessageContaining("a report is a JSON object")
            .withMessageContaining("threads, callstack, classifiers, attributes");
    }

    @Test
    void nothingAtAllIsRefused() {
        assertThatExceptionOfType(MalformedReportException.class)
            .isThrownBy(() -> Reports.read((Map<String, Object>) null))
            .withMessageContaining("found nothing");
    }

    @Test
    void everythingIsBounded() {
        String character = "\uD83D\uDE00";
        var attributes = new LinkedHashMap<String, Object>();
        attributes.put("value", character.repeat(AttributeReader.MAX_VALUE_LENGTH + 1));
        attributes.put("n".repeat(AttributeReader.MAX_NAME_LENGTH), "kept");
        attributes.put("n".repeat(AttributeReader.MAX_NAME_LENGTH + 1), "dropped");
        IntStream.range(0, 2 * AttributeReader.MAX_ATTRIBUTES).forEach((i) -> attributes.put("a" + i, i));
        var json = new HashMap<String, Object>();
        json.put("attributes", attributes);
        json.put("lang", "x".repeat(1000));
        json.put("classifiers",
                Collections.nCopies(100, character.repeat(ReportReader.MAX_CLASSIFIER_LENGTH) + "dropped"));
        json.put("threads", Map.of("main", Map.of("stack",
                Collections.nCopies(100_000, Map.of("funcName", "f".repeat(2000), "library", "m".repeat(2000))))));

        Report report = Reports.read(json);

        assertThat(report.attributes()).hasSize(AttributeReader.MAX_ATTRIBUTES)
            .containsEntry("value", character.repeat(AttributeReader.MAX_VALUE_LENGTH))
            .containsValue("kept")
            .doesNotContainValue("dropped");
        assertThat(report.language()).hasSize(ReportReader.MAX_LANGUAGE_LENGTH);
        assertThat(report.classifiers()).hasSize(ReportReader.MAX_CLASSIFIERS)
            .containsOnly(character.repeat(ReportReader.MAX_CLASSIFIER_LENGTH));
        assertThat(report.stack()).hasSize(StackReader.MAX_FRAMES)
            .containsOnly(
                    new Frame("f".repeat(StackReader.MAX_NAME_LENGTH), "m".repeat(StackReader.MAX_NAME_LENGTH), 0));
    }

    @Test
    void hostileTextIsStorableEverywhere() {
        var json = new HashMap<String, Object>();
        for (String key : List.of("lang", "classifiers", "uuid", "mainThread", "x\0")) {
            json.put(key, "a\0b\uD800");
        }
        json.put("attributes", Map.of("n\0", "v\0", "ok", "\uDC00"));
        json.put("threads", Map.of("t\0", Map.of("stack", new ArrayList<>(List.of("f\0@m\uD800:1")))));

        Report report = ReportReader.read(json, Map.of("q\0", "\0"), Set.of(), Reports.RECEIVED);

        assertThat(report.toString()).doesNotContain("\0").isEqualTo(Text.storable(report.toString()));
        assertThat(report.attributes()).containsEntry("n\uFFFD", "v\uFFFD").containsEntry("q\uFFFD", "\uFFFD");
        assertThat(report.stack()).containsExactly(new Frame("f\uFFFD", "m\uFFFD", 1));
    }

}
