package io.tracebridge.report;

import java.nio.charset.StandardCharsets;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TextTest {

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', textBlock = """
            plain            | plain        | leaves ordinary text alone
            gr\u00fc\u00df dich | gr\u00fc\u00df dich | leaves other alphabets alone
            \uD83D\uDE00 hi  | \uD83D\uDE00 hi | leaves whole characters beyond the basic plane alone
            a\0b             | a\uFFFDb     | replaces NUL
            a\uD83Db         | a\uFFFDb     | replaces a first half without a second
            a\uDE00b         | a\uFFFDb     | replaces a second half without a first
            \uDE00\uD83D     | \uFFFD\uFFFD | replaces halves in the wrong order
            end\uD83D        | end\uFFFD    | replaces a half at the end
            \uD83D\uD83D\uDE00 | \uFFFD\uD83D\uDE00 | replaces a half before a whole character""")
    void storableText(String text, String storable, String rule) {
        assertThat(Text.storable(text)).as(rule).isEqualTo(storable);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock = """
                    abcdef, 3, abc, ab…
                    abc, 3, abc, abc
                    abc, 9, abc, abc
                    \uD83D\uDE00\uD83D\uDE00\uD83D\uDE00, 2, \uD83D\uDE00\uD83D\uDE00, \uD83D\uDE00…
                    \uD83D\uDE00\uD83D\uDE00\uD83D\uDE00, 3, \uD83D\uDE00\uD83D\uDE00\uD83D\uDE00, \uD83D\uDE00\uD83D\uDE00\uD83D\uDE00""")
    void cutsByCodePoint(String text, int max, String cut, String shortened) {
        assertThat(Text.cut(text, max)).isEqualTo(cut);
        assertThat(Text.shorten(text, max)).isEqualTo(shortened);
    }

    @Property
    void whatIsStorableSurvivesUtf8(@ForAll @CharRange(from = '\0', to = '\uFFFF') String text) {
        String storable = Text.storable(text);

        var bytes = storable.getBytes(StandardCharsets.UTF_8);
        assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(storable);
        assertThat(storable).doesNotContain("\0");
        assertThat(Text.storable(storable)).isEqualTo(storable);
    }

    @Property
    void aCutTextIsABeginningOfWholeCharacters(@ForAll String text, @ForAll @IntRange(max = 50) int max) {
        String whole = Text.storable(text);
        String cut = Text.cut(whole, max);

        assertThat(whole).startsWith(cut);
        assertThat(cut.codePointCount(0, cut.length()))
            .isEqualTo(Math.min(max, whole.codePointCount(0, whole.length())));
        assertThat(Text.storable(cut)).isEqualTo(cut);
    }

}
