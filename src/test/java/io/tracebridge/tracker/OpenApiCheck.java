package io.tracebridge.tracker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.report.ValidationReport.Level;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import org.assertj.core.api.Assumptions;

/**
 * Holds calls against a vendor's own OpenAPI file. The files are not part of this
 * repository: without them nothing is checked, and {@link #assumePresent()} skips with
 * the reason. Loading one takes seconds, so a test class keeps its check in a constant.
 */
public final class OpenApiCheck {

    private final String file;

    private final Optional<OpenApiInteractionValidator> validator;

    private OpenApiCheck(String file, Optional<OpenApiInteractionValidator> validator) {
        this.file = file;
        this.validator = validator;
    }

    /**
     * @param file such as {@code github.openapi.json}
     * @param basePath what precedes the file's paths in requests; empty for nothing
     */
    public static OpenApiCheck of(String file, String basePath) {
        var path = directory().resolve(file);
        if (!Files.isRegularFile(path)) {
            return new OpenApiCheck(file, Optional.empty());
        }
        var levels = LevelResolver.create()
            .withLevel("validation.request.parameter.query.unexpected", Level.ERROR)
            // A parameter that may be a number or a text is read as JSON, which acme/shop
            // is not.
            .withLevel("validation.request.parameter.schema.invalidJson", Level.IGNORE)
            .withLevel("validation.request.security.missing", Level.IGNORE)
            .withLevel("validation.request.security.invalid", Level.IGNORE)
            .withLevel("validation.request.accept.notAllowed", Level.IGNORE)
            .build();
        return new OpenApiCheck(file,
                Optional.of(OpenApiInteractionValidator.createForSpecificationUrl(path.toUri().toString())
                    .withBasePathOverride(basePath)
                    .withLevelResolver(levels)
                    .build()));
    }

    private static Path directory() {
        return Path.of(System.getProperty("tracebridge.specs", "../shared/specs"));
    }

    /** Skips the calling test where the file is absent. */
    public void assumePresent() {
        Assumptions.assumeThat(this.validator)
            .as("%s is not in %s (set the system property tracebridge.specs to check against it)", this.file,
                    directory())
            .isPresent();
    }

    /**
     * @throws AssertionError naming what the vendor would not take
     */
    public void request(RecordedRequest request) {
        this.validator.ifPresent((present) -> verify(present.validateRequest(openapi(request)), request, "request"));
    }

    /**
     * @throws AssertionError naming where a fake's answer is not what the vendor would
     * say
     */
    public void response(RecordedRequest request, MockResponse response) {
        this.validator.ifPresent((present) -> {
            var method = Request.Method.valueOf(request.getMethod());
            var path = request.getUrl().encodedPath();
            verify(present.validateResponse(path, method, openapi(response)), request, "answer to");
        });
    }

    private static Request openapi(RecordedRequest request) {
        var url = request.getUrl();
        var builder = new SimpleRequest.Builder(request.getMethod(), url.encodedPath());
        request.getHeaders().names().forEach((name) -> builder.withHeader(name, request.getHeaders().values(name)));
        url.queryParameterNames().forEach((name) -> builder.withQueryParam(name, url.queryParameterValues(name)));
        Optional.ofNullable(request.getBody()).ifPresent((body) -> builder.withBody(body.utf8()));
        return builder.build();
    }

    private static SimpleResponse openapi(MockResponse response) {
        var builder = new SimpleResponse.Builder(response.getCode());
        response.getHeaders().names().forEach((name) -> builder.withHeader(name, response.getHeaders().values(name)));
        builder.withBody(text(response));
        return builder.build();
    }

    private static String text(MockResponse response) {
        var buffer = new Buffer();
        try {
            if (response.getBody() != null) {
                response.getBody().writeTo(buffer);
            }
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        return buffer.readUtf8();
    }

    private static void verify(ValidationReport report, RecordedRequest request, String what) {
        if (report.hasErrors()) {
            throw new AssertionError(what + " " + request.getMethod() + " " + request.getTarget() + ": "
                    + report.getMessages()
                        .stream()
                        .filter((message) -> message.getLevel() == Level.ERROR)
                        .map(Object::toString)
                        .collect(Collectors.joining("\n")));
        }
    }

}
