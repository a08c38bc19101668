package io.tracebridge.workflow;

import java.util.concurrent.ScheduledExecutorService;

import io.camunda.client.api.worker.BackoffSupplier;
import io.camunda.client.jobhandling.CommandExceptionHandlingStrategy;
import io.camunda.client.jobhandling.CommandWrapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports a job's outcome again when the engine was busy or away. The starter's own
 * strategy drops such reports without a word, and the job is done a second time after its
 * timeout.
 */
final class CommandRetries implements CommandExceptionHandlingStrategy {

    private static final Logger LOG = LoggerFactory.getLogger(CommandRetries.class);

    private final BackoffSupplier backoff;

    private final ScheduledExecutorService executor;

    CommandRetries(BackoffSupplier backoff, ScheduledExecutorService executor) {
        this.backoff = backoff;
        this.executor = executor;
    }

    @Override
    public void handleCommandError(CommandWrapper command, Throwable throwable) {
        var failure = EngineFailure.of(throwable);
        if (failure.jobGone()) {
            LOG.debug("The engine no longer waits for {}", command);
        }
        else if (failure.passing() && command.hasMoreRetries()) {
            LOG.debug("The engine did not take {}: {}; trying again", command, failure.words());
            command.increaseBackoffUsing(this.backoff);
            command.scheduleExecutionUsing(this.executor);
        }
        else {
            LOG.warn("The engine did not take {}: {}; it will hand the job out again", command, failure.words());
        }
    }

}
