package io.tracebridge.triage.dryrun;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;

import io.tracebridge.integration.Integration;
import io.tracebridge.integration.IntegrationAdmin;
import io.tracebridge.integration.Trackers;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.project.Projects;
import io.tracebridge.triage.Evaluator;
import io.tracebridge.triage.Groups;
import io.tracebridge.triage.StoredReports;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Puts stored reports to an integration's rules without any consequence: nothing is
 * written, since every transaction is read-only, and no tracker is called.
 */
@Service
public class DryRuns {

    /** Each works one processor and now and then a database connection. */
    static final int AT_ONCE = 4;

    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Semaphore free = new Semaphore(AT_ONCE);

    private final StoredReports reports;

    private final Groups groups;

    private final Projects projects;

    private final IntegrationAdmin integrations;

    private final Trackers trackers;

    private final TransactionTemplate readOnly;

    private final Clock clock;

    DryRuns(StoredReports reports, Groups groups, Projects projects, IntegrationAdmin integrations, Trackers trackers,
            PlatformTransactionManager transactions, Clock clock) {
        this.reports = reports;
        this.groups = groups;
        this.projects = projects;
        this.integrations = integrations;
        this.trackers = trackers;
        this.readOnly = new TransactionTemplate(transactions);
        this.readOnly.setReadOnly(true);
        this.clock = clock;
    }

    /**
     * Chooses the reports; the caller closes what it gets.
     * @param newest no report with an id beyond it, so that a later page is one of the
     * same span
     * @throws InvalidInputException naming the unsaved setting that cannot be used
     * @throws DryRunsBusy if too many are open
     */
    public DryRun open(Integration saved, DryRunRequest request, long newest) {
        if (!this.free.tryAcquire()) {
            throw new DryRunsBusy(AT_ONCE);
        }
        try {
            return this.readOnly.execute((status) -> start(saved, request, newest));
        }
        catch (RuntimeException ex) {
            this.free.release();
            throw ex;
        }
    }

    private DryRun start(Integration saved, DryRunRequest request, long newest) {
        var integration = this.integrations.tried(saved, request.payload(), request.tried(saved.automation()));
        if (!this.trackers.knows(integration.tracker())) {
            throw new InvalidInputException("tracker",
                    "is \"" + integration.tracker() + "\", which this version of Tracebridge does not have");
        }
        var evaluator = Evaluator.of(integration.automation().rules(),
                Evaluator.defined(this.projects, integration.projectId()));
        var span = this.reports.latest(integration.projectId(), request.since(), request.until(), newest,
                request.limit());
        var previews = new Previews(integration, this.trackers.get(integration.tracker()), this.groups);
        return new DryRun(integration, evaluator, span, new SpanReader(this.reports, this.readOnly), previews,
                new Deadline(this.clock, LONGEST), this.free::release);
    }

}
