package io.tracebridge.web.api;

import java.util.List;
import java.util.Map;

import io.tracebridge.integration.TrackerAdvice;
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
            case TrackerException.IssueGone gone -> answer(HttpStatus.UNPROCESSABLE_ENTITY, gone);
            case TrackerException.Conflict conflict -> answer(HttpStatus.CONFLICT, conflict);
            case TrackerException.CredentialRefused refused -> answer(HttpStatus.BAD_GATEWAY, refused);
            case TrackerException.NotTheTracker other -> answer(HttpStatus.BAD_GATEWAY, other);
            case TrackerException.RateLimited limited -> later(limited);
            case TrackerException.Unavailable unavailable -> later(unavailable);
        };
    }

    private static ResponseEntity<ProblemDetail> rejected(TrackerException.Rejected rejected) {
        var answer = answer(HttpStatus.UNPROCESSABLE_ENTITY, rejected);
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

    private static ResponseEntity<ProblemDetail> later(TrackerException failure) {
        var seconds = TrackerAdvice.wait(failure).map(TrackerAdvice::seconds);
        var answer = answer(HttpStatus.SERVICE_UNAVAILABLE, failure);
        if (seconds.isEmpty()) {
            return answer;
        }
        answer.getBody().setProperty("retryAfter", seconds.get());
        return ResponseEntity.status(answer.getStatusCode())
            .header(HttpHeaders.RETRY_AFTER, seconds.get().toString())
            .body(answer.getBody());
    }

    private static ResponseEntity<ProblemDetail> answer(HttpStatus status, TrackerException failure) {
        return ResponseEntity.status(status).body(ProblemDetail.forStatusAndDetail(status, TrackerAdvice.of(failure)));
    }

}
