package io.tracebridge.intake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What SDKs get to see: always a JSON object, since one of them crashes its program over
 * anything else, and success is 200 and no other 2xx.
 */
final class Answers {

    private static final Logger log = LoggerFactory.getLogger(Answers.class);

    private final Json json;

    private final long maxDrain;

    Answers(Json json, IntakeProperties limits) {
        this.json = json;
        this.maxDrain = limits.maxDrain().toBytes();
    }

    void ok(Map<String, Object> answer, HttpServletResponse response) throws IOException {
        write(200, answer, response);
    }

    void refused(Refusal refusal, HttpServletRequest request, HttpServletResponse response) throws IOException {
        log.debug("Refused {}: {}", refusal.status(), refusal.getMessage(), refusal.getCause());
        refusal.retryAfter()
            .ifPresent((wait) -> response.setHeader("Retry-After", String.valueOf(Math.max(1, wait.toSeconds()))));
        if (!drained(request)) {
            response.setHeader("Connection", "close");
        }
        write(refusal.status(),
                Map.of("error", Map.of("code", refusal.status(), "message", String.valueOf(refusal.getMessage()))),
                response);
    }

    void preflight(HttpServletRequest request, HttpServletResponse response) {
        var headers = request.getHeader("Access-Control-Request-Headers");
        response.setHeader("Access-Control-Allow-Origin", "*");
        response.setHeader("Access-Control-Allow-Methods", "POST");
        if (headers != null) {
            response.setHeader("Access-Control-Allow-Headers", headers);
        }
        response.setHeader("Access-Control-Max-Age", "86400");
        response.addHeader("Vary", "Access-Control-Request-Headers");
        response.setStatus(204);
    }

    /**
     * Reads what the client is still sending: most only look for an answer after their
     * last byte, and closing on them earlier would look like a broken network.
     */
    private boolean drained(HttpServletRequest request) {
        if (request.getContentLengthLong() > this.maxDrain) {
            return false;
        }
        var left = this.maxDrain;
        var buffer = new byte[16 * 1024];
        try {
            var body = request.getInputStream();
            for (var count = body.read(buffer); count >= 0; count = body.read(buffer)) {
                left -= count;
                if (left < 0) {
                    return false;
                }
            }
            return true;
        }
        catch (IOException ex) {
            log.debug("A refused body ended early", ex);
            return false;
        }
    }

    private void write(int status, Map<String, Object> answer, HttpServletResponse response) throws IOException {
        var bytes = this.json.write(answer).getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setHeader("Access-Control-Allow-Origin", "*");
        response.setContentType("application/json");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

}
