package io.tracebridge.tracker;

import java.util.ArrayList;

import io.tracebridge.issue.Document;
import io.tracebridge.issue.Document.LineBreak;
import io.tracebridge.issue.Document.Paragraph;
import io.tracebridge.issue.Document.Text;

/** The marker as text, for trackers (or set-ups) that offer no better place. */
public final class MarkerLine {

    private MarkerLine() {
    }

    /**
     * The document with the marker as its last line. It joins the last paragraph, which
     * renderers keep whole however much else they must leave out.
     */
    public static Document under(Document document, Marker marker) {
        var blocks = new ArrayList<>(document.blocks());
        if (!blocks.isEmpty() && blocks.getLast() instanceof Paragraph last) {
            var inlines = new ArrayList<>(last.inlines());
            inlines.add(new LineBreak());
            inlines.add(new Text(marker.value()));
            blocks.set(blocks.size() - 1, new Paragraph(inlines));
        }
        else {
            blocks.add(new Paragraph(new Text(marker.value())));
        }
        return new Document(blocks);
    }

}
