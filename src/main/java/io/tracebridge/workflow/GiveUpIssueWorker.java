package io.tracebridge.workflow;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import io.camunda.client.annotation.VariablesAsType;
import io.tracebridge.link.IssueCreation;
import org.springframework.stereotype.Component;

/** Keeps that a triager gave up on an issue, and why. */
@Component
public class GiveUpIssueWorker {

    private final IssueCreation issues;

    GiveUpIssueWorker(IssueCreation issues) {
        this.issues = issues;
    }

    @JobWorker(type = JobTypes.GIVE_UP_ISSUE)
    public void giveUp(@VariablesAsType IssueCreation.Request request, @Variable(name = "why") String why) {
        this.issues.giveUp(request, (why != null) ? why : "");
    }

}
