package io.tracebridge.issue;

import java.util.List;

/**
 * The neutral text of an issue, which each tracker renders in its own format. All text in
 * it is hostile.
 */
public record Document(List<Block> blocks) {

    public Document {
        blocks = List.copyOf(blocks);
    }

    public sealed interface Block {

    }

    /**
     * @param level 1 (largest) to 6
     */
    public record Heading(int level, String text) implements Block {
    }

    public record Paragraph(List<Inline> inlines) implements Block {

        public Paragraph(Inline... inlines) {
            this(List.of(inlines));
        }

    }

    /**
     * @param language for highlighting; empty for none
     */
    public record CodeBlock(String language, String text) implements Block {
    }

    public record BulletList(List<Paragraph> items) implements Block {
    }

    /** Every row has as many cells as the header. */
    public record Table(List<String> header, List<List<String>> rows) implements Block {
    }

    public sealed interface Inline {

    }

    public record Text(String text) implements Inline {
    }

    public record Bold(String text) implements Inline {
    }

    public record Code(String text) implements Inline {
    }

    public record Link(String text, String url) implements Inline {
    }

    public record LineBreak() implements Inline {
    }

}
