package io.tracebridge.triage.dryrun;

import java.io.IOException;

/**
 * Takes what a dry run finds, as it finds it.
 */
public interface Sink<T> {

    /**
     * @throws IOException if nobody wants more; the dry run stops
     */
    void take(T found) throws IOException;

}
