package io.tracebridge.issue.render;

import java.util.List;
import java.util.regex.Pattern;

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
import io.tracebridge.issue.PlainText;
import io.tracebridge.issue.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class GfmRendererTest {

    private static final Limit WIDE = Limit.characters(1_000_000);

    private final GfmRenderer renderer = new GfmRenderer();

    @Test
    void rendersEveryKindOfBlock() {
        assertThat(render(Documents.ORDINARY)).isEqualTo("""
                `NullPointerException` was seen **12 times** in the [shop](https://shop.example/a?b=1&amp;c=%282%29)\\
                since Monday.

                ## Callstack

                ```java
                Cart.total
                  Checkout.pay
                ```

                ```
                plain
                ```

                - one
                - `two`

                | Attribute | Value |
                | --- | --- |
                | version | 2.4.0 |
                | mail | `a@b.example` |
                | path | a&#124;b |
                | none |  |

                [View in Tracebridge](https://trace.example/projects/shop/groups/1f0c0e2a)""");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
            a * b_c `d` [e]; a \\* b\\_c \\`d\\` \\[e\\]
            <b> & </b>, &copy; "&lt;b&gt; &amp; &lt;/b&gt;, &amp;^copy"
            # not a heading; \\# not a heading
            - not an item; \\- not an item
            2) not an item; 2\\) not an item
            12. not an item; 12\\. not an item
            3.5 seconds; 3.5 seconds
            === no underline; \\=== no underline
            /close; ^/close
            @admin; @^admin
            #1; \\#^1
            https://x.example; https:^//x.example
            """)
    void escapesTextAndPartsWhatTrackersWouldRead(String text, String markdown) {
        String expected = markdown.replace("^", PlainText.BREAK);
        assertThat(renderBlock(new Paragraph(new Text(text)))).isEqualTo(expected);
    }

    @Test
    void mentionsDoNotHideAcrossTheBorderOfTexts() {
        assertThat(renderBlock(new Paragraph(new Text("@"), new Text("admin")))).isEqualTo("@\u200badmin");
    }

    @Test
    void linesOfAParagraphAreEscapedEachAtItsStart() {
        assertThat(renderBlock(new Paragraph(new Text("a"), new LineBreak(), new Text(" + b"))))
            .isEqualTo("a\\\n\\+ b");
    }

    @Test
    void delimitersThatWouldTouchAreKeptApart() {
        assertThat(renderBlock(new Paragraph(new Code("a"), new Code("b"), new Bold("c")))).isEqualTo("`a` `b` **c**");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
            a`b; ``a`b``
            `a`; `` `a` ``
            a```b; ``a`^`^`b``
            @admin; `@^admin`
            a|b; `a|b`
            """)
    void inlineCodeIsWiderThanItsBackticks(String code, String markdown) {
        assertThat(renderBlock(new Paragraph(new Code(code)))).isEqualTo(markdown.replace("^", PlainText.BREAK));
    }

    @Test
    void codeBlocksKeepTheirTextButHoldNoFence() {
        assertThat(renderBlock(new CodeBlock("js`", "\n\n  at @admin #1 `x`\n/close\n````\n~~~~\n\n"))).isEqualTo("""
                ```
                  at @admin #1 `x`
                /close
                ``^`^`
                ~~^~^~
                ```""".replace("^", PlainText.BREAK));
    }

    @ParameterizedTest
    @CsvSource({ "javascript:alert(1)", "data:text/html;x", "//evil.example", "https:evil", "ftp://x.example", "x",
            "https://trace.example@evil.example", "'https:// x'", "''" })
    void linksElsewhereThanToTheWebAreJustText(String url) {
        assertThat(renderBlock(new Paragraph(new Link("here", url)))).isEqualTo("here");
    }

    @Test
    void addressesCannotEndTheLink() {
        assertThat(renderBlock(new Paragraph(new Link("a](b", "https://x.example/) [y](z \"t\" <ü>"))))
            .isEqualTo("[a\\](b](https://x.example/%29%20%5By%5D%28z%20%22t%22%20%3C%C3%BC%3E)");
    }

    @Test
    void blocksWithoutContentLeaveNothing() {
        assertThat(render(Documents.of(new Heading(1, " "), new Paragraph(new Text("")), new CodeBlock("", " \n"),
                new BulletList(List.of(new Paragraph(new Text("\u0000")))), new Table(List.of(), List.of()))))
            .isEqualTo("[View in Tracebridge](https://trace.example/projects/shop/groups/1f0c0e2a)");
    }

    @ParameterizedTest
    @MethodSource("io.tracebridge.issue.HostileTexts#all")
    void markdownReadsHostileTextAsNothingButText(String text) {
        Markdown read = Markdown.read(render(Documents.withEverywhere(text)));
        Markdown benign = Markdown.read(render(Documents.withEverywhere("x")));
        assertThat(read.html()).isEmpty();
        assertThat(read.links()).isSubsetOf("https://shop.example", "https://shop.example/", "https://evil.example",
                Samples.URL);
        assertThat(read.kinds()).isSubsetOf(benign.kinds());
        String visible = PlainText.oneLine(text).replace(PlainText.BREAK, "");
        if (!visible.isEmpty()) {
            assertThat(read.paragraphs()).as("paragraphs, as people see them")
                .startsWith(visible, "a " + visible + " b", "a\n" + visible);
        }
    }

    @ParameterizedTest
    @MethodSource("io.tracebridge.issue.HostileTexts#all")
    void trackersFindNobodyToPingAndNothingToDo(String text) {
        String markdown = render(Documents.withEverywhere(text));
        // What GitHub and GitLab look through: text that is no code and no link.
        assertThat(Markdown.read(markdown).text()).doesNotContainPattern("@[\\w.-]")
            .doesNotContainPattern("[#!~%$&][\\p{L}\\p{N}_\"]")
            .doesNotContainPattern("(?i)\\b[a-z]+-\\d")
            .doesNotContainPattern("\\b(?=\\d*[a-f])[0-9a-f]{7,40}\\b")
            .doesNotContain("[[", "{{", "://");
        // Redmine's search for mentions, which knows no inline code
        // (acts/mentionable.rb).
        String withoutFences = Pattern.compile("(~~~|```)(.*?)(~~~|```)", Pattern.DOTALL)
            .matcher(markdown)
            .replaceAll("");
        assertThat(withoutFences).as("mentions").doesNotContainPattern("(^|\\W)@[A-Za-z0-9_.-]");
        // GitLab's search for quick actions, before it read Markdown for them.
        String withoutCode = Pattern.compile("^```.+?\\n```$", Pattern.DOTALL | Pattern.MULTILINE)
            .matcher(markdown)
            .replaceAll("");
        assertThat(withoutCode).doesNotContainPattern("(?m)^\\s*/");
    }

    private String render(Document document) {
        return this.renderer.render(document, WIDE);
    }

    private String renderBlock(Block block) {
        return render(new Document(List.of(block)));
    }

}
