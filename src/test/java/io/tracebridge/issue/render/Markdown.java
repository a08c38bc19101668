package io.tracebridge.issue.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.tracebridge.issue.PlainText;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/**
 * What a Markdown parser of other hands finds in a text.
 *
 * @param kinds the kinds of nodes
 * @param text all text that is neither code nor within a link, a line per node
 * @param paragraphs the text of each top-level paragraph, without zero-width breaks
 */
record Markdown(Set<String> kinds, List<String> html, List<String> links, String text, List<String> paragraphs) {

    private static final Parser PARSER = Parser.builder()
        .extensions(List.of(TablesExtension.create(), AutolinkExtension.create(), StrikethroughExtension.create()))
        .build();

    static Markdown read(String markdown) {
        Reader reader = new Reader();
        PARSER.parse(markdown).accept(reader);
        return new Markdown(reader.kinds, reader.html, reader.links, reader.text.toString(), reader.paragraphs);
    }

    private static final class Reader extends AbstractVisitor {

        private final Set<String> kinds = new TreeSet<>();

        private final List<String> html = new ArrayList<>();

        private final List<String> links = new ArrayList<>();

        private final StringBuilder text = new StringBuilder();

        private final List<String> paragraphs = new ArrayList<>();

        private StringBuilder paragraph = new StringBuilder();

        private boolean inLink;

        @Override
        protected void visitChildren(Node parent) {
            this.kinds.add(parent.getClass().getSimpleName());
            super.visitChildren(parent);
        }

        @Override
        public void visit(Paragraph node) {
            this.paragraph = new StringBuilder();
            visitChildren(node);
            if (!(node.getParent() instanceof ListItem)) {
                this.paragraphs.add(this.paragraph.toString().replace(PlainText.BREAK, ""));
            }
        }

        @Override
        public void visit(Text node) {
            this.paragraph.append(node.getLiteral());
            if (!this.inLink) {
                this.text.append(node.getLiteral()).append('\n');
            }
        }

        @Override
        public void visit(HardLineBreak node) {
            this.paragraph.append('\n');
        }

        @Override
        public void visit(Code node) {
            this.paragraph.append(node.getLiteral());
        }

        @Override
        public void visit(Link node) {
            if (node.getDestination().startsWith("mailto:") && node.getDestination().contains(PlainText.BREAK)) {
                // This parser takes any character into an address; cmark, the trackers'
                // own, only what an address may have.
                visitChildren(node);
                return;
            }
            this.links.add(node.getDestination());
            this.inLink = true;
            visitChildren(node);
            this.inLink = false;
        }

        @Override
        public void visit(HtmlInline node) {
            this.html.add(node.getLiteral());
        }

        @Override
        public void visit(HtmlBlock node) {
            this.html.add(node.getLiteral());
        }

    }

}
