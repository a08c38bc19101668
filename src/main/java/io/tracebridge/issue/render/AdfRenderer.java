package io.tracebridge.issue.render;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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
 * Atlassian Document Format, as Jira Cloud reads it: a tree of maps and lists ready for
 * JSON. Stateless. Text in it is plain by nature (a mention would be a node of its own),
 * so it is cleaned but not escaped. Jira refuses empty text nodes, empty lists and
 * tables, and marks within code blocks.
 */
public final class AdfRenderer {

    /**
     * @param maxCharacters of the document as compact JSON, which is what Jira counts
     * @throws IllegalArgumentException when not even the last block fits the limit
     */
    public Map<String, Object> render(Document document, int maxCharacters) {
        return Fit.within(maxCharacters, document, AdfRenderer::doc, JsonLength::of);
    }

    private static Map<String, Object> doc(Document document) {
        return Map.of("version", 1, "type", "doc", "content",
                document.blocks().stream().flatMap((block) -> block(block).stream()).toList());
    }

    private static Optional<Map<String, Object>> block(Block block) {
        return switch (block) {
            case Heading heading -> content("heading", text(heading.text(), List.of()))
                .map((node) -> with(node, "attrs", Map.of("level", heading.level())));
            case Paragraph paragraph -> content("paragraph", inlines(paragraph));
            case CodeBlock code -> code(code);
            case BulletList list -> content("bulletList",
                    list.items()
                        .stream()
                        .flatMap((item) -> content("paragraph", inlines(item)).stream())
                        .map((item) -> node("listItem", List.of(item)))
                        .toList());
            case Table table -> table.header().isEmpty() ? Optional.empty() : Optional.of(table(table));
        };
    }

    private static Optional<Map<String, Object>> code(CodeBlock code) {
        String language = CodeText.language(code);
        return content("codeBlock", textNode(CodeText.of(code), List.of()))
            .map((node) -> language.isEmpty() ? node : with(node, "attrs", Map.of("language", language)));
    }

    private static Map<String, Object> table(Table table) {
        return node("table",
                Stream
                    .concat(Stream.of(row("tableHeader", table.header())),
                            table.rows().stream().map((row) -> row("tableCell", row)))
                    .toList());
    }

    private static Map<String, Object> row(String cellType, List<String> cells) {
        return node("tableRow",
                cells.stream()
                    .map((cell) -> node(cellType, List.of(node("paragraph", text(cell, List.of())))))
                    .toList());
    }

    private static List<Map<String, Object>> inlines(Paragraph paragraph) {
        return paragraph.inlines().stream().flatMap((inline) -> inline(inline).stream()).toList();
    }

    private static List<Map<String, Object>> inline(Inline inline) {
        return switch (inline) {
            case Text text -> textNode(PlainText.clean(text.text()).replaceAll("\\s+", " "), List.of());
            case Bold bold -> text(bold.text(), List.of(Map.of("type", "strong")));
            case Code code -> text(code.text(), List.of(Map.of("type", "code")));
            case Link link -> text(link.text(),
                    WebLink.of(link.url())
                        .<List<Map<String, Object>>>map(
                                (url) -> List.of(Map.of("type", "link", "attrs", Map.of("href", url))))
                        .orElse(List.of()));
            case Mention mention -> List.of(Map.of("type", "mention", "attrs",
                    Map.of("id", mention.accountId(), "text", "@" + PlainText.oneLine(mention.name()))));
            case LineBreak lineBreak -> List.of(Map.of("type", "hardBreak"));
        };
    }

    private static List<Map<String, Object>> text(String text, List<Map<String, Object>> marks) {
        return textNode(PlainText.oneLine(text), marks);
    }

    private static List<Map<String, Object>> textNode(String text, List<Map<String, Object>> marks) {
        if (text.isEmpty()) {
            return List.of();
        }
        Map<String, Object> node = Map.of("type", "text", "text", text);
        return List.of(marks.isEmpty() ? node : with(node, "marks", marks));
    }

    private static Optional<Map<String, Object>> content(String type, List<Map<String, Object>> content) {
        return content.isEmpty() ? Optional.empty() : Optional.of(node(type, content));
    }

    private static Map<String, Object> node(String type, List<Map<String, Object>> content) {
        return Map.of("type", type, "content", content);
    }

    private static Map<String, Object> with(Map<String, Object> node, String key, Object value) {
        Map<String, Object> more = new HashMap<>(node);
        more.put(key, value);
        return Map.copyOf(more);
    }

}
