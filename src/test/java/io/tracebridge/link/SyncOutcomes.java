package io.tracebridge.link;

/** What synchronisation throws, for tests of those who catch it. */
public final class SyncOutcomes {

    private SyncOutcomes() {
    }

    public static SyncConflict conflict(Dispute dispute) {
        return new SyncConflict(dispute);
    }

}
