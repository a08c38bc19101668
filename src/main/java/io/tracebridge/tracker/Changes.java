package io.tracebridge.tracker;

import java.time.Instant;
import java.util.List;

/**
 * What changed in a tracker since a cursor: hints, which may repeat but never miss a
 * change.
 *
 * @param issues changed issues, each once, oldest change first; possibly others than ours
 * @param next where the next look begins
 * @param more whether to look again at once, since the tracker had more than one page
 */
public record Changes(List<IssueRef> issues, Cursor next, boolean more) {

    public Changes {
        issues = List.copyOf(issues);
    }

    /**
     * A place in the tracker's history, in the tracker's own notation; kept as text.
     */
    public record Cursor(String value) {

        /** Begins a history: what changed from this moment on. */
        public static Cursor at(Instant moment) {
            return new Cursor(moment.toString());
        }

    }

}
