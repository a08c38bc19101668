package io.tracebridge.tracker;

import java.util.stream.Stream;

import io.tracebridge.tracker.TrackerFake.Trouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.tracebridge.tracker.TrackerFixture.MARKER;
import static io.tracebridge.tracker.TrackerFixture.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Refusals and troubles are told apart, create nothing and show no credential. */
interface TroubleContract extends UnderContract {

    @Test
    default void aWrongCredentialIsToldApart() {
        var wrong = wrong();

        var refused = catchThrowableOfType(TrackerException.CredentialRefused.class,
                () -> wrong.create(draft("Crash"), MARKER));

        assertThat(refused).isNotNull();
        harmless(refused);
        assertThat(fake().issues()).isEmpty();
    }

    static Stream<Arguments> troubles() {
        return Stream.of(Arguments.of(Trouble.LOGIN_PAGE, TrackerException.NotTheTracker.class),
                Arguments.of(Trouble.REDIRECT, TrackerException.NotTheTracker.class),
                Arguments.of(Trouble.RATE_LIMIT, TrackerException.RateLimited.class),
                Arguments.of(Trouble.MAINTENANCE, TrackerException.Unavailable.class));
    }

    @ParameterizedTest
    @MethodSource("troubles")
    default void troubleIsToldApartAndCreatesNothing(Trouble trouble, Class<? extends TrackerException> expected) {
        fake().next(trouble);

        var thrown = catchThrowableOfType(TrackerException.class, () -> client().create(draft("Crash"), MARKER));

        assertThat(thrown).isInstanceOf(expected);
        harmless(thrown);
        assertThat(fake().issues()).isEmpty();
    }

    @Test
    default void aRateLimitSaysHowLong() {
        fake().next(Trouble.RATE_LIMIT);

        var limited = catchThrowableOfType(TrackerException.RateLimited.class,
                () -> client().create(draft("Crash"), MARKER));

        assertThat(limited.retryAfter()).hasSeconds(7);
    }

}
