package io.tracebridge.web.api;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.tracebridge.tracker.TrackerException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * What a tracker said while somebody waited for the answer, as a problem: its own words,
 * then what to do. {@code retryAfter} (seconds) is there when the tracker said how long.
 */
@RestControllerAdvice(basePackageClasses = TrackerProblems.class)
class TrackerProblems {

    @ExceptionHandler
    ResponseEntity<ProblemDetail> problem(TrackerException failure) {
        return switch (failure) {
            case TrackerException.Rejected rejected -> rejected(rejected);
            case TrackerException.IssueGone gone -> answer(HttpStatus.UNPROCESSABLE_ENTITY, gone,
                    "Check that it exists and that the integration may see it.");
            case TrackerException.Conflict conflict -> answer(HttpStatus.CONFLICT, conflict, "Try again.");
            case TrackerException.CredentialRefused refused ->
                answer(HttpStatus.BAD_GATEWAY, refused, "An admin has to enter the integration's credential again.");
            case TrackerException.NotTheTracker other -> answer(HttpStatus.BAD_GATEWAY, other,
                    "An admin should check the integration's address and what stands before the tracker.");
            case TrackerException.RateLimited limited -> later(limited, Optional.of(limited.retryAfter()));
            case TrackerException.Unavailable unavailable -> later(unavailable, unavailable.retryAfter());
        };
    }

    private static ResponseEntity<ProblemDetail> rejected(TrackerException.Rejected rejected) {
        var answer = answer(HttpStatus.UNPROCESSABLE_ENTITY, rejected, switch (rejected.reason()) {
            case FORBIDDEN -> "The integration's account needs that permission in the tracker.";
            case PROJECT_MISSING -> "An admin should check the integration's connection.";
            case INVALID_FIELD, TRANSITION_UNAVAILABLE -> "";
        });
        var errors = rejected.fields()
            .entrySet()
            .stream()
            .map((field) -> Map.of("field", field.getKey(), "message", field.getValue()))
            .toList();
        if (!errors.isEmpty()) {
            answer.getBody().setProperty("errors", List.copyOf(errors));
        }
        return answer;
    }

    private static ResponseEntity<ProblemDetail> later(TrackerException failure, Optional<Duration> wait) {
        var seconds = wait.map((time) -> Math.max(1, time.toSeconds()));
        var answer = answer(HttpStatus.SERVICE_UNAVAILABLE, failure,
                seconds.map((time) -> "Try again in " + time + " s.").orElse("Try again in a while."));
        if (seconds.isEmpty()) {
            return answer;
        }
        answer.getBody().setProperty("retryAfter", seconds.get());
        return ResponseEntity.status(answer.getStatusCode())
            .header(HttpHeaders.RETRY_AFTER, seconds.get().toString())
            .body(answer.getBody());
    }

    private static ResponseEntity<ProblemDetail> answer(HttpStatus status, TrackerException failure, String whatToDo) {
        var words = failure.getMessage().strip();
        var sentence = (words.isEmpty() || ".!?".indexOf(words.charAt(words.length() - 1)) >= 0) ? words : words + ".";
        return ResponseEntity.status(status)
            .body(ProblemDetail.forStatusAndDetail(status, (sentence + " " + whatToDo).strip()));
    }

}
