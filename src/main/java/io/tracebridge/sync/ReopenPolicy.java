package io.tracebridge.sync;

import java.time.Duration;
import java.util.Locale;

/**
 * What becomes of a closed issue whose error came back. It is asked when a report opened
 * the group again; what a person opens by hand is always opened at the tracker, too.
 *
 * @param kind what the admin chose
 * @param days of {@link Kind#WITHIN}
 */
public record ReopenPolicy(Kind kind, int days) {

    public enum Kind {

        /** What is closed stays closed. */
        NEVER,

        /** It is opened again. */
        ALWAYS,

        /** It is opened again if it was not closed too long ago. */
        WITHIN,

        /** It stays closed, and a new issue that refers to it takes its place. */
        REGRESSION;

        /** As settings spell it: {@code within}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

    }

    /**
     * @param kind as settings spell it
     */
    public static ReopenPolicy of(String kind, int days) {
        return new ReopenPolicy(Kind.valueOf(kind.toUpperCase(Locale.ROOT)), days);
    }

    /**
     * @param issue what the issue's status means, with its resolution: muted for one that
     * somebody refused, such as by design, won't fix or duplicate
     * @param byReport whether only reports opened the group again, and no person did
     * @param closedFor since the issue was closed
     */
    public Verdict of(GroupState issue, boolean byReport, Duration closedFor) {
        if (!byReport || !issue.closed()) {
            return new Verdict.Reopen();
        }
        if (issue == GroupState.MUTED) {
            return new Verdict.LeaveClosed(
                    "the error came back, but the issue was closed as not to be fixed; whoever thinks otherwise reopens it by hand");
        }
        return switch (this.kind) {
            case ALWAYS -> new Verdict.Reopen();
            case NEVER -> new Verdict.LeaveClosed(
                    "the error came back, and the setting reopen says that closed issues stay closed");
            case WITHIN -> (closedFor.compareTo(Duration.ofDays(this.days)) <= 0) ? new Verdict.Reopen()
                    : new Verdict.LeaveClosed(
                            "the error came back %d days after the issue was closed, and the setting reopenDays says %d"
                                .formatted(closedFor.toDays(), this.days));
            case REGRESSION -> new Verdict.NewIssue(
                    "the error came back, and the setting reopen says that a new issue takes the closed one's place");
        };
    }

    public sealed interface Verdict {

        record Reopen() implements Verdict {
        }

        /**
         * @param why in words for triagers
         */
        record LeaveClosed(String why) implements Verdict {
        }

        /**
         * @param why in words for triagers
         */
        record NewIssue(String why) implements Verdict {
        }

    }

}
