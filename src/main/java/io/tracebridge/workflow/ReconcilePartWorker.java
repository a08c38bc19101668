package io.tracebridge.workflow;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.VariablesAsType;
import io.tracebridge.link.Reconcile;
import org.springframework.stereotype.Component;

/** Has the next issues of a run compared with their groups. */
@Component
public class ReconcilePartWorker {

    private final Reconcile reconcile;

    ReconcilePartWorker(Reconcile reconcile) {
        this.reconcile = reconcile;
    }

    @JobWorker(type = JobTypes.RECONCILE_PART)
    public Reconcile.Part compare(@VariablesAsType Input input) {
        return this.reconcile.part(input.runId());
    }

    /**
     * @param integrationId for the words of an incident
     */
    public record Input(long runId, long integrationId) {
    }

}
