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

class TextileRendererTest {

    private static final Limit WIDE = Limit.utf8Bytes(1_000_000);

    private final TextileRenderer renderer = new TextileRenderer();

    @Test
    void rendersEveryKindOfBlock() {
        assertThat(render(Documents.ORDINARY)).isEqualTo("""
                <code>NullPointerException</code> was seen *12 times* in the "shop":https://shop.example/a?b=1&c=%282%29
                since Monday&#46;

                h2. Callstack

                <pre><code class="java">
                Cart.total
                  Checkout.pay
                </code></pre>

                <pre>
                plain
                </pre>

                * one
                * <code>two</code>

                |_. Attribute|_. Value|
                |version|2&#46;4&#46;0|
                |mail|a&#64;b&#46;example|
                |path|a&#124;b|
                |none| |

                "View in Tracebridge":https://trace.example/projects/shop/groups/1f0c0e2a""");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', textBlock = """
            @admin &#64;admin
            #123 &#35;123
            {{toc}} &#123;&#123;toc&#125;&#125;
            [[Wiki]] &#91;&#91;Wiki&#93;&#93;
            h1. h1&#46;
            *b* &#42;b&#42;
            <b> &#60;b&#62;
            &lt; &#38;lt&#59;
            "x":y &#34;x&#34;&#58;y
            ü,€ ü,€
            """, quoteCharacter = '\'')
    void writesEverySignInTextAsAnEntity(String text, String textile) {
        assertThat(renderBlock(new Paragraph(new Text(text)))).isEqualTo(textile);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            </pre>@admin; <^/pre>@admin
            </PRE >; <^/PRE >
            </code></pre><script>; <^/code><^/pre><script>
            <notextile>; <^notextile>
            a < b && c > d; a < b && c > d
            List<Code>; List<^Code>
            <prefix>; <prefix>
            """)
    void codeCannotEndItself(String code, String textile) {
        assertThat(renderBlock(new CodeBlock("", code)))
            .isEqualTo("<pre>\n" + textile.replace("^", PlainText.BREAK) + "\n</pre>");
    }

    @Test
    void inlineCodeMentionsNobody() {
        assertThat(renderBlock(new Paragraph(new Code("@admin")))).isEqualTo("<code>@\u200badmin</code>");
    }

    @Test
    void itemsStayOnOneLineBecauseASecondWouldEndTheList() {
        assertThat(renderBlock(new BulletList(List.of(new Paragraph(new Text("a"), new LineBreak(), new Text("b"))))))
            .isEqualTo("* a b");
    }

    @Test
    void linksElsewhereThanToTheWebAreJustText() {
        assertThat(renderBlock(new Paragraph(new Link("here", "javascript:alert(1)")))).isEqualTo("here");
        assertThat(renderBlock(new Paragraph(new Link("a(b)\":http://y", "https://x.example/\"|["))))
            .isEqualTo("\"a&#40;b&#41;&#34;&#58;http&#58;&#47;&#47;y\":https://x.example/%22%7C%5B");
    }

    @Test
    void blocksWithoutContentLeaveNothing() {
        assertThat(render(Documents.of(new Heading(1, " "), new Paragraph(new Text("")), new CodeBlock("", " \n"),
                new BulletList(List.of(new Paragraph(new Text("\u0000")))), new Table(List.of(), List.of()))))
            .isEqualTo("\"View in Tracebridge\":" + Samples.URL);
    }

    @ParameterizedTest
    @MethodSource("io.tracebridge.issue.HostileTexts#all")
    void hostileTextAddsNoMarkup(String text) {
        String textile = render(Documents.withEverywhere(text));
        assertThat(Pattern.compile("</?(?:pre|code|kbd|notextile)\\b", Pattern.CASE_INSENSITIVE)
            .matcher(textile)
            .results()).as("tags of code").hasSizeLessThanOrEqualTo(14);
        String withoutCode = Pattern.compile("<(pre|code)>.*?</\\1>", Pattern.DOTALL)
            .matcher(textile)
            .replaceAll("code");
        String signs = withoutCode.replaceAll("&#\\d+;", "")
            .replaceAll("\":https?://\\S+", "\":")
            .replaceAll("[^\\p{Punct}\\n]|,", "");
        assertThat(signs.lines().distinct()).as("signs that may mean something, by line")
            .isSubsetOf("", "**", "\"\":", ".", "*", "|_.|_.|", "|_.||", "||_.|", "|||", "*\"\":");
        assertThat(withoutCode).doesNotContain("{{", "[[").doesNotContainPattern("(?<!&)#\\d");
        // Redmine's search for mentions knows no inline code (acts/mentionable.rb).
        assertThat(textile.replaceAll("(?s)<pre>.*?</pre>", "")).doesNotContainPattern("(^|\\W)@[A-Za-z0-9_.-]");
    }

    private String render(Document document) {
        return this.renderer.render(document, WIDE);
    }

    private String renderBlock(Block block) {
        return render(new Document(List.of(block)));
    }

}
