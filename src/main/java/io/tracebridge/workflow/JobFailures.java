package io.tracebridge.workflow;

import java.util.Map;

import io.camunda.client.api.command.FinalCommandStep;
import io.camunda.client.jobhandling.CommandExceptionHandlingStrategy;
import io.camunda.client.jobhandling.CommandWrapper;
import io.camunda.client.jobhandling.JobExceptionHandlingStrategy;
import io.camunda.client.metrics.MetricsRecorder;
import io.tracebridge.link.NotYet;
import io.tracebridge.tracker.TrackerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Tells the engine what became of a job whose worker threw; the one place for it, so that
 * workers need not catch anything. The starter's own strategy would send stack traces,
 * which Operate shows.
 */
final class JobFailures implements JobExceptionHandlingStrategy {

    private static final Logger LOG = LoggerFactory.getLogger(JobFailures.class);

    private final FailurePolicy policy;

    private final JobNames names;

    private final HeldJobs held;

    private final CommandExceptionHandlingStrategy commandFailures;

    private final MetricsRecorder metrics;

    JobFailures(FailurePolicy policy, JobNames names, HeldJobs held, CommandExceptionHandlingStrategy commandFailures,
            MetricsRecorder metrics) {
        this.policy = policy;
        this.names = names;
        this.held = held;
        this.commandFailures = commandFailures;
        this.metrics = metrics;
    }

    @Override
    public void handleException(Exception failure, ExceptionHandlingContext context) {
        var job = context.job();
        // A worker without parameters has none yet.
        JobFields.put(job);
        switch (this.policy.decide(failure, this.names.facts(job, failure))) {
            case JobOutcome.Rejected(var rejection) -> raise(context, ProcessNames.ISSUE_REJECTED, rejection.message(),
                    Map.of(ProcessNames.REJECTION, rejection));
            case JobOutcome.Disputed(var dispute) ->
                raise(context, ProcessNames.SYNC_CONFLICT, dispute.reason(), Map.of(ProcessNames.CONFLICT, dispute));
            case JobOutcome.Held(var integration, var otherwise) -> {
                log(failure, otherwise, job.getKey());
                if (!this.held.hold(integration, () -> fail(otherwise.atOnce(), context))) {
                    fail(otherwise, context);
                }
            }
            case JobOutcome.Failed failed -> {
                log(failure, failed, job.getKey());
                fail(failed, context);
            }
        }
    }

    private void fail(JobOutcome.Failed failed, ExceptionHandlingContext context) {
        send(context,
                context.jobClient()
                    .newFailCommand(context.job().getKey())
                    .retries(failed.retries())
                    .retryBackoff(failed.backoff())
                    .errorMessage(failed.message()),
                MetricsRecorder.ACTION_FAILED);
    }

    /** A stack says nothing of what the outside world did; of our own faults, all. */
    private static void log(Exception failure, JobOutcome.Failed outcome, long job) {
        if (failure instanceof NotYet || failure instanceof TrackerException) {
            // Without a retry it is an incident.
            LOG.atLevel((outcome.retries() > 0) ? Level.INFO : Level.WARN)
                .log("Job {}: {} ({} retries left, next after {})", job, outcome.message(), outcome.retries(),
                        outcome.backoff());
        }
        else {
            LOG.error("Job {}: {} ({} retries left, next after {})", job, outcome.message(), outcome.retries(),
                    outcome.backoff(), failure);
        }
    }

    /** The process has a way out for this error. */
    private void raise(ExceptionHandlingContext context, String error, String message, Map<String, Object> variables) {
        send(context,
                context.jobClient()
                    .newThrowErrorCommand(context.job().getKey())
                    .errorCode(error)
                    .errorMessage(message)
                    .variables(variables),
                MetricsRecorder.ACTION_BPMN_ERROR);
    }

    private void send(ExceptionHandlingContext context, FinalCommandStep<?> command, String action) {
        new CommandWrapper(command, context.job(), this.commandFailures, this.metrics,
                context.jobWorkerValue().getMaxRetries())
            .executeAsyncWithMetrics(MetricsRecorder.METRIC_NAME_JOB, action, context.job().getType());
    }

}
