package io.tracebridge.workflow;

import java.util.UUID;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.ProcessInstanceKey;
import io.camunda.client.annotation.VariablesAsType;
import io.tracebridge.link.RequestDrafting;
import org.springframework.stereotype.Component;

/** Finds out what is left to ask of a person who wants an issue. */
@Component
public class DraftIssueWorker {

    private final RequestDrafting drafting;

    DraftIssueWorker(RequestDrafting drafting) {
        this.drafting = drafting;
    }

    @JobWorker(type = JobTypes.DRAFT_ISSUE)
    public RequestDrafting.Drafted draft(@VariablesAsType Input input, @ProcessInstanceKey long processInstanceKey) {
        return this.drafting.draft(input.requestId(), processInstanceKey);
    }

    /**
     * @param integrationId for the words of an incident, as is the group
     */
    public record Input(UUID requestId, long integrationId, long groupId) {
    }

}
