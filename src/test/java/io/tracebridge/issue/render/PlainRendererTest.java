package io.tracebridge.issue.render;

import java.util.List;

import io.tracebridge.issue.Document;
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
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PlainRendererTest {

    private static final Limit AMPLE = Limit.characters(10_000);

    private final PlainRenderer renderer = new PlainRenderer();

    @Test
    void writesEveryBlockWithoutMarkup() {
        var document = new Document(List.of(new Heading(2, "Callstack"),
                new Paragraph(new Text("seen in "), new Bold("4.2"), new LineBreak(), new Code("pay()")),
                new CodeBlock("java", "a\n  b\n"),
                new BulletList(List.of(new Paragraph(new Text("one")), new Paragraph(new Text("two")))),
                new Table(List.of("Attribute", "Value"), List.of(List.of("version", "4.2"))),
                new Paragraph(new Link("Group", "https://tracebridge.example.com/g"))));

        assertThat(this.renderer.render(document, AMPLE)).isEqualTo("""
                Callstack

                seen in 4.2
                pay()

                a
                  b

                - one
                - two

                version: 4.2

                Group https://tracebridge.example.com/g""");
    }

    @Test
    void pointsAtNobodyAndNothingNotEvenFromCode() {
        var hostile = "@admin #1 [[Wiki]] https://evil.example.com";
        var document = new Document(List.of(new Paragraph(new Text(hostile)), new CodeBlock("", hostile),
                new Paragraph(new Link("x", "javascript:alert(1)"))));

        assertThat(this.renderer.render(document, AMPLE)).doesNotContain("@admin", "#1", "[[", "://", "javascript")
            .contains("admin", "Wiki", "evil.example.com");
    }

    @Test
    void keepsTheLastBlockWhateverTheLimit() {
        var document = new Document(List.of(new CodeBlock("", "at com.example.Frame\n".repeat(1_000)),
                new Paragraph(new Link("Group", "https://tracebridge.example.com/g"))));

        assertThat(this.renderer.render(document, Limit.utf8Bytes(500))).hasSizeLessThanOrEqualTo(500)
            .endsWith("https://tracebridge.example.com/g");
    }

}
