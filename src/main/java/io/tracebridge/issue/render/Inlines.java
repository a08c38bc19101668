package io.tracebridge.issue.render;

import java.util.ArrayList;
import java.util.List;

import io.tracebridge.issue.Document.Inline;
import io.tracebridge.issue.Document.Text;

/** What formats have in common that escape text by what stands beside it. */
final class Inlines {

    private Inlines() {
    }

    /** Texts that touch become one, so that no mention hides across their border. */
    static List<Inline> merged(List<Inline> inlines) {
        List<Inline> merged = new ArrayList<>();
        for (Inline inline : inlines) {
            if (inline instanceof Text text && !merged.isEmpty() && merged.getLast() instanceof Text before) {
                merged.set(merged.size() - 1, new Text(before.text() + text.text()));
            }
            else {
                merged.add(inline);
            }
        }
        return merged;
    }

}
