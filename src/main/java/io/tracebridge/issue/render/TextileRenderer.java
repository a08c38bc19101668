package io.tracebridge.issue.render;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
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
 * Textile, as Redmine reads it. Stateless.
 * <p>
 * Textile has no escape character, so every sign in text is a numeric entity: nothing
 * that Textile, Redmine's links or its search for mentions could take for markup. Within
 * {@code <pre>} and {@code <code>} Redmine takes text as it is up to a tag of its own.
 */
public final class TextileRenderer {

    /**
     * Signs that may mean something to Textile or Redmine; a comma never does.
     */
    private static final Pattern SIGN = Pattern.compile("[\\p{Punct}&&[^,]]");

    /** The tags that end or nest in code, in RedCloth's list. */
    private static final Pattern CODE_TAG = Pattern.compile("<(?=/?(?:code|pre|kbd|notextile|redpre)\\b)",
            Pattern.CASE_INSENSITIVE);

    /**
     * @return Textile within the limit, without a line end at its end
     * @throws IllegalArgumentException when not even the last block fits the limit
     */
    public String render(Document document, Limit limit) {
        return Fit.within(limit.max(), document, TextileRenderer::textile, limit::sizeOf);
    }

    private static String textile(Document document) {
        return document.blocks()
            .stream()
            .map(TextileRenderer::block)
            .filter((block) -> !block.isEmpty())
            .collect(Collectors.joining("\n\n"));
    }

    private static String block(Block block) {
        return switch (block) {
            case Heading heading ->
                text(heading.text()).isEmpty() ? "" : "h" + heading.level() + ". " + text(heading.text());
            case Paragraph paragraph -> inlines(paragraph, "\n");
            case CodeBlock code -> preformatted(code);
            case BulletList list -> list.items()
                .stream()
                // An item of several lines ends the list in Textile.
                .map((item) -> inlines(item, " "))
                .filter((item) -> !item.isEmpty())
                .map((item) -> "* " + item)
                .collect(Collectors.joining("\n"));
            case Table table -> table(table);
        };
    }

    private static String inlines(Paragraph paragraph, String lineBreak) {
        StringBuilder line = new StringBuilder();
        List<String> lines = new ArrayList<>();
        for (Inline inline : paragraph.inlines()) {
            if (inline instanceof LineBreak) {
                lines.add(line.toString().strip());
                line.setLength(0);
            }
            else {
                line.append(inline(inline));
            }
        }
        lines.add(line.toString().strip());
        return lines.stream().filter((text) -> !text.isEmpty()).collect(Collectors.joining(lineBreak));
    }

    private static String inline(Inline inline) {
        return switch (inline) {
            case Text text -> entities(PlainText.clean(text.text()).replaceAll("\\s+", " "));
            case Bold bold -> text(bold.text()).isEmpty() ? "" : "*" + text(bold.text()) + "*";
            case Code code -> code(PlainText.oneLine(code.text()));
            case Link link -> WebLink.of(link.url())
                .map((url) -> "\"" + text(link.text()) + "\":" + url)
                .orElseGet(() -> text(link.text()));
            case Mention mention ->
                mention.handle().map((handle) -> "@" + handle).orElseGet(() -> text(mention.name()));
            case LineBreak lineBreak -> throw new IllegalStateException("a line break is no text");
        };
    }

    private static String text(String text) {
        return entities(PlainText.oneLine(text));
    }

    private static String entities(String text) {
        return SIGN.matcher(text).replaceAll((sign) -> "&#" + (int) sign.group().charAt(0) + ";");
    }

    private static String code(String text) {
        return text.isEmpty() ? "" : "<code>" + inert(PlainText.defuseInlineCode(text)) + "</code>";
    }

    private static String preformatted(CodeBlock block) {
        String text = CodeText.of(block);
        if (text.isEmpty()) {
            return "";
        }
        String language = CodeText.language(block);
        return language.isEmpty() ? "<pre>\n" + inert(text) + "\n</pre>"
                : "<pre><code class=\"" + language + "\">\n" + inert(text) + "\n</code></pre>";
    }

    private static String inert(String code) {
        return CODE_TAG.matcher(code).replaceAll("<" + PlainText.BREAK);
    }

    private static String table(Table table) {
        if (table.header().isEmpty()) {
            return "";
        }
        List<String> lines = new ArrayList<>();
        lines.add(row(table.header(), "_. "));
        table.rows().forEach((row) -> lines.add(row(row, "")));
        return String.join("\n", lines);
    }

    private static String row(List<String> cells, String prefix) {
        return cells.stream()
            .map((cell) -> text(cell).isEmpty() ? " " : prefix + text(cell))
            .collect(Collectors.joining("|", "|", "|"));
    }

}
