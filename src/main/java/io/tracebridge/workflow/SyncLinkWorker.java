package io.tracebridge.workflow;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.VariablesAsType;
import io.tracebridge.link.IssueSync;
import org.springframework.stereotype.Component;

/** Has a group and its issue brought in step. */
@Component
public class SyncLinkWorker {

    private final IssueSync issues;

    SyncLinkWorker(IssueSync issues) {
        this.issues = issues;
    }

    @JobWorker(type = JobTypes.SYNC_LINK)
    public IssueSync.Result sync(@VariablesAsType Input input) {
        return this.issues.sync(input.linkId());
    }

    public record Input(long linkId) {
    }

}
