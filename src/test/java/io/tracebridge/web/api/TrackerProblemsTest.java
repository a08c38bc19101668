package io.tracebridge.web.api;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What a tracker said, and what to do about it. */
class TrackerProblemsTest {

    static Stream<Arguments> failures() {
        return Stream.of(
                arguments(new TrackerException.CredentialRefused("401: bad token"), 502,
                        "401: bad token. An admin has to enter the integration's credential again.", null),
                arguments(new TrackerException.Rejected(Reason.INVALID_FIELD, "No such field.", Map.of()), 422,
                        "No such field.", null),
                arguments(new TrackerException.Rejected(Reason.FORBIDDEN, "You may not.", Map.of()), 422,
                        "You may not. The integration's account needs that permission in the tracker.", null),
                arguments(new TrackerException.Rejected(Reason.PROJECT_MISSING, "No project SHOP", Map.of()), 422,
                        "No project SHOP. An admin should check the integration's connection.", null),
                arguments(new TrackerException.IssueGone("There is no SHOP-1."), 422,
                        "There is no SHOP-1. Check that it exists and that the integration may see it.", null),
                arguments(new TrackerException.Conflict("changed meanwhile"), 409, "changed meanwhile. Try again.",
                        null),
                arguments(new TrackerException.NotTheTracker("a login page answered"), 502,
                        "a login page answered. An admin should check the integration's address and what stands "
                                + "before the tracker.",
                        null),
                arguments(new TrackerException.RateLimited("slow down", Duration.ofSeconds(90)), 503,
                        "slow down. Try again in 90 s.", 90L),
                arguments(new TrackerException.RateLimited("slow down", Duration.ofMillis(20)), 503,
                        "slow down. Try again in 1 s.", 1L),
                arguments(new TrackerException.Unavailable("maintenance", Optional.of(Duration.ofMinutes(1))), 503,
                        "maintenance. Try again in 60 s.", 60L),
                arguments(new TrackerException.Unavailable("no answer", (Throwable) null), 503,
                        "no answer. Try again in a while.", null));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void itsWordsAndThenWhatToDo(TrackerException failure, int status, String detail, Long retryAfter) {
        var answer = new TrackerProblems().problem(failure);

        assertThat(answer.getStatusCode().value()).isEqualTo(status);
        assertThat(answer.getBody().getStatus()).isEqualTo(status);
        assertThat(answer.getBody().getDetail()).isEqualTo(detail);
        var properties = Optional.ofNullable(answer.getBody().getProperties()).orElse(Map.of());
        assertThat(properties.get("retryAfter")).isEqualTo(retryAfter);
        assertThat(answer.getHeaders().getFirst("Retry-After"))
            .isEqualTo((retryAfter != null) ? retryAfter.toString() : null);
    }

    @Test
    void fieldsThatItRefusedAreNamed() {
        var fields = Map.of("component", "is required");
        var answer = new TrackerProblems().problem(new TrackerException.Rejected(Reason.INVALID_FIELD, "No.", fields));

        assertThat(answer.getBody().getProperties()).containsEntry("errors",
                List.of(Map.of("field", "component", "message", "is required")));
    }

}
