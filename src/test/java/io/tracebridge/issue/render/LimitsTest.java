package io.tracebridge.issue.render;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tracebridge.issue.Document;
import io.tracebridge.issue.Document.Block;
import io.tracebridge.issue.Document.Bold;
import io.tracebridge.issue.Document.BulletList;
import io.tracebridge.issue.Document.Code;
import io.tracebridge.issue.Document.CodeBlock;
import io.tracebridge.issue.Document.Heading;
import io.tracebridge.issue.Document.Inline;
import io.tracebridge.issue.Document.LineBreak;
import io.tracebridge.issue.Document.Link;
import io.tracebridge.issue.Document.Paragraph;
import io.tracebridge.issue.Document.Table;
import io.tracebridge.issue.Document.Text;
import io.tracebridge.issue.HostileTexts;
import io.tracebridge.issue.Samples;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** However long the report, the tracker takes the text and people find the link. */
class LimitsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String FRAME = "com.acme.checkout.Cart.total(Cart.java:42)";

    @Test
    void theLongestBlockGivesWayAndSaysHowMuchIsMissing() {
        Document document = Documents.of(new Paragraph(new Text("Short.")),
                new CodeBlock("", String.join("\n", Collections.nCopies(100, FRAME))),
                new Table(List.of("a", "b"), List.of(List.of("version", "1"))));
        String markdown = new GfmRenderer().render(document, Limit.characters(400));
        assertThat(markdown).isEqualTo("""
                Short.

                ```
                %1$s
                %1$s
                %1$s
                %1$s
                %1$s
                … 95 more lines
                ```

                | a | b |
                | --- | --- |
                | version | 1 |

                [View in Tracebridge](%2$s)""".formatted(FRAME, Samples.URL));
    }

    @Test
    void rowsAndItemsGiveWayToo() {
        Document document = Documents.of(
                new BulletList(Collections.nCopies(30, new Paragraph(new Text("an item of the list")))),
                new Table(List.of("a", "b"), Collections.nCopies(30, List.of("a cell of the table", "1"))));
        assertThat(new GfmRenderer().render(document, Limit.characters(300))).hasSizeLessThanOrEqualTo(300)
            .containsPattern("(?m)^- an item of the list\n- … 2\\d more items$")
            .containsPattern("(?m)^\\| … \\d+ more rows \\|  \\|$")
            .endsWith("](" + Samples.URL + ")");
    }

    @Test
    void aSingleLongLineIsCut() {
        Document document = Documents.of(new CodeBlock("", "x".repeat(1000)));
        assertThat(new GfmRenderer().render(document, Limit.characters(200))).hasSizeBetween(195, 200)
            .contains("xxx…\n```");
    }

    @Test
    void aDocumentThatFitsIsLeftAlone() {
        String whole = new GfmRenderer().render(Documents.ORDINARY, Limit.characters(100_000));
        assertThat(new GfmRenderer().render(Documents.ORDINARY, Limit.characters(whole.length()))).isEqualTo(whole);
        assertThat(new GfmRenderer().render(Documents.ORDINARY, Limit.characters(whole.length() - 1)))
            .hasSizeLessThan(whole.length());
    }

    @Test
    void bytesAreCountedAsTheTrackerStoresThem() {
        Document document = Documents.of(new CodeBlock("", "€".repeat(1000)));
        String textile = new TextileRenderer().render(document, Limit.utf8Bytes(1000));
        assertThat(textile.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(990, 1000);
    }

    @Test
    void blocksAtTheEndGoWhenEvenTheShortestAreTooMany() {
        Document document = Documents
            .of(Collections.nCopies(200, (Block) new Heading(2, "Heading")).toArray(Block[]::new));
        assertThat(new GfmRenderer().render(document, Limit.characters(200))).startsWith("## Heading\n\n## Heading")
            .endsWith("](" + Samples.URL + ")");
    }

    @Test
    void aLimitThatHoldsNotEvenTheLinkIsRefused() {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> new GfmRenderer().render(Documents.ORDINARY, Limit.characters(40)))
            .withMessageContaining("a limit of 40 is too small");
    }

    @Test
    void aMillionLinesAreNoTrouble() {
        Document document = Documents.of(new CodeBlock("", "@a`#1</pre>\n".repeat(100_000)));
        assertThat(new GfmRenderer().render(document, Limit.characters(65_536))).hasSizeBetween(65_000, 65_536);
        assertThat(new TextileRenderer().render(document, Limit.utf8Bytes(65_535))).endsWith(Samples.URL);
        assertThat(new JiraWikiRenderer().render(document, Limit.characters(30_000))).endsWith(Samples.URL + "]");
        assertThat(JsonLength.of(new AdfRenderer().render(document, 30_000))).isBetween(29_900, 30_000);
    }

    @Property(tries = 300)
    void markdownFitsAndEndsWithTheLink(@ForAll("documents") Document document,
            @ForAll @IntRange(min = 120, max = 3000) int max) {
        String markdown = new GfmRenderer().render(document, Limit.characters(max));
        assertThat(markdown).hasSizeLessThanOrEqualTo(max).endsWith("[View in Tracebridge](" + Samples.URL + ")");
        assertThat(Markdown.read(markdown).paragraphs()).last().isEqualTo("View in Tracebridge");
        assertThat(markdown.lines().filter((line) -> line.startsWith("```")).count() % 2).isZero();
        assertWellFormed(markdown);
    }

    @Property(tries = 300)
    void textileFitsAndEndsWithTheLink(@ForAll("documents") Document document,
            @ForAll @IntRange(min = 120, max = 3000) int max) {
        String textile = new TextileRenderer().render(document, Limit.utf8Bytes(max));
        assertThat(textile.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(max);
        assertThat(textile).endsWith("\"View in Tracebridge\":" + Samples.URL);
        assertThat(textile.split("<pre>", -1)).hasSameSizeAs(textile.split("</pre>", -1));
        assertWellFormed(textile);
    }

    @Property(tries = 300)
    void htmlFitsAndEndsWithTheLink(@ForAll("documents") Document document,
            @ForAll @IntRange(min = 150, max = 3000) int max) {
        String html = new HtmlRenderer().render(document, Limit.characters(max));
        assertThat(html).hasSizeLessThanOrEqualTo(max)
            .endsWith("<p><a href=\"" + Samples.URL + "\">View in Tracebridge</a></p>");
        assertThat(html.split("<(?!br>|/)", -1)).hasSameSizeAs(html.split("</", -1));
        assertWellFormed(html);
    }

    @Property(tries = 300)
    void jiraWikiFitsAndEndsWithTheLink(@ForAll("documents") Document document,
            @ForAll @IntRange(min = 120, max = 3000) int max) {
        String wiki = new JiraWikiRenderer().render(document, Limit.characters(max));
        assertThat(wiki).hasSizeLessThanOrEqualTo(max).endsWith("[View in Tracebridge|" + Samples.URL + "]");
        assertThat(wiki.lines().filter((line) -> line.equals("{noformat}")).count() % 2).isZero();
        assertWellFormed(wiki);
    }

    @Property(tries = 300)
    void adfFitsAsJsonAndEndsWithTheLink(@ForAll("documents") Document document,
            @ForAll @IntRange(min = 300, max = 5000) int max) throws JsonProcessingException {
        Map<String, Object> adf = new AdfRenderer().render(document, max);
        String json = JSON.writeValueAsString(adf);
        assertThat(json).hasSizeLessThanOrEqualTo(max);
        assertThat(JsonLength.of(adf)).isEqualTo(json.length());
        assertThat(((List<?>) adf.get("content")).getLast().toString()).contains("View in Tracebridge", Samples.URL);
        assertWellFormed(json);
    }

    private static void assertWellFormed(String text) {
        assertThat(text.codePoints().filter((point) -> Character.getType(point) == Character.SURROGATE)).isEmpty();
    }

    @Provide
    Arbitrary<Document> documents() {
        Arbitrary<String> text = Arbitraries.oneOf(Arbitraries.of(HostileTexts.ALL),
                Arbitraries.strings().ofMaxLength(200),
                Arbitraries.strings().withChars("`~@#/<>|&;\\ \n\ud83d\ude00a").ofMaxLength(200));
        Arbitrary<Inline> inline = Arbitraries.oneOf(text.map(Text::new), text.map(Bold::new), text.map(Code::new),
                Combinators.combine(text, text).as(Link::new), Arbitraries.just(new LineBreak()));
        Arbitrary<Paragraph> paragraph = inline.list().ofMaxSize(5).map(Paragraph::new);
        Arbitrary<Block> table = Arbitraries.integers()
            .between(0, 3)
            .flatMap((columns) -> Combinators
                .combine(text.list().ofSize(columns), text.list().ofSize(columns).list().ofMaxSize(10))
                .as(Table::new));
        Arbitrary<Block> block = Arbitraries.oneOf(
                Combinators.combine(Arbitraries.integers().between(1, 6), text).as(Heading::new), paragraph,
                Combinators.combine(text, text).as(CodeBlock::new), paragraph.list().ofMaxSize(5).map(BulletList::new),
                table);
        return block.list().ofMaxSize(8).map((blocks) -> Documents.of(blocks.toArray(Block[]::new)));
    }

}
