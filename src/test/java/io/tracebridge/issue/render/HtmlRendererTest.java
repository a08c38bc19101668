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

class HtmlRendererTest {

    private static final Limit WIDE = Limit.utf8Bytes(1_000_000);

    private static final Pattern OUR_TAG = Pattern
        .compile("</?(?:h[1-6]|p|pre|ul|li|table|tr|th|td|strong|code|a)>|<br>|<a href=\"https?://[^\"<>'\\s]+\">");

    private static final Pattern ENTITY = Pattern.compile("&(?:amp|lt|gt|quot|#39);");

    private final HtmlRenderer renderer = new HtmlRenderer();

    @Test
    void rendersEveryKindOfBlock() {
        assertThat(render(Documents.ORDINARY)).isEqualTo("""
                <p><code>NullPointerException</code> was seen <strong>12 times</strong> in the \
                <a href="https://shop.example/a?b=1&amp;c=%282%29">shop</a><br>since Monday.</p>
                <h2>Callstack</h2>
                <pre>Cart.total
                  Checkout.pay</pre>
                <pre>plain</pre>
                <ul><li>one</li><li><code>two</code></li></ul>
                <table><tr><th>Attribute</th><th>Value</th></tr><tr><td>version</td><td>2.4.0</td></tr>\
                <tr><td>mail</td><td>a@^b.example</td></tr><tr><td>path</td><td>a|b</td></tr>\
                <tr><td>none</td><td></td></tr></table>
                <p><a href="https://trace.example/projects/shop/groups/1f0c0e2a">View in Tracebridge</a></p>"""
            .replace("^", PlainText.BREAK));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            <b>x</b>; &lt|b&gt|x&lt|/b&gt|
            a && b; a &amp|&amp| b
            &lt|; &amp|^lt|
            'it"s; &#39|it&quot|s
            """, quoteCharacter = '`')
    void writesEverySignOfHtmlAsAnEntity(String text, String html) {
        assertThat(renderBlock(new Paragraph(new Text(text.replace('|', ';')))))
            .isEqualTo("<p>" + html.replace('|', ';').replace("^", PlainText.BREAK) + "</p>");
    }

    @ParameterizedTest
    @CsvSource({ "@admin,@^admin", "#123,#^123", "see case 12,see case ^12", "Case 12,Case ^12", "bugzid:12,bugzid:^12",
            "https://evil.example,https:^//evil.example", "lowercase 12,lowercase 12",
            "in case 'x','in case &#39;x&#39;'" })
    void textPointsAtNothing(String text, String html) {
        assertThat(renderBlock(new Paragraph(new Text(text))))
            .isEqualTo("<p>" + html.replace("^", PlainText.BREAK) + "</p>");
    }

    @Test
    void codeIsEscapedButOtherwiseAsItWas() {
        assertThat(renderBlock(new CodeBlock("", "</pre><script>alert('1')</script>\n\tList<@A> #1")))
            .isEqualTo("<pre>&lt;/pre&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;\n\tList&lt;@A&gt; #1</pre>");
    }

    @Test
    void linksElsewhereThanToTheWebAreJustText() {
        assertThat(renderBlock(new Paragraph(new Link("here", "javascript:alert(1)")))).isEqualTo("<p>here</p>");
        assertThat(renderBlock(new Paragraph(new Link("a", "https://x.example/\" onclick=\"alert(1)"))))
            .isEqualTo("<p><a href=\"https://x.example/%22%20onclick=%22alert%281%29\">a</a></p>");
    }

    @Test
    void blocksWithoutContentLeaveNothing() {
        assertThat(render(Documents.of(new Heading(1, " "), new Paragraph(new Text("")), new CodeBlock("", " \n"),
                new Paragraph(new LineBreak(), new Code("")),
                new BulletList(List.of(new Paragraph(new Text("\u0000")))), new Table(List.of(), List.of()))))
            .isEqualTo("<p><a href=\"" + Samples.URL + "\">View in Tracebridge</a></p>");
    }

    @ParameterizedTest
    @MethodSource("io.tracebridge.issue.HostileTexts#all")
    void hostileTextAddsNoMarkup(String text) {
        String html = render(Documents.withEverywhere(text));

        String withoutTags = OUR_TAG.matcher(html).replaceAll("");
        assertThat(ENTITY.matcher(withoutTags).replaceAll("")).doesNotContain("<", ">", "&", "\"", "'");
        assertThat(html.split("<(?!br>|/)", -1)).as("every tag is closed").hasSameSizeAs(html.split("</", -1));
        assertThat(html.replaceAll("(?s)<pre>.*?</pre>|<code>.*?</code>", "")).doesNotContainPattern("@[\\p{L}\\p{N}]")
            .doesNotContainPattern("(?<!&)#\\d");
    }

    private String render(Document document) {
        return this.renderer.render(document, WIDE);
    }

    private String renderBlock(Block block) {
        return render(new Document(List.of(block)));
    }

}
