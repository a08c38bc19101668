package io.tracebridge.web.api;

import java.util.Map;

import io.tracebridge.link.MissingFields;
import io.tracebridge.link.RequestRefused;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What may be wrong with details and corrections of issues, as problems. */
@RestControllerAdvice(basePackageClasses = RequestProblems.class)
class RequestProblems {

    @ExceptionHandler
    ProblemDetail refused(RequestRefused ex) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, ex.getMessage());
    }

    @ExceptionHandler
    ProblemDetail missing(MissingFields ex) {
        var problem = ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_ENTITY, ex.getMessage());
        problem.setProperty("errors",
                ex.fields()
                    .stream()
                    .map((field) -> Map.of("field", field, "message", "is required by the tracker"))
                    .toList());
        return problem;
    }

}
