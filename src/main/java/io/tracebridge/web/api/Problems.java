package io.tracebridge.web.api;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.tracebridge.project.InvalidInputException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Every refusal of the API as an RFC 9457 problem that names the field and what would be
 * right.
 */
@RestControllerAdvice(basePackageClasses = Problems.class)
class Problems extends ResponseEntityExceptionHandler {

    @ExceptionHandler
    ProblemDetail invalid(InvalidInputException ex) {
        return problem(HttpStatus.UNPROCESSABLE_ENTITY, ex.field(), ex.getMessage());
    }

    @ExceptionHandler
    ProblemDetail missing(NotFoundException ex) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, ex.getMessage());
    }

    @ExceptionHandler
    ProblemDetail tooLarge(BodyLimit.BodyTooLarge ex) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.PAYLOAD_TOO_LARGE, ex.getMessage());
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(HttpMessageNotReadableException ex,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var problem = unreadable(ex.getCause());
        return handleExceptionInternal(ex, problem, headers, HttpStatusCode.valueOf(problem.getStatus()), request);
    }

    private static ProblemDetail unreadable(Throwable cause) {
        return switch (cause) {
            case UnrecognizedPropertyException unknown -> problem(HttpStatus.UNPROCESSABLE_ENTITY, path(unknown),
                    "is not known; known here are " + unknown.getKnownPropertyIds()
                        .stream()
                        .map(Object::toString)
                        .sorted()
                        .collect(Collectors.joining(", ")));
            case InvalidFormatException wrong -> problem(HttpStatus.UNPROCESSABLE_ENTITY, path(wrong), expected(wrong));
            case JsonMappingException wrong when wrong.getCause() instanceof InputCoercionException ->
                problem(HttpStatus.UNPROCESSABLE_ENTITY, path(wrong), "is a larger number than fits here");
            case JsonMappingException wrong ->
                problem(HttpStatus.UNPROCESSABLE_ENTITY, path(wrong), "has the wrong shape: " + shape(wrong));
            case JsonParseException broken ->
                ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, "The body is not JSON: error in line "
                        + broken.getLocation().getLineNr() + ", column " + broken.getLocation().getColumnNr() + ".");
            case null, default ->
                ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, "The request needs a JSON body.");
        };
    }

    private static ProblemDetail problem(HttpStatus status, String field, String message) {
        var problem = ProblemDetail.forStatusAndDetail(status, field + " " + message);
        problem.setProperty("errors", List.of(Map.of("field", field, "message", message)));
        return problem;
    }

    private static String expected(InvalidFormatException wrong) {
        return wrong.getTargetType().isEnum() ? "must be one of " + List.of(wrong.getTargetType().getEnumConstants())
            .stream()
            .map((constant) -> constant.toString().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", ")) : "must be " + shape(wrong);
    }

    /** The offending value is left out: it may be a misplaced secret. */
    private static String shape(JsonMappingException wrong) {
        return (wrong instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null)
                ? Shapes.of(mismatch.getTargetType()) : "another kind of value";
    }

    private static String path(JsonMappingException ex) {
        var path = new StringBuilder();
        for (var step : ex.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            }
            else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.isEmpty() ? "body" : path.toString();
    }

}
