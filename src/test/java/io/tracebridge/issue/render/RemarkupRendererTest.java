package io.tracebridge.issue.render;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.tracebridge.issue.Document;
import io.tracebridge.issue.Document.Block;
import io.tracebridge.issue.Document.Bold;
import io.tracebridge.issue.Document.BulletList;
import io.tracebridge.issue.Document.Code;
import io.tracebridge.issue.Document.CodeBlock;
import io.tracebridge.issue.Document.Heading;
import io.tracebridge.issue.Document.LineBreak;
import io.tracebridge.issue.Document.Link;
import io.tracebridge.issue.Document.Paragraph;
import io.tracebridge.issue.Document.Table;
import io.tracebridge.issue.Document.Text;
import io.tracebridge.issue.HostileTexts;
import io.tracebridge.issue.PlainText;
import io.tracebridge.issue.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RemarkupRendererTest {

    private static final Limit WIDE = Limit.utf8Bytes(1_000_000);

    /** What the engine's other rules, read from its source, look for in text. */
    private static final List<Pattern> LIVE = Stream
        .of("(?<![\\w@])@[\\w.-]*[\\w-]", "(?<![#@-])\\B#(?!\\u200b)[^\\s.!,:;{}#\\u0001]*[^\\s\\d!,:;{}#\\u0001]",
                "(?<![#@-])\\b[A-Z][1-9]\\d*(?!\\w)", "(?<![#@-])\\br[A-Z]+:?[0-9a-f]",
                "(?<![#@-])\\b[0-9a-f]{7,40}(?!\\w)", "\\{[\\w!{]", "\\w{3,}://[^\\s]", "\\[\\[", "\\(\\(", "\\]\\(",
                "\\*\\*", "(?<!:)//", "__", "~~", "!!", "##", "`", "(?m)^\\s*[a-zA-Z0-9:_-]+$")
        .map(Pattern::compile)
        .toList();

    /** Beside those of all formats. */
    private static final List<String> OWN_HOSTILE_TEXTS = List.of("T1", "see D12, P3 and rABC1 rABC:deadbeef", "{F1}",
            "{F1, size=full}", "{meme, src=x}", "{{{x}}}", "${{{strings.platform.server.name}}}", "cowsay{{{moo}}}",
            "figlet (a=b) {{{x}}}", "#tag", "#-tag", "#ümlaut", "%%%x%%%", "!!x!!", "__x__", "~~x~~", "**x**", "//x//",
            "##x##", "a##b`c##d`e", "[[ https://evil.example | x ]]", "[x](https://evil.example)", "((alias))",
            "NOTE: x", "(WARNING) x", "> quoted", ">>! In T1, @alice wrote:", "= x =", "x =", "x\n===", "shipit",
            "[x] done", "1. x", "-- x", "<table><tr><td>@admin", "1234567", "12345678901234", "a T1#2", "@alice/@bob",
            "lang=php, name=x", "x ```", "``` ```", "*", "[", "]", "a]", "#", "=", "`", "a`", "`@alice`", "_", "|T1|",
            "{icon bug}", "{nav x > y}", "{key ctrl}");

    private final RemarkupRenderer renderer = new RemarkupRenderer();

    static Stream<String> hostile() {
        return Stream.concat(HostileTexts.all().stream(), OWN_HOSTILE_TEXTS.stream());
    }

    @Test
    void rendersEveryKindOfBlock() {
        assertThat(render(Documents.ORDINARY)).isEqualTo("""
                `NullPointerException` was seen **12 times** in the [[https://shop.example/a?b=1&c=%282%29|shop]]
                since Monday.

                == ^Callstack

                ```lang=java
                Cart.total
                  Checkout.pay
                ```

                ```lang=text
                plain
                ```

                - ^one
                - `two`

                | ^Attribute | ^Value |
                | --- | --- |
                | `version` | 2.4.0 |
                | `mail` | `a@b.example` |
                | `path` | `a¦b` |
                | `none` |  |

                [[https://trace.example/projects/shop/groups/1f0c0e2a|View in Tracebridge]]""".replace("^",
                PlainText.BREAK));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
            cc #shop, T12; cc #^shop, T^12
            in {F1}; in {^F^1}
            a **b** //c//; a *^*b*^* /^/c/^/
            a `b` c; a ##`##b##`## c
            a [b](/c) ((d)); a [b]^(/c) (^(d))
            at rSHOP1a2b; at r^SHOP1a2b
            took 1234567 ms; took 123456^7 ms
            shipit; ^shipit
            - a b; ^- a b
            > a b; ^> a b
            NOTE: a b; ^NOTE: a b
            1. a b; ^1. a b
            cowsay{{{a b; cowsay{^{^{^a b
            """)
    void partsWhatRemarkupWouldRead(String text, String remarkup) {
        assertThat(renderBlock(new Paragraph(new Text(text)))).isEqualTo(remarkup.replace("^", PlainText.BREAK));
    }

    @Test
    void mentionsDoNotHideAcrossTheBorderOfTexts() {
        assertThat(renderBlock(new Paragraph(new Text("x @"), new Text("admin")))).isEqualTo("x @\u200badmin");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
            @admin T1; `@admin T1`
            a`b; ^##a`b##
            a`#; ^##a`#^##
            ${{{x}}}; `${{^{x}}}`
            """)
    void codeOfALineIsLeftAlone(String code, String remarkup) {
        assertThat(renderBlock(new Paragraph(new Code(code)))).isEqualTo(remarkup.replace("^", PlainText.BREAK));
    }

    /** A backtick after a letter begins no code. */
    @Test
    void codeThatTouchesAWordIsCodeStill() {
        assertThat(renderBlock(new Paragraph(new Text("see a"), new Code("@admin")))).isEqualTo("see a##@admin##");
    }

    @Test
    void signsAndLinksThatTouchAreKeptApart() {
        assertThat(renderBlock(
                new Paragraph(new Text("a *"), new Bold("b"), new Link("c", "https://x.example"), new Text("d"))))
            .isEqualTo("a *^**b**[[https://x.example|c]]^d".replace("^", PlainText.BREAK));
    }

    @Test
    void codeBlocksKeepTheirTextButHoldNoFence() {
        assertThat(renderBlock(new CodeBlock("js`", "\n\n  at @admin T1 `x`\nx ```\n````\n\n"))).isEqualTo("""
                ```lang=text
                  at @admin T1 `x`
                x ``^`
                ``^`^`
                ```""".replace("^", PlainText.BREAK));
    }

    /** Which Phorge would else read out of the first line, and not show. */
    @Test
    void codeCannotSetOptions() {
        assertThat(renderBlock(new CodeBlock("", "name=x, counterexample\ny")))
            .isEqualTo("```lang=text\nname=x, counterexample\ny\n```");
    }

    @Test
    void headingsAreNoDeeperThanRemarkupHasAndKeepTheirEnd() {
        assertThat(renderBlock(new Heading(6, "a b ="))).isEqualTo("===== a b =\u200b");
    }

    @Test
    void itemsStayOnOneLine() {
        assertThat(renderBlock(new BulletList(List.of(new Paragraph(new Text("a b"), new LineBreak(), new Text("c"))))))
            .isEqualTo("- a b c");
    }

    @ParameterizedTest
    @ValueSource(strings = { "javascript:alert(1)", "data:text/html;x", "//evil.example", "x", "" })
    void linksElsewhereThanToTheWebAreJustText(String url) {
        assertThat(renderBlock(new Paragraph(new Link("go here", url)))).isEqualTo("go here");
    }

    @Test
    void aLinkWhoseTextHasABracketStandsBesideIt() {
        assertThat(renderBlock(new Paragraph(new Link("a]] b", "https://x.example/]]|"))))
            .isEqualTo("a]] b [[https://x.example/%5D%5D%7C]]");
    }

    @Test
    void blocksWithoutContentLeaveNothing() {
        assertThat(render(Documents.of(new Heading(1, " "), new Paragraph(new Text("")), new CodeBlock("", " \n"),
                new BulletList(List.of(new Paragraph(new Text("\u0000")))), new Table(List.of(), List.of()))))
            .isEqualTo("[[" + Samples.URL + "|View in Tracebridge]]");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void remarkupReadsHostileTextAsNothingButText(String text) {
        var remarkup = render(Documents.withEverywhere(text));
        var read = Remarkup.read(remarkup);
        var benign = Remarkup.read(render(Documents.withEverywhere("x")));
        assertThat(read.links()).isSubsetOf("https://shop.example", "https://shop.example/", "https://evil.example",
                "https://evil.example/p.png", Samples.URL);
        var visible = PlainText.oneLine(text).replace(PlainText.BREAK, "");
        if (visible.isEmpty()) {
            assertThat(benign.kinds()).containsSubsequence(read.kinds());
            return;
        }
        assertThat(read.kinds()).isEqualTo(benign.kinds());
        assertThat(Remarkup.visible(remarkup)).as("lines, as people see them")
            .startsWith(visible, "", "a " + visible + " b", "", "a", visible);
        assertThat(read.code().getFirst().replace(PlainText.BREAK, ""))
            .isEqualTo(CodeText.of(new CodeBlock("", text)).replace(PlainText.BREAK, ""));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void phorgeFindsNobodyToNotifyAndNothingToLink(String text) {
        var read = Remarkup.read(render(Documents.withEverywhere(text)));
        var bold = Pattern.compile("^\\*\\*(.+?)\\*\\*$");
        var shown = read.texts().stream().map((block) -> bold.matcher(block).replaceFirst("$1 ")).toList();
        for (var block : shown) {
            var lines = block.startsWith("|") ? block.replaceAll("(?m)^\\| --- .*$", "|") : block;
            assertThat(LIVE.stream().filter((rule) -> rule.matcher(lines.replaceFirst("^=+ ", "")).find())).as(lines)
                .isEmpty();
        }
    }

    private String render(Document document) {
        return this.renderer.render(document, WIDE);
    }

    private String renderBlock(Block block) {
        return render(new Document(List.of(block)));
    }

}
