package io.tracebridge.tracker;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.TestAbortedException;

/**
 * Runs the tests of what a tracker claims, leaves out those of what it does not, and
 * keeps count: a capability is proved by a tracker when all tests of it passed.
 */
final class CapabilityReport implements ExecutionCondition, AfterTestExecutionCallback {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace
        .create(CapabilityReport.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        var proved = AnnotationSupport.findAnnotation(context.getElement(), Proves.class).map(Proves::value);
        if (proved.isEmpty() || context.getTestInstance().isEmpty()) {
            return ConditionEvaluationResult.enabled("part of every tracker");
        }
        var tracker = ((TrackerContractTest) context.getRequiredTestInstance()).tracker();
        return tracker.capabilities().contains(proved.get()) ? ConditionEvaluationResult.enabled("claimed")
                : ConditionEvaluationResult.disabled("not claimed by " + tracker.name() + ": " + proved.get().title());
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        AnnotationSupport.findAnnotation(context.getElement(), Proves.class).ifPresent((proves) -> {
            var tracker = ((TrackerContractTest) context.getRequiredTestInstance()).tracker();
            var counts = counts(context);
            var failure = context.getExecutionException();
            if (failure.isPresent() && failure.get() instanceof TestAbortedException) {
                return;
            }
            var outcome = failure.isEmpty() ? counts.proved() : counts.failed();
            outcome.computeIfAbsent(tracker.id(), (id) -> EnumSet.noneOf(Capability.class)).add(proves.value());
        });
    }

    static Counts counts(ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE).getOrComputeIfAbsent(Counts.class);
    }

    /** Tracker id to capabilities with at least one test that passed, or that failed. */
    static final class Counts {

        private final Map<String, Set<Capability>> proved = new ConcurrentSkipListMap<>();

        private final Map<String, Set<Capability>> failed = new ConcurrentSkipListMap<>();

        Map<String, Set<Capability>> proved() {
            return this.proved;
        }

        Map<String, Set<Capability>> failed() {
            return this.failed;
        }

    }

}
