package io.tracebridge.issue.render;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToIntFunction;

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
 * Cuts each block to about a number of characters: whole lines, rows and items first, and
 * says how many are missing.
 */
final class Shortener {

    /**
     * What a piece of running text keeps even at a cap of 0; shorter, it would say
     * nothing.
     */
    private static final int SHORTEST_TEXT = 80;

    private Shortener() {
    }

    static List<Block> shorten(List<Block> blocks, int cap) {
        return blocks.stream().map((block) -> shorten(block, cap)).toList();
    }

    private static Block shorten(Block block, int cap) {
        return switch (block) {
            case Heading heading -> new Heading(heading.level(), cut(heading.text(), cap));
            case Paragraph paragraph -> shorten(paragraph, cap);
            case CodeBlock code -> new CodeBlock(code.language(), lines(code.text(), cap));
            case BulletList list -> items(list, cap);
            case Table table -> rows(table, cap);
        };
    }

    private static Paragraph shorten(Paragraph paragraph, int cap) {
        int left = Math.max(cap, SHORTEST_TEXT);
        List<Inline> kept = new ArrayList<>();
        for (Inline inline : paragraph.inlines()) {
            if (left <= 0) {
                kept.add(new Text(PlainText.ELLIPSIS));
                break;
            }
            kept.add(shorten(inline, left));
            left -= length(inline);
        }
        return new Paragraph(kept);
    }

    private static Inline shorten(Inline inline, int cap) {
        return switch (inline) {
            case Text text -> new Text(cut(text.text(), cap));
            case Bold bold -> new Bold(cut(bold.text(), cap));
            case Code code -> new Code(cut(code.text(), cap));
            case Link link -> new Link(cut(link.text(), cap), link.url());
            case Mention mention -> mention;
            case LineBreak lineBreak -> lineBreak;
        };
    }

    private static int length(Inline inline) {
        return switch (inline) {
            case Text text -> text.text().length();
            case Bold bold -> bold.text().length();
            case Code code -> code.text().length();
            case Link link -> link.text().length() + link.url().length();
            case Mention mention -> mention.name().length() + 1;
            case LineBreak lineBreak -> 1;
        };
    }

    private static String lines(String text, int cap) {
        if (text.length() <= cap) {
            return text;
        }
        int end = Math.max(0, text.lastIndexOf('\n', cap));
        String kept = text.substring(0, end);
        int missing = 1 + (int) text.substring(end).strip().chars().filter((character) -> character == '\n').count();
        if (end == 0 && cap > 0) {
            kept = PlainText.cut(text.lines().findFirst().orElse(""), cap);
            missing--;
        }
        String note = (missing > 0) ? note(missing, "line") : "";
        return kept + ((kept.isEmpty() || note.isEmpty()) ? "" : "\n") + note;
    }

    private static Table rows(Table table, int cap) {
        List<List<String>> rows = table.rows();
        int whole = fitting(rows, cap, (row) -> row.stream().mapToInt(String::length).sum());
        List<List<String>> kept = new ArrayList<>(rows.subList(0, whole));
        int columns = table.header().size();
        if (whole == 0 && cap > columns && !rows.isEmpty()) {
            kept.add(rows.getFirst().stream().map((cell) -> PlainText.cut(cell, cap / columns)).toList());
        }
        int missing = rows.size() - kept.size();
        if (missing > 0 && columns > 0) {
            List<String> note = new ArrayList<>(Collections.nCopies(columns, ""));
            note.set(0, note(missing, "row"));
            kept.add(note);
        }
        return new Table(table.header().stream().map((cell) -> cut(cell, cap)).toList(), kept);
    }

    private static BulletList items(BulletList list, int cap) {
        List<Paragraph> items = list.items();
        int whole = fitting(items, cap, (item) -> item.inlines().stream().mapToInt(Shortener::length).sum());
        List<Paragraph> kept = new ArrayList<>(items.subList(0, whole));
        if (whole == 0 && !items.isEmpty()) {
            kept.add(shorten(items.getFirst(), cap));
        }
        int missing = items.size() - kept.size();
        if (missing > 0) {
            kept.add(new Paragraph(new Text(note(missing, "item"))));
        }
        return new BulletList(kept);
    }

    /** How many of the first parts stay within the cap together. */
    private static <T> int fitting(List<T> parts, int cap, ToIntFunction<T> length) {
        int count = 0;
        long used = 0;
        while (count < parts.size() && (used += length.applyAsInt(parts.get(count)) + 1) <= cap + 1L) {
            count++;
        }
        return count;
    }

    private static String cut(String text, int cap) {
        return PlainText.cut(text, Math.max(cap, SHORTEST_TEXT));
    }

    private static String note(int missing, String what) {
        return PlainText.ELLIPSIS + " " + missing + " more " + what + ((missing == 1) ? "" : "s");
    }

}
