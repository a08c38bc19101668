package io.tracebridge.issue;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

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

    /**
     * One person whom the tracker is to notify, the only inline that points at anybody.
     * The names are an admin's own; never make one of what an application sent. Renderers
     * of trackers that know no mention show the name as plain text.
     *
     * @param accountId as the tracker's API knows the account
     * @param name as people write it after an {@code @}
     */
    public record Mention(String accountId, String name) implements Inline {

        private static final Pattern HANDLE = Pattern
            .compile("[\\p{L}\\p{N}](?:[\\p{L}\\p{N}_.-]{0,98}[\\p{L}\\p{N}_])?");

        /**
         * The name if it is one word that cannot be read as anything else; else empty.
         */
        public Optional<String> handle() {
            return Optional.of(this.name).filter((text) -> HANDLE.matcher(text).matches());
        }

    }

    public record LineBreak() implements Inline {
    }

}
