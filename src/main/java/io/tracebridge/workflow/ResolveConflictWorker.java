package io.tracebridge.workflow;

import java.util.List;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.VariablesAsType;
import io.tracebridge.link.ConflictChoice;
import io.tracebridge.link.IssueSync;
import org.springframework.stereotype.Component;

/** Has carried out what a person decided on a conflict. */
@Component
public class ResolveConflictWorker {

    private final IssueSync issues;

    ResolveConflictWorker(IssueSync issues) {
        this.issues = issues;
    }

    @JobWorker(type = JobTypes.RESOLVE_CONFLICT)
    public IssueSync.Result resolve(@VariablesAsType Input input) {
        return this.issues.resolve(input.linkId(), ConflictChoice.sides(input.choices()));
    }

    /**
     * @param choices as the form or the API gave them
     */
    public record Input(long linkId, List<ConflictChoice> choices) {
    }

}
