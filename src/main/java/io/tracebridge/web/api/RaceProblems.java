package io.tracebridge.web.api;

import io.tracebridge.integration.IntegrationChanged;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Somebody else was faster, as a problem; nothing was changed. */
@RestControllerAdvice(basePackageClasses = RaceProblems.class)
class RaceProblems {

    @ExceptionHandler
    ProblemDetail changed(IntegrationChanged ex) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, ex.getMessage());
    }

    /** After several tries. */
    @ExceptionHandler
    ProblemDetail busy(PessimisticLockingFailureException ex) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT,
                "Others kept changing the same at this moment, so nothing was changed here. Send it again.");
    }

}
