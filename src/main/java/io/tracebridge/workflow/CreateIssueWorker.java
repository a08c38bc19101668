package io.tracebridge.workflow;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.VariablesAsType;
import io.tracebridge.link.IssueCreation;
import org.springframework.stereotype.Component;

/** Has one issue created, or found again. */
@Component
public class CreateIssueWorker {

    private final IssueCreation issues;

    CreateIssueWorker(IssueCreation issues) {
        this.issues = issues;
    }

    @JobWorker(type = JobTypes.CREATE_ISSUE)
    public IssueCreation.Created create(@VariablesAsType IssueCreation.Request request) {
        return this.issues.create(request);
    }

}
