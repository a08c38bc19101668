package io.tracebridge.workflow;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledExecutorService;

import io.camunda.client.api.worker.BackoffSupplier;
import io.camunda.client.jobhandling.CommandWrapper;
import io.grpc.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

class CommandRetriesTest {

    private final BackoffSupplier backoff = mock();

    private final ScheduledExecutorService executor = mock();

    private final CommandWrapper command = mock();

    private final CommandRetries retries = new CommandRetries(this.backoff, this.executor);

    @ParameterizedTest
    @EnumSource(value = Status.Code.class,
            names = { "UNAVAILABLE", "RESOURCE_EXHAUSTED", "DEADLINE_EXCEEDED", "ABORTED", "CANCELLED" })
    void reportsAgainWhenTheEngineIsBusyOrAway(Status.Code code) {
        given(this.command.hasMoreRetries()).willReturn(true);

        this.retries.handleCommandError(this.command, asTheStarterWrapsIt(code));

        var order = inOrder(this.command);
        order.verify(this.command).increaseBackoffUsing(this.backoff);
        order.verify(this.command).scheduleExecutionUsing(this.executor);
    }

    @ParameterizedTest
    @EnumSource(value = Status.Code.class, names = { "NOT_FOUND", "INVALID_ARGUMENT", "FAILED_PRECONDITION" })
    void doesNotReportAgainWhatTheEngineWillNeverTake(Status.Code code) {
        given(this.command.hasMoreRetries()).willReturn(true);

        this.retries.handleCommandError(this.command, asTheStarterWrapsIt(code));

        verify(this.command, never()).scheduleExecutionUsing(any());
    }

    @Test
    void stopsWhenTheJobIsAnothersByNow() {
        given(this.command.hasMoreRetries()).willReturn(false);

        this.retries.handleCommandError(this.command, asTheStarterWrapsIt(Status.Code.UNAVAILABLE));

        verify(this.command, never()).scheduleExecutionUsing(any());
    }

    @Test
    void namesTheCauseThatFuturesHaveWrapped() {
        assertThat(EngineFailure.of(new CompletionException(new IllegalStateException("kaput"))).words())
            .isEqualTo("java.lang.IllegalStateException: kaput");
        assertThat(EngineFailure.of(new CompletionException(Status.UNAVAILABLE.asRuntimeException())).words())
            .isEqualTo("UNAVAILABLE");
    }

    private static Throwable asTheStarterWrapsIt(Status.Code code) {
        return new CompletionException(code.toStatus().withDescription("because").asRuntimeException());
    }

}
