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
 * Jira's wiki markup, as Jira Data Center reads it. Stateless.
 * <p>
 * Jira's own escape, the backslash, fails behind another backslash and makes a line break
 * in front of one, and Jira reads issue keys, addresses and smileys out of text all the
 * same. So every sign that may mean something is a numeric entity, which Jira shows and
 * never reads. Within {@code {noformat}} and {@code {code}} it takes text as it is, up to
 * that very word.
 */
public final class JiraWikiRenderer {

    /**
     * Signs that may mean something to Jira; a dot does so only in what begins a heading
     * or a quotation.
     */
    private static final Pattern SIGN = Pattern.compile("[\\p{Punct}&&[^,.'/]]|(?<=\\b(?:h[1-6]|bq))\\.",
            Pattern.CASE_INSENSITIVE);

    /** The words that end or begin code. */
    private static final Pattern CODE_WORD = Pattern.compile("\\{(?=\\s*/?(?:noformat|code)\\b)",
            Pattern.CASE_INSENSITIVE);

    /**
     * @return wiki markup within the limit, without a line end at its end
     * @throws IllegalArgumentException when not even the last block fits the limit
     */
    public String render(Document document, Limit limit) {
        return Fit.within(limit.max(), document, JiraWikiRenderer::wiki, limit::sizeOf);
    }

    private static String wiki(Document document) {
        return document.blocks()
            .stream()
            .map(JiraWikiRenderer::block)
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
            case Code code -> text(code.text()).isEmpty() ? "" : "{{" + text(code.text()) + "}}";
            case Link link -> WebLink.of(link.url())
                .filter((url) -> !text(link.text()).isEmpty())
                .map((url) -> "[" + text(link.text()) + "|" + url + "]")
                .orElseGet(() -> text(link.text()));
            case Mention mention ->
                mention.handle().map((handle) -> "[~" + handle + "]").orElseGet(() -> text(mention.name()));
            case LineBreak lineBreak -> throw new IllegalStateException("a line break is no text");
        };
    }

    private static String text(String text) {
        return entities(PlainText.oneLine(text));
    }

    private static String entities(String text) {
        return SIGN.matcher(text).replaceAll((sign) -> "&#" + (int) sign.group().charAt(0) + ";");
    }

    private static String preformatted(CodeBlock block) {
        String text = CodeText.of(block);
        if (text.isEmpty()) {
            return "";
        }
        // A language that Jira does not know would show an error in place of the code.
        String inert = CODE_WORD.matcher(text).replaceAll("{" + PlainText.BREAK);
        return CodeText.language(block).equals("java") ? "{code:java}\n" + inert + "\n{code}"
                : "{noformat}\n" + inert + "\n{noformat}";
    }

    private static String table(Table table) {
        if (table.header().isEmpty()) {
            return "";
        }
        List<String> lines = new ArrayList<>();
        lines.add(row(table.header(), "||"));
        table.rows().forEach((row) -> lines.add(row(row, "|")));
        return String.join("\n", lines);
    }

    private static String row(List<String> cells, String separator) {
        return cells.stream()
            .map((cell) -> text(cell).isEmpty() ? " " : text(cell))
            .collect(Collectors.joining(separator, separator, separator));
    }

}
