package io.tracebridge.workflow;

import java.util.Set;

import io.grpc.Status;
import io.tracebridge.issue.PlainText;

/**
 * Why the engine did not take a command.
 *
 * @param code the gRPC status
 * @param words for operators, short
 */
record EngineFailure(Status.Code code, String words) {

    /** The command was fine and may be taken later, if it has not been taken already. */
    private static final Set<Status.Code> PASSING = Set.of(Status.Code.UNAVAILABLE, Status.Code.RESOURCE_EXHAUSTED,
            Status.Code.DEADLINE_EXCEEDED, Status.Code.ABORTED, Status.Code.CANCELLED);

    private static final int LIMIT = 500;

    /** Finds the status however deep futures have wrapped it. */
    static EngineFailure of(Throwable failure) {
        var status = Status.fromThrowable(failure);
        if (status.getCode() == Status.Code.UNKNOWN) {
            return new EngineFailure(status.getCode(), cut(root(failure).toString()));
        }
        return new EngineFailure(status.getCode(), cut((status.getDescription() != null)
                ? status.getCode() + ": " + status.getDescription() : status.getCode().name()));
    }

    boolean passing() {
        return PASSING.contains(this.code);
    }

    /** The engine is well, and asks for less at once. */
    boolean busy() {
        return this.code == Status.Code.RESOURCE_EXHAUSTED;
    }

    /**
     * The job is no longer ours: done by another worker after a timeout, or cancelled.
     */
    boolean jobGone() {
        return this.code == Status.Code.NOT_FOUND;
    }

    private static Throwable root(Throwable failure) {
        var cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static String cut(String text) {
        return PlainText.cut(PlainText.oneLine(text), LIMIT);
    }

}
