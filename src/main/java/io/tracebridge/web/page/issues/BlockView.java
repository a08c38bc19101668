package io.tracebridge.web.page.issues;

import java.util.List;

import io.tracebridge.issue.Document;
import io.tracebridge.issue.Document.Block;
import io.tracebridge.issue.Document.Inline;
import io.tracebridge.issue.render.WebLink;

/**
 * One block of a description, for a template that knows no types. Everything in it is
 * text; addresses are those that a browser opens as pages.
 *
 * @param kind {@code heading}, {@code paragraph}, {@code code}, {@code list} or
 * {@code table}
 * @param items the paragraph's one line, or one per bullet
 */
record BlockView(String kind, String text, List<List<InlineView>> items, List<String> header, List<List<String>> rows) {

    /**
     * @param kind {@code text}, {@code bold}, {@code code}, {@code link} or {@code break}
     * @param url null but for links
     */
    record InlineView(String kind, String text, String url) {
    }

    static List<BlockView> of(Document document) {
        return document.blocks().stream().map(BlockView::of).toList();
    }

    private static BlockView of(Block block) {
        return switch (block) {
            case Document.Heading heading -> text("heading", heading.text());
            case Document.CodeBlock code -> text("code", code.text());
            case Document.Paragraph paragraph ->
                new BlockView("paragraph", "", List.of(inlines(paragraph)), List.of(), List.of());
            case Document.BulletList list ->
                new BlockView("list", "", list.items().stream().map(BlockView::inlines).toList(), List.of(), List.of());
            case Document.Table table -> new BlockView("table", "", List.of(), table.header(), table.rows());
        };
    }

    private static BlockView text(String kind, String text) {
        return new BlockView(kind, text, List.of(), List.of(), List.of());
    }

    private static List<InlineView> inlines(Document.Paragraph paragraph) {
        return paragraph.inlines().stream().map(BlockView::inline).toList();
    }

    private static InlineView inline(Inline inline) {
        return switch (inline) {
            case Document.Text text -> new InlineView("text", text.text(), null);
            case Document.Bold bold -> new InlineView("bold", bold.text(), null);
            case Document.Code code -> new InlineView("code", code.text(), null);
            case Document.Mention mention -> new InlineView("bold", "@" + mention.name(), null);
            case Document.LineBreak lineBreak -> new InlineView("break", "", null);
            case Document.Link link -> WebLink.of(link.url())
                .map((url) -> new InlineView("link", link.text(), url))
                .orElseGet(() -> new InlineView("text", link.text(), null));
        };
    }

}
