package io.tracebridge.notify;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.tracker.TrackerException.Unavailable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What a failure means for a message that must not come twice. */
class OutcomeTest {

    @ParameterizedTest
    @MethodSource
    void aFailureLeaves(TrackerException failure, Class<?> once, Class<?> repeatable) {
        assertThat(Outcome.of(failure, false)).isInstanceOf(once);
        assertThat(Outcome.of(failure, true)).isInstanceOf(repeatable);
    }

    static Stream<Arguments> aFailureLeaves() {
        return Stream.of(
                arguments(new TrackerException.RateLimited("429", Duration.ofSeconds(1)), Outcome.Again.class,
                        Outcome.Again.class),
                arguments(new TrackerException.Conflict("409"), Outcome.Again.class, Outcome.Again.class),
                arguments(new Unavailable("not connected", null, Optional.empty(), true), Outcome.Again.class,
                        Outcome.Again.class),
                arguments(new Unavailable("no answer", null, Optional.empty(), false), Outcome.Unknown.class,
                        Outcome.Again.class),
                arguments(new TrackerException.CredentialRefused("401"), Outcome.Dead.class, Outcome.Dead.class),
                arguments(new Rejected(Reason.PROJECT_MISSING, "410", Map.of()), Outcome.Dead.class,
                        Outcome.Dead.class),
                arguments(new Rejected(Reason.FORBIDDEN, "the guard", Map.of()), Outcome.Dead.class,
                        Outcome.Dead.class),
                arguments(new Rejected(Reason.INVALID_FIELD, "400", Map.of()), Outcome.Refused.class,
                        Outcome.Refused.class),
                arguments(new TrackerException.IssueGone("gone"), Outcome.Refused.class, Outcome.Refused.class),
                arguments(new TrackerException.NotTheTracker("HTML"), Outcome.Refused.class, Outcome.Refused.class));
    }

}
