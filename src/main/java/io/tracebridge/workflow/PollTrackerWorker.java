package io.tracebridge.workflow;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.VariablesAsType;
import io.tracebridge.link.Polling;
import org.springframework.stereotype.Component;

/** Has one integration's tracker asked what changed. */
@Component
public class PollTrackerWorker {

    private final Polling polling;

    PollTrackerWorker(Polling polling) {
        this.polling = polling;
    }

    @JobWorker(type = JobTypes.POLL_TRACKER)
    public Polling.Result poll(@VariablesAsType Input input) {
        return this.polling.poll(input.integrationId());
    }

    public record Input(long integrationId) {
    }

}
