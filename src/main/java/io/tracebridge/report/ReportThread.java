package io.tracebridge.report;

import java.util.List;
import java.util.Map;

/**
 * One thread of a report.
 *
 * @param name as the report calls it; empty for a stack that belongs to no thread
 * @param faulting whether it is the one that failed
 * @param frames innermost call first
 */
public record ReportThread(String name, boolean faulting, List<Frame> frames) {

    public ReportThread {
        frames = List.copyOf(frames);
    }

    /**
     * All threads of a stored report, the faulting one first.
     * @param body as {@link Report#body()}
     */
    public static List<ReportThread> all(Map<String, Object> body) {
        return StackReader.threads(body);
    }

}
