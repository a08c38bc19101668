package io.tracebridge.report;

/** What was submitted is not a report; the message says what would have been one. */
public final class MalformedReportException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MalformedReportException(String message) {
        super(message);
    }

}
