package io.tracebridge.issue;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.tracebridge.issue.Document.Block;
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

/** Words a group as a document. */
final class Description {

    private static final String HOSTNAME = "hostname";

    /**
     * Longest attribute value shown, in code points; longer ones are for the group's
     * page.
     */
    private static final int VALUE_LIMIT = 300;

    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'")
        .withZone(ZoneOffset.UTC);

    private Description() {
    }

    /** The sections that the display settings ask for, as far as the group fills them. */
    static Document of(GroupSummary group, Payload.Display display) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(intro(group));
        if (display.classifiers() && !group.classifiers().isEmpty()) {
            blocks.add(new Heading(2, "Classifiers"));
            blocks.add(new BulletList(group.classifiers().stream().map(Code::new).map(Paragraph::new).toList()));
        }
        if (display.callstack() && !group.frames().isEmpty()) {
            blocks.add(new Heading(2, "Callstack"));
            blocks.add(new CodeBlock("", String.join("\n", group.frames().stream().map(PlainText::oneLine).toList())));
        }
        List<List<String>> rows = display.attributesSection() ? rows(group, display) : List.of();
        if (!rows.isEmpty()) {
            blocks.add(new Heading(2, "Attributes"));
            blocks.add(new Table(List.of("Attribute", "Most frequent value", "Share"), rows));
        }
        blocks.add(linkBack(group));
        return new Document(blocks);
    }

    /** A custom field's text in place of the sections: blank lines part paragraphs. */
    static Document of(GroupSummary group, String text) {
        List<Block> blocks = new ArrayList<>();
        for (String paragraph : PlainText.clean(text).strip().split("\\n\\s*\\n")) {
            List<Inline> inlines = new ArrayList<>();
            for (String line : paragraph.split("\\n")) {
                if (!inlines.isEmpty()) {
                    inlines.add(new LineBreak());
                }
                inlines.add(new Text(line));
            }
            blocks.add(new Paragraph(inlines));
        }
        blocks.add(linkBack(group));
        return new Document(blocks);
    }

    private static Paragraph intro(GroupSummary group) {
        String seen = (group.reports() == 1) ? " was seen once, at " + UTC.format(group.firstSeen()) + "."
                : " was seen " + group.reports() + " times, first at " + UTC.format(group.firstSeen()) + ", last at "
                        + UTC.format(group.lastSeen()) + ".";
        return group.classifiers()
            .stream()
            .filter((classifier) -> !classifier.isBlank())
            .findFirst()
            .map((classifier) -> new Paragraph(new Code(classifier), new Text(seen)))
            .orElseGet(() -> new Paragraph(new Text("This error" + seen)));
    }

    private static Paragraph linkBack(GroupSummary group) {
        return new Paragraph(new Link(DraftWriter.LINK_TEXT, group.url()));
    }

    private static List<List<String>> rows(GroupSummary group, Payload.Display display) {
        boolean all = display.attributes().isEmpty();
        Stream<String> names = all ? group.values().keySet().stream().sorted() : display.attributes().stream();
        if (!all && display.hostname()) {
            names = Stream.concat(names, Stream.of(HOSTNAME));
        }
        return names.distinct()
            .filter((name) -> display.hostname() || !HOSTNAME.equals(name))
            .flatMap((name) -> group.mostFrequent(name)
                .map((value) -> row(name, value, group.values().get(name)))
                .stream())
            .toList();
    }

    private static List<String> row(String name, String value, Map<String, Long> counts) {
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        long percent = (long) (100.0 * counts.get(value) / all);
        String share = (percent > 0) ? percent + " %" : "< 1 %";
        return List.of(name, PlainText.cut(PlainText.oneLine(value), VALUE_LIMIT), share);
    }

}
