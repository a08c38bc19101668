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
import io.tracebridge.issue.Document.Paragraph;
import io.tracebridge.issue.Document.Table;
import io.tracebridge.issue.Document.Text;
import io.tracebridge.issue.PlainText;

/**
 * Remarkup, as Phabricator and Phorge read it. Stateless.
 * <p>
 * Remarkup has neither an escape character nor entities, so zero-width spaces part
 * whatever it would read: signs that come in pairs, and names that it would link, embed
 * or notify. Code, in blocks or lines, it leaves alone.
 */
public final class RemarkupRenderer {

    private static final Pattern LIVE = Pattern.compile(String.join("|",
            // **bold**, //italic//, __underlined__, ~~deleted~~, !!highlighted!!
            "(?<=([*/_~!]))(?=\\1)",
            // #tag in any characters, ##code##, {F1}, {meme}, {{{
            "(?<=[#{])(?=[^\\s\\u200b])",
            // [text](address), ((short address))
            "(?<=\\])(?=\\()", "(?<=\\()(?=\\()",
            // T1, D1, P1, rREPO…: objects of every application
            "(?<=\\b[A-Z])(?=\\d)", "(?<=\\br)(?=[A-Z])",
            // a commit that happens to have no letters
            "(?<=\\b(?:\\d{6}){1,9})(?=\\d)"));

    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");

    private static final Pattern BACKTICKS = Pattern.compile("`+");

    /** What makes a line a heading, an item, a quotation, a note, a rule, a table… */
    private static final Pattern LINE_START = Pattern
        .compile("^(?:[=#>|<%-]|\\*\\s|\\d+[.)]\\s|\\[\\D?\\]|\\(?(?:NOTE|IMPORTANT|WARNING))");

    /** A line that is the name of an image macro becomes the image. */
    private static final Pattern ONE_WORD = Pattern.compile("[\\w:\\-[^\\x00-\\x7e]]+");

    private static final Pattern FENCE = Pattern.compile("(?<=``)(?=`)");

    private static final Pattern UNDERLINE = Pattern.compile("^(?=[-=]{2,}\\s*(?:\\n|$))");

    /** Read even within code: <code>${{{strings.platform.server.name}}}</code>. */
    private static final Pattern EXPRESSION = Pattern.compile("(?<=\\{\\{)(?=\\{)");

    private static final Pattern CODE_END = Pattern.compile("(?<=#)(?=#|$)");

    private static final int DEEPEST_HEADING = 5;

    /**
     * @return remarkup within the limit, without a line end at its end
     * @throws IllegalArgumentException when not even the last block fits the limit
     */
    public String render(Document document, Limit limit) {
        return Fit.within(limit.max(), document, RemarkupRenderer::remarkup, limit::sizeOf);
    }

    private static String remarkup(Document document) {
        return document.blocks()
            .stream()
            .map(RemarkupRenderer::block)
            .filter((block) -> !block.isEmpty())
            .collect(Collectors.joining("\n\n"));
    }

    private static String block(Block block) {
        return switch (block) {
            case Heading heading -> heading(heading);
            case Paragraph paragraph -> inlines(paragraph, "\n");
            case CodeBlock code -> fenced(code);
            case BulletList list -> list.items()
                .stream()
                .map((item) -> inlines(item, " "))
                .filter((item) -> !item.isEmpty())
                .map((item) -> "- " + item)
                .collect(Collectors.joining("\n"));
            case Table table -> table(table);
        };
    }

    /** Remarkup takes equals and number signs off the end of a heading. */
    private static String heading(Heading heading) {
        String text = atLineStart(text(heading.text()));
        String end = (text.endsWith("=") || text.endsWith("#")) ? PlainText.BREAK : "";
        return text.isEmpty() ? "" : "=".repeat(Math.min(heading.level(), DEEPEST_HEADING)) + " " + text + end;
    }

    private static String inlines(Paragraph paragraph, String lineBreak) {
        StringBuilder line = new StringBuilder();
        List<String> lines = new ArrayList<>();
        for (Inline inline : Inlines.merged(paragraph.inlines())) {
            if (inline instanceof LineBreak) {
                lines.add(line.toString().strip());
                line.setLength(0);
            }
            else {
                append(line, inline(inline, afterWord(line)));
            }
        }
        lines.add(line.toString().strip());
        return lines.stream()
            .filter((text) -> !text.isEmpty())
            .collect(Collectors.joining(lineBreak))
            .lines()
            .map(RemarkupRenderer::atLineStart)
            .collect(Collectors.joining("\n"));
    }

    private static boolean afterWord(StringBuilder line) {
        return !line.isEmpty() && word(line.charAt(line.length() - 1));
    }

