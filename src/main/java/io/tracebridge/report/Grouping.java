package io.tracebridge.report;

import java.util.List;

/**
 * Which group a report belongs to, and the stack as grouping sees it.
 *
 * @param frames normalised calls, innermost first, at most
 * {@link Fingerprinter#MAX_FRAMES}; empty when the report has no stack. Reports that show
 * the same frames (and no override) are one group.
 */
public record Grouping(Fingerprint fingerprint, List<String> frames) {

    public Grouping {
        frames = List.copyOf(frames);
    }

}
