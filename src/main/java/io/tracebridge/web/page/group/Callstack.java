package io.tracebridge.web.page.group;

import java.util.List;

import io.tracebridge.report.Frame;
import io.tracebridge.report.ReportThread;
import io.tracebridge.triage.GroupReports;

/**
 * How one report failed.
 *
 * @param message of the error; empty for none
 * @param threads the faulting one first, and no more than a page can hold
 * @param hidden how many threads more the report has
 */
record Callstack(GroupReports.Row report, String message, List<ReportThread> threads, int hidden) {

    private static final int MOST_THREADS = 100;

    static Callstack of(GroupReports.Whole report, List<ReportThread> threads) {
        var shown = threads.subList(0, Math.min(MOST_THREADS, threads.size()));
        return new Callstack(report.row(), report.attributes().getOrDefault("error.message", ""), shown,
                threads.size() - shown.size());
    }

    /** Calls of the thread that failed; empty where the report names none. */
    public List<Frame> frames() {
        return this.threads.isEmpty() ? List.of() : this.threads.getFirst().frames();
    }

}
