package io.tracebridge.web.page.group;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tracebridge.web.page.Show;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Conditions read as people say them. */
class UntilWordsTest {

    private final UntilWords words = new UntilWords(new ObjectMapper(), new Show());

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~',
            textBlock = """
                    [{"type": "version_gt", "field": "version", "version": "1.4.2"}] | version is later than 1.4.2
                    [{"type": "version_ge", "field": "version", "version": "2"}] | version is 2 or later
                    [{"type": "timestamp_gt", "timestamp": 1}] | it is seen again
                    {"type": "timestamp_gt", "timestamp": "2026-05-06T07:08:09Z"} | it is seen after 2026-05-06 07:08 UTC
                    [{"type": "regular_expression", "field": "env", "pattern": "^prod"}] | env matches "^prod"
                    [{"type": "and", "children": [{"type": "version_ge", "field": "v", "version": "2"}, {"type": "regular_expression", "field": "env", "pattern": "x"}]}] | v is 2 or later and env matches "x"
                    [{"type": "timestamp_gt", "timestamp": 1}, {"type": "version_gt", "field": "v", "version": "3"}] | it is seen again, or v is later than 3
                    [{"type": "moon_phase"}] | a condition is met that this version does not know
                    """)
    void aConditionHasItsWords(String stored, String said) {
        assertThat(this.words.ofStored(stored)).isEqualTo(said);
    }

}
