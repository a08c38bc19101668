package io.tracebridge.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Reports without a stack are grouped by the shape of their messages. */
class MessageFingerprintTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            order 4711 is missing                   | order 42 is missing
            took 1,234.5 ms                         | took 7 ms
            at 0x7ffd12 in thread                   | at 0x11 in thread
            object deadbeef01 gone                  | object 12345678 gone
            48fb1999-6d94-4df0-820d-075a0ed1cf01 ?  | c12de2ae-f7dc-4d15-902b-dab4a1f0e15b ?
            no file '/etc/a b.conf' there           | no file '' there
            no key "total"                          | no key "a \u00fc b"
            no file /srv/shop/a.conf!               | no file /etc/b/c/d.conf!
            open C:\\shop\\a.conf                   | open D:\\b.conf
            GET https://a.example/x?y=1 failed      | GET http://127.0.0.1:80/ failed
            host 10.0.0.1:8080 down                 | host 192.168.17.4:9 down
            two   spaces\there                      | two spaces here
            can't find user 1                       | can't find user 2""")
    void withoutAStackMessagesOfTheSameShapeAreOneGroup(String message, String other) {
        assertThat(Reports.fingerprint(Reports.withMessage("E", message)))
            .isEqualTo(Reports.fingerprint(Reports.withMessage("E", other)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            order is missing | order is late
            can't find user  | can't open file
            and/or           | and
            no user          | no 'user'""")
    void withoutAStackMessagesOfOtherShapesAreOtherGroups(String message, String other) {
        assertThat(Reports.fingerprint(Reports.withMessage("E", message)))
            .isNotEqualTo(Reports.fingerprint(Reports.withMessage("E", other)));
    }

    @Test
    void withoutAStackTheClassifierMatters() {
        assertThat(Reports.fingerprint(Reports.withMessage("KeyError", "x")))
            .isNotEqualTo(Reports.fingerprint(Reports.withMessage("ValueError", "x")));
    }

    @Test
    void onlyTheFirstLineOfAMessageMatters() {
        assertThat(Reports.fingerprint(Reports.withMessage("E", "\n failed:\n details of one kind")))
            .isEqualTo(Reports.fingerprint(Reports.withMessage("E", "failed:\r\nother details")));
    }

    @Test
    void bareAddressesAreAsGoodAsNoStack() {
        var one = Map.of("classifiers", "SIGSEGV", "callstack", Map.of("frames", List.of("0x7ffd1234", "0x7ffd5678")));
        var two = Map.of("classifiers", "SIGSEGV", "callstack", Map.of("frames", List.of("0x55551234")));
        var three = Map.of("classifiers", "SIGABRT", "callstack", Map.of("frames", List.of("0x55551234")));

        assertThat(Reports.fingerprint(Reports.read(new HashMap<>(one))))
            .isEqualTo(Reports.fingerprint(Reports.read(new HashMap<>(two))))
            .isNotEqualTo(Reports.fingerprint(Reports.read(new HashMap<>(three))));
    }

    @Test
    void aReportThatSaysNothingStillHasAGroupButNotTheAllZeroOne() {
        Grouping grouping = Fingerprinter.group(Reports.read("{'attributes': {}}"));

        assertThat(grouping.fingerprint().hex()).isNotEqualTo("0".repeat(64));
        assertThat(grouping.frames()).isEmpty();
    }

}
