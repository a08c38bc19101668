package io.tracebridge.issue.render;

import java.util.ArrayList;
import java.util.Collections;
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
 * GitHub Flavored Markdown, as GitHub, GitLab and Redmine (CommonMark) read it.
 * Stateless.
 * <p>
 * Backslashes keep Markdown from reading hostile text, but the trackers look for mentions
 * and references afterwards, in what Markdown made of it: those are parted by zero-width
 * spaces. Code blocks need neither, but must not hold a fence, however short: GitLab
 * (quick actions) and Redmine (mentions) pair fences of three by simpler patterns than
 * Markdown does, and GitHub's parser remembers none longer than 255, so a longer fence
 * around would not do.
 */
public final class GfmRenderer {

    private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_\\[\\]~#${}]");

    private static final Pattern LINE_START = Pattern.compile("^([-+=])|^(\\d{1,9})([.)])(?=\\s|$)");

    /** Where a run of backticks or tildes would grow into a fence. */
    private static final Pattern FENCE = Pattern.compile("(?<=``)(?=`)|(?<=~~)(?=~)");

    private static final Pattern BACKTICK_RUN = Pattern.compile("(?<=`)(?=`)");

    /**
     * @return Markdown within the limit, without a line end at its end
     * @throws IllegalArgumentException when not even the last block fits the limit
     */
    public String render(Document document, Limit limit) {
        return Fit.within(limit.max(), document, GfmRenderer::markdown, limit::sizeOf);
    }

    private static String markdown(Document document) {
        return document.blocks()
            .stream()
            .map(GfmRenderer::block)
            .filter((block) -> !block.isEmpty())
            .collect(Collectors.joining("\n\n"));
    }

    private static String block(Block block) {
        return switch (block) {
            case Heading heading -> heading(heading);
            case Paragraph paragraph -> inlines(paragraph, "");
            case CodeBlock code -> fenced(code);
            case BulletList list -> list.items()
                .stream()
                .map((item) -> inlines(item, "  "))
                .filter((item) -> !item.isEmpty())
                .map((item) -> "- " + item)
                .collect(Collectors.joining("\n"));
            case Table table -> table(table);
        };
    }

    private static String heading(Heading heading) {
        String text = text(heading.text());
        return text.isEmpty() ? "" : "#".repeat(heading.level()) + " " + text;
    }

    private static String inlines(Paragraph paragraph, String indent) {
        StringBuilder line = new StringBuilder();
        List<String> lines = new ArrayList<>();
        for (Inline inline : Inlines.merged(paragraph.inlines())) {
            if (inline instanceof LineBreak) {
                lines.add(line.toString().strip());
                line.setLength(0);
            }
            else {
                append(line, inline(inline));
            }
        }
        lines.add(line.toString().strip());
        return lines.stream()
            .filter((text) -> !text.isEmpty())
            .map(GfmRenderer::atLineStart)
            .collect(Collectors.joining("\\\n" + indent));
    }

    /** Two delimiters that touch would be read as one. */
    private static void append(StringBuilder line, String inline) {
        boolean touch = !line.isEmpty() && !inline.isEmpty() && "`*".indexOf(inline.charAt(0)) >= 0
                && "`*".indexOf(line.charAt(line.length() - 1)) >= 0;
        line.append(touch ? " " : "").append(inline);
    }

    private static String inline(Inline inline) {
        return switch (inline) {
            case Text text -> spaced(text.text());
            case Bold bold -> text(bold.text()).isEmpty() ? "" : "**" + text(bold.text()) + "**";
            case Code code -> code(PlainText.oneLine(code.text()));
            case Link link -> WebLink.of(link.url())
                .map((url) -> "[" + text(link.text()) + "](" + url.replace("&", "&amp;") + ")")
                .orElseGet(() -> text(link.text()));
            case Mention mention ->
                mention.handle().map((handle) -> "@" + handle).orElseGet(() -> text(mention.name()));
            case LineBreak lineBreak -> throw new IllegalStateException("a line break is no text");
        };
    }

    /**
     * Text with one blank at each end that had any, as it stands between other inlines.
     */
    private static String spaced(String text) {
        String clean = PlainText.clean(text);
        String escaped = text(clean);
        boolean before = !clean.isEmpty() && Character.isWhitespace(clean.charAt(0));
        boolean after = !clean.isEmpty() && Character.isWhitespace(clean.charAt(clean.length() - 1));
        return escaped.isEmpty() ? (before ? " " : "") : (before ? " " : "") + escaped + (after ? " " : "");
    }

    private static String text(String text) {
        String inert = PlainText.defuse(PlainText.oneLine(text));
        return SPECIAL.matcher(inert)
            .replaceAll("\\\\$0")
            .replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("|", "&#124;");
    }

    private static String atLineStart(String line) {
        return LINE_START.matcher(line).replaceFirst("$2\\\\$1$3");
    }

    private static String code(String text) {
        if (text.isEmpty()) {
            return "";
        }
        String inert = BACKTICK_RUN.matcher(partFences(PlainText.defuseInlineCode(text))).replaceAll(PlainText.BREAK);
        String delimiter = inert.contains("`") ? "``" : "`";
        String pad = (inert.startsWith("`") || inert.endsWith("`")) ? " " : "";
        return delimiter + pad + inert + pad + delimiter;
    }

    private static String fenced(CodeBlock block) {
        String text = CodeText.of(block);
        return text.isEmpty() ? "" : "```" + CodeText.language(block) + "\n" + partFences(text) + "\n```";
    }

    private static String partFences(String code) {
        return FENCE.matcher(code).replaceAll(PlainText.BREAK);
    }

    private static String table(Table table) {
        if (table.header().isEmpty()) {
            return "";
        }
        List<String> lines = new ArrayList<>();
        lines.add(row(table.header().stream().map(GfmRenderer::text).toList()));
        lines.add(row(Collections.nCopies(table.header().size(), "---")));
        table.rows().forEach((row) -> lines.add(row(row.stream().map(GfmRenderer::cell).toList())));
        return String.join("\n", lines);
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    /**
     * Text that would need escapes or breaks becomes code, so that it copies as it is.
     */
    private static String cell(String text) {
        String plain = PlainText.oneLine(text);
        boolean asIs = text(plain).equals(plain);
        // Within code a pipe would still part cells.
        return (asIs || plain.contains("|")) ? text(plain) : code(plain);
    }

}
