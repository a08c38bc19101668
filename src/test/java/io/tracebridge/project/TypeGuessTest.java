package io.tracebridge.project;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/** Which type an attribute probably has, by its values. */
class TypeGuessTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            true                                              | BOOLEAN
            true; False;                                      | BOOLEAN
            true; 1                                           | STRING
            0                                                 | NUMBER
            0; -17; 3.25; 1e9                                 | NUMBER
            1795367298                                        | NUMBER
            1.5; 1.5.1                                        | VERSION
            2.4.0; 2.4.1-rc.1; v3.0; 10.0.19041.1             | VERSION
            1.2.3+build.7                                     | VERSION
            2026-05-04                                        | TIMESTAMP
            2026-05-04T03:02:01Z; 2026-05-04 03:02:01.123 +02:00 | TIMESTAMP
            2026-05-04T03:02                                  | TIMESTAMP
            4516042f-342d-4cbb-a8e0-59efdb512727              | UUID
            {4516042F-342D-4CBB-A8E0-59EFDB512727}            | UUID
            4516042f342d4cbba8e059efdb512727                  | STRING
            stable; nightly                                   | STRING
            2.4.0; nightly                                    | STRING
            12-34                                             | STRING
            1.                                                | STRING
            ''                                                | STRING
            """)
    void theNarrowestThatAllValuesFit(String values, Attribute.Type type) {
        assertThat(TypeGuess.of(Arrays.stream(values.split(";")).map(String::strip).toList())).isEqualTo(type);
    }

    @Test
    void nothingSeenIsText() {
        assertThat(TypeGuess.of(List.of())).isEqualTo(Attribute.Type.STRING);
    }

    @Test
    void aLongHostileValueIsNotSlow() {
        assertTimeoutPreemptively(Duration.ofSeconds(5),
                () -> assertThat(TypeGuess.of(List.of("1." + "1.".repeat(2_000) + "!", "1".repeat(4_000) + "x")))
                    .isEqualTo(Attribute.Type.STRING));
    }

}
