package io.tracebridge.workflow;

import java.util.UUID;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.ProcessInstanceKey;
import io.camunda.client.annotation.VariablesAsType;
import io.tracebridge.link.IssueRequests;
import org.springframework.stereotype.Component;

/** Keeps that nobody completed the details in time. */
@Component
public class ExpireRequestWorker {

    private final IssueRequests requests;

    ExpireRequestWorker(IssueRequests requests) {
        this.requests = requests;
    }

    @JobWorker(type = JobTypes.EXPIRE_REQUEST)
    public void expire(@VariablesAsType Input input, @ProcessInstanceKey long processInstanceKey) {
        this.requests.expire(input.requestId(), processInstanceKey);
    }

    /**
     * @param integrationId for the words of an incident, as is the group
     */
    public record Input(UUID requestId, long integrationId, long groupId) {
    }

}
