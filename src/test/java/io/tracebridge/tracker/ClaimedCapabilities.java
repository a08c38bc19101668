package io.tracebridge.tracker;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Runs the tests of what a tracker claims and leaves out those of what it does not. So
 * while the suite passes, a claim is a proof.
 */
final class ClaimedCapabilities implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        var proves = AnnotationSupport.findAnnotation(context.getElement(), Proves.class).map(Proves::value);
        if (proves.isEmpty() || context.getTestInstance().isEmpty()) {
            return ConditionEvaluationResult.enabled("part of every tracker");
        }
        var tracker = ((UnderContract) context.getRequiredTestInstance()).tracker();
        return tracker.capabilities().contains(proves.get()) ? ConditionEvaluationResult.enabled("claimed")
                : ConditionEvaluationResult.disabled("not claimed by " + tracker.name() + ": " + proves.get().title());
    }

}
