package io.tracebridge.web.page.triage;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.tracebridge.triage.Occurrences.Bucket;

/**
 * A small chart of reports per day, as bars in a box of {@link #HEIGHT} units height.
 *
 * @param text says the same to those who do not see it
 */
record Spark(List<Bar> bars, int width, String text) {

    static final int HEIGHT = 24;

    private static final int STEP = 7;

    private static final int THICK = 5;

    static Spark of(List<Bucket> days) {
        var most = days.stream().mapToLong(Bucket::reports).max().orElse(0);
        var bars = IntStream.range(0, days.size())
            .mapToObj((day) -> Bar.of(day * STEP, days.get(day).reports(), most))
            .toList();
        return new Spark(bars, days.size() * STEP, "Reports per day, the last " + days.size() + " days: "
                + days.stream().map((day) -> Long.toString(day.reports())).collect(Collectors.joining(", ")));
    }

    /**
     * @param y downwards from the top
     */
    record Bar(int x, int y, int width, int height, boolean none) {

        /** One report is seen, too, however many there were on other days. */
        static Bar of(int x, long reports, long most) {
            var height = (reports == 0) ? 1 : (int) Math.max(2, Math.round((double) HEIGHT * reports / most));
            return new Bar(x, HEIGHT - height, THICK, height, reports == 0);
        }

    }

}
