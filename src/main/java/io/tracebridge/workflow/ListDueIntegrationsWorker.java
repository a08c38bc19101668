package io.tracebridge.workflow;

import java.util.List;

import io.camunda.client.annotation.JobWorker;
import io.tracebridge.link.Polling;
import org.springframework.stereotype.Component;

/** Takes the integrations whose tracker is to be asked now. */
@Component
public class ListDueIntegrationsWorker {

    private final Polling polling;

    ListDueIntegrationsWorker(Polling polling) {
        this.polling = polling;
    }

    @JobWorker(type = JobTypes.LIST_DUE_INTEGRATIONS)
    public Output list() {
        return new Output(this.polling.due());
    }

    public record Output(List<Long> integrationIds) {
    }

}
