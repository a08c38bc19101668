package io.tracebridge.web.page.group;

import java.util.List;
import java.util.function.ToLongFunction;

/**
 * A part of a long list.
 *
 * @param next what the part after it begins after; null on the last
 */
record Slice<T>(List<T> items, Long next) {

    /**
     * @param rows one more than are shown, if there are more
     */
    static <T> Slice<T> of(List<T> rows, int size, ToLongFunction<T> place) {
        var shown = rows.subList(0, Math.min(size, rows.size()));
        return new Slice<>(shown, (rows.size() > size) ? place.applyAsLong(shown.getLast()) : null);
    }

}
