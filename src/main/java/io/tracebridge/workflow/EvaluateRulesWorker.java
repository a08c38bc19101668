package io.tracebridge.workflow;

import java.util.List;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.ProcessInstanceKey;
import io.camunda.client.annotation.VariablesAsType;
import io.tracebridge.triage.RuleEvaluation;
import org.springframework.stereotype.Component;

/** Asks the rules of each integration that wanted the report. */
@Component
public class EvaluateRulesWorker {

    private final RuleEvaluation rules;

    EvaluateRulesWorker(RuleEvaluation rules) {
        this.rules = rules;
    }

    @JobWorker(type = JobTypes.EVALUATE_RULES)
    public Output evaluate(@VariablesAsType Input input, @ProcessInstanceKey long processInstanceKey) {
        return new Output(this.rules.evaluate(input.reportId(), input.integrationIds(), processInstanceKey));
    }

    /**
     * @param groupId for the words of an incident
     */
    public record Input(long reportId, long groupId, List<Long> integrationIds) {
    }

    public record Output(List<RuleEvaluation.Submission> submissions) {
    }

}
