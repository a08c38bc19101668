package io.tracebridge.link;

/** Group and issue both changed, and a person has to say which side is right. */
public final class SyncConflict extends RuntimeException {

    private final transient Dispute dispute;

    SyncConflict(Dispute dispute) {
        super(dispute.reason());
        this.dispute = dispute;
    }

    public Dispute dispute() {
        return this.dispute;
    }

}
