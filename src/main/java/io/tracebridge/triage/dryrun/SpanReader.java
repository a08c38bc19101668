package io.tracebridge.triage.dryrun;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;

import io.tracebridge.triage.StoredReport;
import io.tracebridge.triage.StoredReports;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads a span's reports piece by piece, each in a read-only transaction of its own: no
 * connection is held while somebody slow takes the results.
 */
final class SpanReader {

    /**
     * Reports at once; with the longest attributes the intake lets through, some 100 MB.
     */
    static final int PIECE = 50;

    private final StoredReports reports;

    private final TransactionTemplate readOnly;

    SpanReader(StoredReports reports, TransactionTemplate readOnly) {
        this.reports = reports;
        this.readOnly = readOnly;
    }

    /**
     * @param work done inside the transaction, for all reports of a piece
     * @param sink takes the result outside of it
     */
    <T> void read(List<Long> ids, Function<List<StoredReport>, T> work, Sink<T> sink) throws IOException {
        for (int from = 0; from < ids.size(); from += PIECE) {
            var piece = ids.subList(from, Math.min(ids.size(), from + PIECE));
            sink.take(this.readOnly.execute((status) -> work.apply(this.reports.list(piece))));
        }
    }

}
