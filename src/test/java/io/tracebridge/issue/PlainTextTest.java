package io.tracebridge.issue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PlainTextTest {

    @Test
    void cleanTextHasNoControlsNoDirectionMarksNoHalfCharacters() {
        assertThat(PlainText.clean("a\u0000\u0007b\u202ec\u2066d\ufeffe\ud83df\ufffeg\u001b")).isEqualTo("abcdefg");
    }

    @Test
    void cleanTextKeepsTabsEmojiAndAccents() {
        assertThat(PlainText.clean("\ta\ud83d\ude00e\u0301")).isEqualTo("\ta\ud83d\ude00e\u0301");
    }

    @Test
    void everyKindOfLineEndBecomesANewline() {
        assertThat(PlainText.clean("a\r\nb\rc\u0085d\u2028e\u2029f\ng")).isEqualTo("a\nb\nc\nd\ne\nf\ng");
    }

    @Test
    void oneLineHasSingleBlanksAndNoneAtTheEnds() {
        assertThat(PlainText.oneLine(" a \r\n\t b\u00a0\u2028c\u0000 ")).isEqualTo("a b c");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
            abcdef, 6, abcdef
            abcdef, 5, abcd…
            abc def, 5, abc…
            abcdef, 1, …
            """)
    void cuttingLeavesRoomForTheEllipsis(String text, int limit, String cut) {
        assertThat(PlainText.cut(text, limit)).isEqualTo(cut);
    }

    @Test
    void cuttingCountsCodePointsAndKeepsWhatPeopleSeeAsOneCharacterTogether() {
        String developer = "\ud83d\udc69\u200d\ud83d\udcbb";
        assertThat(PlainText.cut("\ud83d\ude00\ud83d\ude00", 2)).isEqualTo("\ud83d\ude00\ud83d\ude00");
        assertThat(PlainText.cut("ab" + developer + "cd", 5)).isEqualTo("ab…");
        assertThat(PlainText.cut("ab" + developer + "cd", 6)).isEqualTo("ab" + developer + "…");
        assertThat(PlainText.cut("abe\u0301x", 4)).isEqualTo("ab…");
    }

    @Test
    void aCharacterWithoutEndIsCutThrough() {
        assertThat(PlainText.cut("e" + "\u0301".repeat(500), 100)).hasSize(100).endsWith("…");
    }

    @Property
    void cutTextIsWithinItsLimitAndWellFormed(@ForAll String text, @ForAll @IntRange(min = 1, max = 40) int limit) {
        String cut = PlainText.cut(PlainText.clean(text), limit);
        assertThat(cut.codePointCount(0, cut.length())).isLessThanOrEqualTo(limit);
        assertThat(cut.codePoints().filter((point) -> Character.getType(point) == Character.SURROGATE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '\'', textBlock = """
            @admin, @|admin
            a@b.example, a@|b.example
            @@x, @|@|x
            #123, #|123
            see !1 and ~bug, see !|1 and ~|bug
            ~"two words", ~|"two words"
            GH-1, GH-|1
            ABC-123, ABC-|123
            [[Wiki]], [|[Wiki]]
            {{toc}}, {|{toc}}
            at 6dcb09b5b5781, at 6dcb09|b5b578|1
            https://x.example, https:|//x.example
            WWW.x.example, WWW|.x.example
            /close, |/close
            """)
    void defusedTextPointsAtNothing(String text, String defused) {
        assertThat(PlainText.defuse(text)).isEqualTo(defused.replace("|", PlainText.BREAK));
    }

    @Test
    void defusingFindsCommandsOnEveryLine() {
        assertThat(PlainText.defuse("fine\n  /close")).isEqualTo("fine\n" + PlainText.BREAK + "  /close");
    }

    @ParameterizedTest
    @ValueSource(strings = { "java.lang.NullPointerException", "at 12:30", "1234567890 reports", "100 %", "a / b",
            "x - 1", "deadbe", "C# and F#", "a, b; c!" })
    void ordinaryTextStaysAsItIs(String text) {
        assertThat(PlainText.defuse(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({ "@admin, @|admin", "x @admin., x @|admin.", "a@b.example, a@b.example", "#1 GH-1, #1 GH-1" })
    void inlineCodeLosesOnlyMentions(String code, String defused) {
        assertThat(PlainText.defuseInlineCode(code)).isEqualTo(defused.replace("|", PlainText.BREAK));
    }

}
