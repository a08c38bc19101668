package io.tracebridge.issue.render;

import java.util.stream.Collectors;

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
import io.tracebridge.issue.Document.Mention;
import io.tracebridge.issue.Document.Paragraph;
import io.tracebridge.issue.Document.Table;
import io.tracebridge.issue.Document.Text;
import io.tracebridge.issue.PlainText;

/**
 * Text without any markup, for trackers that show it as it is but may still look for
 * mentions, references and links in it. Stateless.
 */
public final class PlainRenderer {

    /**
     * @return text within the limit, without a line end at its end
     * @throws IllegalArgumentException when not even the last block fits the limit
     */
    public String render(Document document, Limit limit) {
        return Fit.within(limit.max(), document, PlainRenderer::plain, limit::sizeOf);
    }

    private static String plain(Document document) {
        return document.blocks()
            .stream()
            .map(PlainRenderer::block)
            .map(String::strip)
            .filter((block) -> !block.isEmpty())
            .collect(Collectors.joining("\n\n"));
    }

    private static String block(Block block) {
        return switch (block) {
            case Heading heading -> line(heading.text());
            case Paragraph paragraph -> paragraph(paragraph, "\n");
            // Nothing marks it as code here, so references in it would be live.
            case CodeBlock code -> PlainText.defuse(PlainText.clean(code.text())).stripTrailing();
            case BulletList list ->
                list.items().stream().map((item) -> "- " + paragraph(item, " ")).collect(Collectors.joining("\n"));
            case Table table -> table.rows()
                .stream()
                .map((row) -> row.stream().map(PlainRenderer::line).collect(Collectors.joining(": ")))
                .collect(Collectors.joining("\n"));
        };
    }

    private static String paragraph(Paragraph paragraph, String lineBreak) {
        return paragraph.inlines().stream().map((inline) -> inline(inline, lineBreak)).collect(Collectors.joining());
    }

    private static String inline(Inline inline, String lineBreak) {
        return switch (inline) {
            case Text text -> PlainText.defuse(PlainText.clean(text.text()).replaceAll("\\s+", " "));
            case Bold bold -> line(bold.text());
            case Code code -> line(code.text());
            case Link link ->
                WebLink.of(link.url()).map((url) -> line(link.text()) + " " + url).orElse(line(link.text()));
            case Mention mention -> line("@" + mention.name());
            case LineBreak ignored -> lineBreak;
        };
    }

    private static String line(String text) {
        return PlainText.defuse(PlainText.oneLine(text));
    }

}