    /** Signs that touch would be read as one, and links must not touch words. */
    private static void append(StringBuilder line, String inline) {
        if (!line.isEmpty() && !inline.isEmpty()) {
            char last = line.charAt(line.length() - 1);
            char first = inline.charAt(0);
            boolean sameSign = last == first && !word(last) && last != ' ';
            boolean linkTouchesWord = (word(last) && inline.startsWith("[[")) || (last == ']' && word(first));
            line.append((sameSign || linkTouchesWord) ? PlainText.BREAK : "");
        }
        line.append(inline);
    }

    private static boolean word(char character) {
        return Character.isLetterOrDigit(character) || Character.isSurrogate(character) || character == '_';
    }

    private static String inline(Inline inline, boolean afterWord) {
        return switch (inline) {
            case Text text -> spaced(text.text());
            case Bold bold -> bold(text(bold.text()));
            case Code code -> code(PlainText.oneLine(code.text()), afterWord);
            case Link link ->
                WebLink.of(link.url()).map((url) -> link(text(link.text()), url)).orElseGet(() -> text(link.text()));
            case LineBreak lineBreak -> throw new IllegalStateException("a line break is no text");
        };
    }

    /** Its signs must neither grow nor, at the start of a line, begin a list. */
    private static String bold(String text) {
        if (text.isEmpty()) {
            return "";
        }
        String before = ("*-#".indexOf(text.charAt(0)) >= 0) ? PlainText.BREAK : "";
        return "**" + before + text + (text.endsWith("*") ? PlainText.BREAK : "") + "**";
    }

    /** A link's text cannot hold a bracket that closes. */
    private static String link(String text, String url) {
        return (text.isEmpty() || text.contains("]")) ? (text + " [[" + url + "]]").strip()
                : "[[" + url + "|" + text + "]]";
    }

    /** With a blank at each end that had any, as it stands between other inlines. */
    private static String spaced(String text) {
        String blanked = BLANKS.matcher(PlainText.clean(text)).replaceAll(" ");
        String inert = text(blanked);
        return inert.isEmpty() ? blanked
                : (blanked.startsWith(" ") ? " " : "") + inert + (blanked.endsWith(" ") ? " " : "");
    }

    private static String text(String text) {
        return inert(PlainText.oneLine(text));
    }

    /** Backticks have no form that is not code, so they become code of their own. */
    private static String inert(String text) {
        String parted = LIVE.matcher(PlainText.defuse(text)).replaceAll(PlainText.BREAK);
        return BACKTICKS.matcher(parted).replaceAll("##$0##");
    }

    private static String atLineStart(String line) {
        boolean read = LINE_START.matcher(line).find() || ONE_WORD.matcher(line).matches();
        return read ? PlainText.BREAK + line : line;
    }

    /** Between backticks if they are read as such there, else between number signs. */
    private static String code(String text, boolean afterWord) {
        if (text.isEmpty()) {
            return "";
        }
        String inert = EXPRESSION.matcher(text).replaceAll(PlainText.BREAK);
        return (afterWord || text.contains("`")) ? "##" + CODE_END.matcher(inert).replaceAll(PlainText.BREAK) + "##"
                : "`" + inert + "`";
    }

    /**
     * Without a language, remarkup would take options from the first line of code, and
     * old versions a line of dashes there for that of a heading.
     */
    private static String fenced(CodeBlock block) {
        String text = CodeText.of(block);
        String language = CodeText.language(block);
        return text.isEmpty() ? "" : "```lang=" + (language.isEmpty() ? "text" : language) + "\n"
                + UNDERLINE.matcher(FENCE.matcher(text).replaceAll(PlainText.BREAK)).replaceFirst(PlainText.BREAK)
                + "\n```";
    }

    private static String table(Table table) {
        if (table.header().isEmpty()) {
            return "";
        }
        List<String> lines = new ArrayList<>();
        lines.add(row(table.header().stream().map((cell) -> atLineStart(text(unpiped(cell)))).toList()));
        lines.add(row(Collections.nCopies(table.header().size(), "---")));
        table.rows().forEach((row) -> lines.add(row(row.stream().map(RemarkupRenderer::cell).toList())));
        return String.join("\n", lines);
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    /** Text that would need breaks becomes code, so that it copies as it is. */
    private static String cell(String text) {
        String plain = PlainText.oneLine(unpiped(text));
        boolean asIs = atLineStart(text(plain)).equals(plain);
        return asIs ? plain : code(plain.replace("[[", "[" + PlainText.BREAK + "["), false);
    }

    /** Nothing keeps a pipe from parting cells. */
    private static String unpiped(String text) {
        return text.replace('|', '¦');
    }

}
