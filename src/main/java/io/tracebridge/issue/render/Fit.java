package io.tracebridge.issue.render;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

import io.tracebridge.issue.Document;
import io.tracebridge.issue.Document.Block;

/**
 * Makes a document's rendering fit a limit. All blocks share one cap, the highest that
 * fits, so the longest give way first and short ones stay whole. Only the document is
 * ever shortened, never the rendered text, so no fence, tag or escape can be cut through.
 * Whatever happens, the last block stays: it is the link back to the group.
 */
final class Fit {

    private Fit() {
    }

    /**
     * @param size of a rendering, in the unit of {@code max}
     * @throws IllegalArgumentException when not even the last block fits
     */
    static <T> T within(int max, Document document, Function<Document, T> renderer, ToIntFunction<T> size) {
        T whole = renderer.apply(document);
        if (size.applyAsInt(whole) <= max) {
            return whole;
        }
        List<Block> blocks = document.blocks();
        if (blocks.isEmpty()) {
            throw tooSmall(max, size.applyAsInt(whole));
        }
        List<Block> body = blocks.subList(0, blocks.size() - 1);
        Block last = blocks.getLast();
        // A rendering is never shorter than its text, so no cap above max can fit.
        T capped = largest(max, (cap) -> renderer.apply(withLast(Shortener.shorten(body, cap), last)), max, size);
        if (capped != null) {
            return capped;
        }
        List<Block> shortest = Shortener.shorten(body, 0);
        T fewer = largest(shortest.size(), (count) -> renderer.apply(withLast(shortest.subList(0, count), last)), max,
                size);
        if (fewer == null) {
            throw tooSmall(max, size.applyAsInt(renderer.apply(new Document(List.of(last)))));
        }
        return fewer;
    }

    /**
     * The rendering for the largest number from 0 to {@code high} found to fit, or null.
     */
    private static <T> T largest(int high, IntFunction<T> render, int max, ToIntFunction<T> size) {
        T best = null;
        int from = 0;
        int to = high;
        while (from <= to) {
            int middle = (from + to) >>> 1;
            T candidate = render.apply(middle);
            if (size.applyAsInt(candidate) <= max) {
                best = candidate;
                from = middle + 1;
            }
            else {
                to = middle - 1;
            }
        }
        return best;
    }

    private static Document withLast(List<Block> blocks, Block last) {
        List<Block> all = new ArrayList<>(blocks);
        all.add(last);
        return new Document(all);
    }

    private static IllegalArgumentException tooSmall(int max, int needed) {
        return new IllegalArgumentException(
                "a limit of " + max + " is too small: the link back to the group alone takes " + needed);
    }

}
