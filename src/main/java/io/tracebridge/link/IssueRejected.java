package io.tracebridge.link;

/**
 * The tracker refused the issue for good: a person has to change something, or give up.
 */
public final class IssueRejected extends RuntimeException {

    private final transient Rejection rejection;

    IssueRejected(Rejection rejection) {
        super(rejection.message());
        this.rejection = rejection;
    }

    public Rejection rejection() {
        return this.rejection;
    }

}
