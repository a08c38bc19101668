package io.tracebridge.workflow;

import io.camunda.client.annotation.JobWorker;
import io.tracebridge.link.ReconcileRequests;
import org.springframework.stereotype.Component;

/** Has the integrations that are due compared with their trackers. */
@Component
public class StartNightlyRunsWorker {

    private final ReconcileRequests requests;

    StartNightlyRunsWorker(ReconcileRequests requests) {
        this.requests = requests;
    }

    @JobWorker(type = JobTypes.START_NIGHTLY_RUNS)
    public ReconcileRequests.Nightly start() {
        return this.requests.startNightly();
    }

}
