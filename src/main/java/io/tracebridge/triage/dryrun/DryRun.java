package io.tracebridge.triage.dryrun;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import io.tracebridge.integration.Integration;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.rules.Decision.Outcome;
import io.tracebridge.triage.Evaluator;
import io.tracebridge.triage.StoredReport;

/**
 * One dry run over a fixed span of reports. It goes over them twice: a report that is
 * held back fires with a later one, so what is to be said of it is known only at the end.
 * Between the two it keeps a verdict per report, not the traces. Not for use by several
 * threads at once.
 */
public final class DryRun implements AutoCloseable {

    private final Integration integration;

    private final Evaluator evaluator;

    private final List<Long> span;

    private final SpanReader reader;

    private final Previews previews;

    private final Deadline deadline;

    private final Runnable release;

    private final AtomicBoolean open = new AtomicBoolean(true);

    private final TriggerSimulation triggers;

    DryRun(Integration integration, Evaluator evaluator, List<Long> span, SpanReader reader, Previews previews,
            Deadline deadline, Runnable release) {
        this.integration = integration;
        this.evaluator = evaluator;
        this.span = span;
        this.reader = reader;
        this.previews = previews;
        this.deadline = deadline;
        this.release = release;
        this.triggers = new TriggerSimulation(integration, evaluator.combination());
    }

    /** Ids of its reports, in the order of their arrival. */
    public List<Long> span() {
        return this.span;
    }

    /**
     * Goes over the whole span; comes first, and once.
     * @param progress takes how many reports are done, now and then
     * @throws InvalidInputException if it takes too long
     */
    public Summary judge(Sink<Integer> progress) throws IOException {
        var rules = this.integration.automation().rules();
        var counter = new Summary.Counter(rules);
        var judged = new ArrayList<Long>();
        this.reader.read(this.span, (piece) -> {
            for (var report : piece) {
                this.deadline.check();
                var decision = this.evaluator.decide(report);
                counter.count(report.rootId(), decision);
                this.triggers.offer(report, decision.outcome() == Outcome.SUBMIT);
                judged.add(report.id());
            }
            return judged.size();
        }, progress);
        var fires = judged.stream().filter((id) -> this.triggers.of(id).fires()).count();
        var issues = judged.stream().filter((id) -> this.triggers.of(id).createsIssue()).count();
        return counter.summary((int) fires, (int) issues);
    }

    /**
     * Says of some judged reports what would become of them.
     * @param ids of {@link #span()}
     * @throws InvalidInputException if it takes too long
     */
    public void report(List<Long> ids, Sink<List<TriedReport>> sink) throws IOException {
        this.reader.read(ids, (piece) -> piece.stream().map(this::tried).toList(), sink);
    }

    private TriedReport tried(StoredReport report) {
        this.deadline.check();
        var decision = this.evaluator.decide(report);
        var verdict = this.triggers.of(report.id());
        var rule = (decision.winningRule() != null)
                ? this.integration.automation().rules().get(decision.winningRule() - 1) : null;
        return new TriedReport(report.id(), report.fingerprint(), report.occurredAt(), report.receivedAt(), decision,
                rule, verdict.fires(), verdict.at(), verdict.reason(), verdict.createsIssue(),
                (decision.outcome() == Outcome.SUBMIT) ? this.previews.of(report.rootId()) : null);
    }

    @Override
    public void close() {
        if (this.open.compareAndSet(true, false)) {
            this.release.run();
        }
    }

}
