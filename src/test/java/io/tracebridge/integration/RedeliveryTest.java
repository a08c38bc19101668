package io.tracebridge.integration;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.tracebridge.tracker.TrackerException;
import org.assertj.core.data.TemporalUnitWithinOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;
import org.springframework.beans.factory.annotation.Autowired;

import static java.time.temporal.ChronoUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

/** When a tracker is asked for what it could not deliver. It refuses every other call. */
class RedeliveryTest extends WebhookSlice {

    @Autowired
    Redelivery redelivery;

    @Test
    void askedForEverythingSinceTheSetUpAtMostEveryTenMinutes() {
        doReturn(3).when(this.tracker).redeliverFailed(eq("9"), any());

        assertThat(this.redelivery.ask(this.integration)).isEqualTo(3);
        assertThat(askedSince()).isCloseTo(Instant.now().minus(Duration.ofHours(3)), within());
        set("hook_checked_at = now() - interval '9 minutes'");
        assertThat(this.redelivery.ask(this.integration)).isZero();
        verify(this.tracker, times(1)).redeliverFailed(any(), any());
    }

    @Test
    void laterLooksReachAnHourFurtherBackThanTheLast() {
        doReturn(0).when(this.tracker).redeliverFailed(any(), any());
        set("hook_checked_at = now() - interval '20 minutes'");

        this.redelivery.ask(this.integration);

        assertThat(askedSince()).isCloseTo(Instant.now().minus(Duration.ofMinutes(80)), within());
    }

    @Test
    void whatWasBeforeTheSetUpIsNoneOfOurs() {
        doReturn(0).when(this.tracker).redeliverFailed(any(), any());
        set("hook_set_at = now() - interval '30 minutes', hook_checked_at = now() - interval '10 minutes'");

        this.redelivery.ask(this.integration);

        assertThat(askedSince()).isCloseTo(Instant.now().minus(Duration.ofMinutes(30)), within());
    }

    @Test
    void aTrackerThatFailsIsAskedAgainNextTime() {
        doThrow(new TrackerException.Unavailable("503", Optional.empty())).when(this.tracker)
            .redeliverFailed(any(), any());

        assertThat(this.redelivery.ask(this.integration)).isZero();
        set("hook_checked_at = hook_checked_at - interval '11 minutes'");
        assertThat(this.redelivery.ask(this.integration)).isZero();
        verify(this.tracker, times(2)).redeliverFailed(any(), any());
    }

    @ParameterizedTest
    @ValueSource(strings = { "hook_id = null", "hook_set_at = null", "tracker = 'gitlab'", "tracker = 'unknown'",
            "state = 'disabled'", "state = 'stopped'", "paused_at = now(), paused_reason = '401'" })
    void nobodyIsAskedWhere(String reason) {
        set(reason);

        assertThat(this.redelivery.ask(this.integration)).isZero();
        assertThat(this.redelivery.ask(0)).isZero();
    }

    private Instant askedSince() {
        var since = ArgumentCaptor.forClass(Instant.class);
        verify(this.tracker).redeliverFailed(eq("9"), since.capture());
        return since.getValue();
    }

    private static TemporalUnitWithinOffset within() {
        return new TemporalUnitWithinOffset(60, SECONDS);
    }

}
