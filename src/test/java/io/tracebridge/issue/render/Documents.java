package io.tracebridge.issue.render;

import java.util.List;
import java.util.stream.Stream;

import io.tracebridge.issue.Document;
import io.tracebridge.issue.Document.Block;
import io.tracebridge.issue.Document.Bold;
import io.tracebridge.issue.Document.BulletList;
import io.tracebridge.issue.Document.Code;
import io.tracebridge.issue.Document.CodeBlock;
import io.tracebridge.issue.Document.Heading;
import io.tracebridge.issue.Document.LineBreak;
import io.tracebridge.issue.Document.Link;
import io.tracebridge.issue.Document.Paragraph;
import io.tracebridge.issue.Document.Table;
import io.tracebridge.issue.Document.Text;
import io.tracebridge.issue.DraftWriter;
import io.tracebridge.issue.Samples;

/** Documents that tests render. */
final class Documents {

    static final Paragraph LINK_BACK = new Paragraph(new Link(DraftWriter.LINK_TEXT, Samples.URL));

    /** Every kind of block and inline once. */
    static final Document ORDINARY = of(
            new Paragraph(new Code("NullPointerException"), new Text(" was seen "), new Bold("12 times"),
                    new Text(" in the "), new Link("shop", "https://shop.example/a?b=1&c=(2)"), new LineBreak(),
                    new Text("since Monday.")),
            new Heading(2, "Callstack"), new CodeBlock("java", "Cart.total\n  Checkout.pay"),
            new CodeBlock("", "plain"),
            new BulletList(List.of(new Paragraph(new Text("one")), new Paragraph(new Code("two")))),
            new Table(List.of("Attribute", "Value"), List.of(List.of("version", "2.4.0"),
                    List.of("mail", "a@b.example"), List.of("path", "a|b"), List.of("none", ""))));

    private Documents() {
    }

    /** The blocks, and the link back at the end. */
    static Document of(Block... blocks) {
        return new Document(Stream.concat(Stream.of(blocks), Stream.of(LINK_BACK)).toList());
    }

    /** The text in every place that a document has for text. */
    static Document withEverywhere(String text) {
        return of(new Paragraph(new Text(text)), new Paragraph(new Text("a "), new Text(text), new Text(" b")),
                new Paragraph(new Text("a"), new LineBreak(), new Text(text)), new Paragraph(new Bold(text)),
                new Paragraph(new Code(text)), new Paragraph(new Link(text, "https://shop.example")),
                new Paragraph(new Link("a", text)), new Heading(2, text), new CodeBlock("", text),
                new CodeBlock(text, "a\n" + text + "\nb"),
                new BulletList(List.of(new Paragraph(new Text(text)), new Paragraph(new Code(text)))),
                new Table(List.of("a", text), List.of(List.of(text, text), List.of("b", text))));
    }

}
