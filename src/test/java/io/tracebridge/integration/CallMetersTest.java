package io.tracebridge.integration;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tracebridge.MutableClock;
import io.tracebridge.issue.Payload;
import io.tracebridge.logging.LogFields;
import io.tracebridge.tracker.Connection;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.Tracker;
import io.tracebridge.tracker.TrackerClient;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.MDC;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/** What is counted of each call to a tracker. */
class CallMetersTest {

    private static final IssueRef ISSUE = new IssueRef("1", "SHOP-1", "https://tracker.example/SHOP-1");

    private final MeterRegistry meters = new SimpleMeterRegistry();

    private final MutableClock clock = new MutableClock(Instant.parse("2026-01-01T00:00:00Z"));

    private final TrackerClient tracker = mock(TrackerClient.class);

    private TrackerClient client;

    @BeforeEach
    void anIntegration() {
        var played = mock(Tracker.class);
        given(played.id()).willReturn("played");
        given(played.connect(any())).willReturn(this.tracker);
        var integration = new Integration(7, 1, "shop", "Box", "played", Integration.State.ENABLED,
                new Connection(Map.of(), Map.of()), mock(Payload.class), mock(SyncSettings.class),
                mock(Automation.class), Optional.empty());
        this.client = new Trackers(List.of(played),
                CallLog.all(List.of(CallLog.NONE, new CallMeters(this.meters, this.clock))))
            .connect(integration);
    }

    @Test
    void aCallThatSucceedsIsTimed() {
        this.client.get(ISSUE);
        this.client.get(ISSUE);

        var timer = this.meters.get(CallMeters.CALLS)
            .tags("project", "shop", "integration", "Box", "tracker", "played", "call", "get", "outcome", "ok")
            .timer();
        assertThat(timer.count()).isEqualTo(2);
        assertThat(timer.totalTime(TimeUnit.NANOSECONDS)).isPositive();
        assertThat(waited()).isZero();
    }

    static Stream<Arguments> failures() {
        return Stream.of(arguments(new TrackerException.CredentialRefused("401"), "credential-refused"),
                arguments(new TrackerException.Rejected(Reason.FORBIDDEN, "no", Map.of()), "rejected"),
                arguments(new TrackerException.IssueGone("deleted"), "gone"),
                arguments(new TrackerException.RateLimited("slow down", Duration.ofSeconds(1)), "rate-limited"),
                arguments(new TrackerException.Unavailable("away", (Throwable) null), "unavailable"),
                arguments(new TrackerException.NotTheTracker("a login page"), "not-the-tracker"),
                arguments(new IllegalStateException("our own"), "fault"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aCallThatFailsCountsByWhatItFailedOf(RuntimeException failure, String outcome) {
        given(this.tracker.get(ISSUE)).willThrow(failure);

        assertThatThrownBy(() -> this.client.get(ISSUE)).isSameAs(failure);

        assertThat(this.meters.get(CallMeters.CALLS).tag("outcome", outcome).timer().count()).isEqualTo(1);
    }

    @Test
    void whoeverWaitsAtTheSameTimeWaitsTogether() {
        given(this.tracker.get(ISSUE)).willThrow(new TrackerException.RateLimited("slow down", Duration.ofSeconds(30)));
        failing();
        failing();
        assertThat(waited()).isEqualTo(30);

        this.clock.advance(Duration.ofSeconds(10));
        failing();
        assertThat(waited()).as("ten seconds longer").isEqualTo(40);

        this.clock.advance(Duration.ofMinutes(5));
        failing();
        assertThat(waited()).isEqualTo(70);
    }

    @Test
    void whatIsLoggedDuringACallNamesTheIntegrationAndNothingAfterwards() {
        var named = new AtomicReference<String>();
        given(this.tracker.get(ISSUE)).willAnswer((call) -> {
            named.set(MDC.get(LogFields.INTEGRATION));
            return null;
        });

        this.client.get(ISSUE);

        assertThat(named).hasValue("7");
        assertThat(MDC.get(LogFields.INTEGRATION)).isNull();
    }

    private void failing() {
        assertThatThrownBy(() -> this.client.get(ISSUE)).isInstanceOf(TrackerException.RateLimited.class);
    }

    private double waited() {
        return this.meters.get(CallMeters.RATE_LIMIT_WAIT).counter().count();
    }

}
