package io.tracebridge.issue.render;

import java.util.List;
import java.util.regex.Pattern;

import io.tracebridge.issue.Document;
import io.tracebridge.issue.Document.Block;
import io.tracebridge.issue.Document.BulletList;
import io.tracebridge.issue.Document.Code;
import io.tracebridge.issue.Document.CodeBlock;
import io.tracebridge.issue.Document.Heading;
import io.tracebridge.issue.Document.LineBreak;
import io.tracebridge.issue.Document.Link;
import io.tracebridge.issue.Document.Paragraph;
import io.tracebridge.issue.Document.Table;
import io.tracebridge.issue.Document.Text;
import io.tracebridge.issue.PlainText;
import io.tracebridge.issue.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class JiraWikiRendererTest {

    private static final Limit WIDE = Limit.characters(1_000_000);

    private final JiraWikiRenderer renderer = new JiraWikiRenderer();

    @Test
    void rendersEveryKindOfBlock() {
        assertThat(render(Documents.ORDINARY)).isEqualTo("""
                {{NullPointerException}} was seen *12 times* in the [shop|https://shop.example/a?b=1&c=%282%29]
                since Monday.

                h2. Callstack

                {code:java}
                Cart.total
                  Checkout.pay
                {code}

                {noformat}
                plain
                {noformat}

                * one
                * {{two}}

                ||Attribute||Value||
                |version|2.4.0|
                |mail|a&#64;b.example|
                |path|a&#124;b|
                |none| |

                [View in Tracebridge|https://trace.example/projects/shop/groups/1f0c0e2a]""");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', textBlock = """
            [~admin] &#91;&#126;admin&#93;
            SHOP-123 SHOP&#45;123
            {color} &#123;color&#125;
            !a.png! &#33;a.png&#33;
            h1. h1&#46;
            BQ. BQ&#46;
            ---- &#45;&#45;&#45;&#45;
            *b* &#42;b&#42;
            ??c?? &#63;&#63;c&#63;&#63;
            \\* &#92;&#42;
            \\\\ &#92;&#92;
            f(x) f&#40;x&#41;
            :) &#58;&#41;
            <b> &#60;b&#62;
            &#42; &#38;&#35;42&#59;
            http://x http&#58;//x
            a.b.C a.b.C
            ü,€ ü,€
            """, quoteCharacter = '\'')
    void writesEverySignThatMayMeanSomethingAsAnEntity(String text, String wiki) {
        assertThat(renderBlock(new Paragraph(new Text(text)))).isEqualTo(wiki);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            {noformat}[~admin]; {^noformat}[~admin]
            {NoFormat:title=x}; {^NoFormat:title=x}
            { /code }; {^ /code }
            {code:java}{noformat}; {^code:java}{^noformat}
            {codec} {a} \\{; {codec} {a} \\{
            """)
    void codeCannotEndItself(String code, String wiki) {
        assertThat(renderBlock(new CodeBlock("", code)))
            .isEqualTo("{noformat}\n" + wiki.replace("^", PlainText.BREAK) + "\n{noformat}");
    }

    @Test
    void aLanguageThatJiraMayNotKnowIsLeftOut() {
        assertThat(renderBlock(new CodeBlock("brainfuck", "+"))).isEqualTo("{noformat}\n+\n{noformat}");
    }

    @Test
    void itemsStayOnOneLine() {
        assertThat(renderBlock(new BulletList(List.of(new Paragraph(new Text("a"), new LineBreak(), new Text("b"))))))
            .isEqualTo("* a b");
    }

    @Test
    void linksElsewhereThanToTheWebAreJustText() {
        assertThat(renderBlock(new Paragraph(new Link("here", "javascript:alert(1)")))).isEqualTo("here");
        assertThat(renderBlock(new Paragraph(new Link("a|http://y]", "https://x.example/|[]"))))
            .isEqualTo("[a&#124;http&#58;//y&#93;|https://x.example/%7C%5B%5D]");
    }

    @Test
    void blocksWithoutContentLeaveNothing() {
        assertThat(render(Documents.of(new Heading(1, " "), new Paragraph(new Text("")), new CodeBlock("", " \n"),
                new BulletList(List.of(new Paragraph(new Text("\u0000")))), new Table(List.of(), List.of()),
                new Paragraph(new Code(" "), new Link(" ", Samples.URL)))))
            .isEqualTo("[View in Tracebridge|" + Samples.URL + "]");
    }

    @ParameterizedTest
    @MethodSource("io.tracebridge.issue.HostileTexts#all")
    void hostileTextAddsNoMarkup(String text) {
        String wiki = render(Documents.withEverywhere(text));
        Pattern code = Pattern.compile("(?m)^\\{noformat\\}\\n(?s:.*?)\\n\\{noformat\\}$");
        String rest = code.matcher(wiki).replaceAll("");
        assertThat(rest).as("the words of code, outside of it").doesNotContainPattern("(?i)\\{\\s*/?(noformat|code)");
        code.matcher(wiki)
            .results()
            .forEach((block) -> assertThat(block.group().replaceAll("^\\{noformat\\}|\\{noformat\\}$", ""))
                .doesNotContainPattern("(?i)\\{\\s*/?(noformat|code)\\b"));
        String signs = rest.replaceAll("&#\\d+;", "")
            .replaceAll("\\|https?://[^\\]\\s]+\\]", "|]")
            .replaceAll("(?m)^h2\\. ", "")
            .replaceAll("[^\\p{Punct}\\n]|[,.'/]", "");
        assertThat(signs.lines().distinct()).as("signs that may mean something, by line")
            .isSubsetOf("", "**", "{{}}", "[|]", "*", "*{{}}", "||||||", "|||", "||||");
        assertThat(rest).doesNotContainPattern("(?im)^(?!h2\\. )(h[1-6]|bq)\\.");
    }

    private String render(Document document) {
        return this.renderer.render(document, WIDE);
    }

    private String renderBlock(Block block) {
        return render(new Document(List.of(block)));
    }

}
