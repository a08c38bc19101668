package io.tracebridge.triage.dryrun;

/** As many dry runs as this process allows are under way; try again later. */
public final class DryRunsBusy extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DryRunsBusy(int atOnce) {
        super(atOnce + " dry runs are under way already. Try again when one has ended.");
    }

}
