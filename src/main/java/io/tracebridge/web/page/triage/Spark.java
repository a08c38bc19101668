package io.tracebridge.web.page.triage;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.tracebridge.triage.Occurrences.Bucket;

/**
 * A small chart of reports per day, as bars in a box of {@link #HEIGHT} units height. All
 * bars of a kind are one path: a page has hundreds of them.
 *
 * @param bars path of the days that have reports
 * @param none path of those that have none
 * @param text says the same to those who do not see it
 */
record Spark(String bars, String none, int width, String text) {

    static final int HEIGHT = 24;

    private static final int STEP = 7;

    private static final int THICK = 5;

    static Spark of(List<Bucket> days) {
        var most = days.stream().mapToLong(Bucket::reports).max().orElse(0);
        return new Spark(path(days, most, false), path(days, most, true), days.size() * STEP,
                "Reports per day, the last " + days.size() + " days: "
                        + days.stream().map((day) -> Long.toString(day.reports())).collect(Collectors.joining(", ")));
    }

    private static String path(List<Bucket> days, long most, boolean none) {
        return IntStream.range(0, days.size())
            .filter((day) -> (days.get(day).reports() == 0) == none)
            .mapToObj((day) -> bar(day * STEP, height(days.get(day).reports(), most)))
            .collect(Collectors.joining());
    }

    private static String bar(int x, int height) {
        return "M" + x + " " + (HEIGHT - height) + "h" + THICK + "v" + height + "h-" + THICK + "z";
    }

    /** One report is seen, too, however many there were on other days. */
    private static int height(long reports, long most) {
        return (reports == 0) ? 1 : (int) Math.max(2, Math.round((double) HEIGHT * reports / most));
    }

}
