package io.tracebridge.workflow;

import java.util.UUID;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.VariablesAsType;
import io.tracebridge.link.IssueRequests;
import org.springframework.stereotype.Component;

/** Keeps what became of a person's wish for an issue. */
@Component
public class CloseRequestWorker {

    private final IssueRequests requests;

    CloseRequestWorker(IssueRequests requests) {
        this.requests = requests;
    }

    @JobWorker(type = JobTypes.CLOSE_REQUEST)
    public void close(@VariablesAsType Input input) {
        this.requests.close(input.requestId());
    }

    /**
     * @param integrationId for the words of an incident, as is the group
     */
    public record Input(UUID requestId, long integrationId, long groupId) {
    }

}
