package io.tracebridge.report;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/** What becomes an attribute of a report, and whose value wins. */
class ReportAttributesTest {

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            ['A', 'B'] | A,B
            'A' | A
            [' A ', '', null, {}, ['x'], 5] | A,5
            {} | ``
            null | ``""")
    void classifiersAreAListOrASingleText(String classifiers, String expected) {
        assertThat(String.join(",", Reports.read("{'classifiers': " + classifiers + "}").classifiers()))
            .isEqualTo(expected);
    }

    @Test
    void everyScalarIsAnAttributeAndNothingElse() {
        Report report = Reports.read("""
                {'attributes': {'text': 'x', 'empty': '', 'int': -3, 'long': 6320816128, 'decimal': 0.25, 'whole': 3.0,
                  'flag': false, 'none': null, 'list': [1], 'object': {'a': 1}, '': 'nameless', ' ': 'nameless'}}""");

        assertThat(report.attributes()).containsOnly(entry("text", "x"), entry("empty", ""), entry("int", "-3"),
                entry("long", "6320816128"), entry("decimal", "0.25"), entry("whole", "3.0"), entry("flag", "false"));
    }

    @Test
    void numbersReadAsTheyStandInJson() {
        var numbers = new LinkedHashMap<String, Object>();
        numbers.put("double", 1795367298.37);
        numbers.put("small", 1e-7);
        numbers.put("huge", new BigDecimal("1e999999999"));
        numbers.put("big", BigInteger.TWO.pow(80));
        numbers.put("bigger", BigInteger.ONE.shiftLeft(1_000_000));
        numbers.put("notANumber", Double.NaN);

        assertThat(Reports.read(Map.of("attributes", numbers)).attributes()).containsOnly(
                entry("double", "1795367298.37"), entry("small", "0.00000010"), entry("huge", "1E+999999999"),
                entry("big", "1208925819614629174706176"));
    }

    @Test
    void attributesWinOverAnnotationsWinOverQueryParametersWinOverWhatIsDerived() {
        var json = Reports
            .json("""
                    {'lang': 'java', 'attributes': {'a': 'attribute'}, 'annotations': {'a': 'annotation', 'b': 'annotation'}}""");

        Report report = ReportReader.read(json, Map.of("a", "query", "b", "query", "c", "query", "lang.name", "query"),
                Set.of(), Reports.RECEIVED);

        assertThat(report.attributes()).containsOnly(entry("a", "attribute"), entry("b", "annotation"),
                entry("c", "query"), entry("lang.name", "query"));
    }

    @Test
    void scrubbingComesBeforeEverythingElse() {
        var json = Reports.json("""
                {'lang': 'java', 'langVersion': '21', 'classifiers': ['Secret'], 'fingerprint': 'x',
                 'attributes': {'PassWord': 'x', 'kept': 1}, 'annotations': {'password': 'x'}}""");

        Report report = ReportReader.read(json, Map.of("password", "x"),
                Set.of("password", "classifiers", "lang.version", "fingerprint"), Reports.RECEIVED);

        assertThat(report.classifiers()).isEmpty();
        assertThat(report.attributes()).containsOnly(entry("kept", "1"), entry("lang.name", "java"));
        assertThat(report.body()).containsOnlyKeys("lang", "langVersion", "attributes", "annotations");
    }

}
