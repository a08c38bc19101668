package io.tracebridge.issue.render;

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
 * A fragment of HTML, as FogBugz and Azure DevOps read it. Stateless.
 * <p>
 * No tag but ours, no attribute but {@code href}: text cannot become markup, since every
 * sign that HTML knows is an entity. Outside code it is parted as well where the tracker
 * would make links and mentions of it.
 */
public final class HtmlRenderer {

    /** FogBugz makes links of "case 123" and "bugzid:123". */
    private static final Pattern CASE = Pattern.compile("(?<=\\b(?:case|bug|bugzid)[ :#]{1,2})(?=\\d)",
            Pattern.CASE_INSENSITIVE);

    /**
     * @return HTML within the limit, without a line end at its end
     * @throws IllegalArgumentException when not even the last block fits the limit
     */
    public String render(Document document, Limit limit) {
        return Fit.within(limit.max(), document, HtmlRenderer::html, limit::sizeOf);
    }

    private static String html(Document document) {
        return document.blocks()
            .stream()
            .map(HtmlRenderer::block)
            .filter((block) -> !block.isEmpty())
            .collect(Collectors.joining("\n"));
    }

    private static String block(Block block) {
        return switch (block) {
            case Heading heading -> element("h" + heading.level(), text(heading.text()));
            case Paragraph paragraph -> element("p", inlines(paragraph));
            case CodeBlock code -> element("pre", escaped(CodeText.of(code)));
            case BulletList list -> element("ul",
                    list.items().stream().map((item) -> element("li", inlines(item))).collect(Collectors.joining()));
            case Table table -> table.header().isEmpty() ? "" : table(table);
        };
    }

    private static String inlines(Paragraph paragraph) {
        String html = paragraph.inlines().stream().map(HtmlRenderer::inline).collect(Collectors.joining()).strip();
        return html.replace("<br>", "").isBlank() ? "" : html;
    }

    private static String inline(Inline inline) {
        return switch (inline) {
            case Text text -> escaped(defused(PlainText.clean(text.text()).replaceAll("\\s+", " ")));
            case Bold bold -> element("strong", text(bold.text()));
            case Code code -> element("code", escaped(PlainText.defuseInlineCode(PlainText.oneLine(code.text()))));
            case Link link -> WebLink.of(link.url())
                .filter((url) -> !text(link.text()).isEmpty())
                .map((url) -> "<a href=\"" + escaped(url) + "\">" + text(link.text()) + "</a>")
                .orElseGet(() -> text(link.text()));
            case Mention mention -> text(mention.name());
            case LineBreak lineBreak -> "<br>";
        };
    }

    private static String table(Table table) {
        String rows = table.rows().stream().map((row) -> row("td", row)).collect(Collectors.joining());
        return element("table", row("th", table.header()) + rows);
    }

    private static String row(String cell, List<String> texts) {
        String cells = texts.stream()
            .map((text) -> "<" + cell + ">" + text(text) + "</" + cell + ">")
            .collect(Collectors.joining());
        return "<tr>" + cells + "</tr>";
    }

    private static String element(String name, String content) {
        return content.isEmpty() ? "" : "<" + name + ">" + content + "</" + name + ">";
    }

    private static String text(String text) {
        return escaped(defused(PlainText.oneLine(text)));
    }

    private static String defused(String text) {
        return CASE.matcher(PlainText.defuse(text)).replaceAll(PlainText.BREAK);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("\"", "&quot;")
            .replace("'", "&#39;");
    }

}
