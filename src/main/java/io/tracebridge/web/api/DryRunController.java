package io.tracebridge.web.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tracebridge.integration.Automation;
import io.tracebridge.issue.Payload;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.rules.Rule;
import io.tracebridge.triage.dryrun.DryRun;
import io.tracebridge.triage.dryrun.DryRunRequest;
import io.tracebridge.triage.dryrun.DryRuns;
import io.tracebridge.triage.dryrun.DryRunsBusy;
import io.tracebridge.triage.dryrun.Summary;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What an integration's rules would have made of the reports that are there. */
@RestController
@RequestMapping("/api/v1/projects/{project}/integrations/{name}/dry-run")
class DryRunController {

    static final int PAGE = 100;

    private static final String RETRY_AFTER_SECONDS = "5";

    private final DryRuns dryRuns;

    private final IntegrationLookup lookup;

    private final ObjectMapper json;

    DryRunController(DryRuns dryRuns, IntegrationLookup lookup, ObjectMapper json) {
        this.dryRuns = dryRuns;
        this.lookup = lookup;
        this.json = json;
    }

    /**
     * One page; the summary is always that of the whole span. @param page a
     * {@code nextPage}, sent with the same body
     */
    @PostMapping
    Answer page(@PathVariable String project, @PathVariable String name, @RequestBody(required = false) Body body,
            @RequestParam(required = false) String page) throws IOException {
        var place = Place.of(page);
        try (var run = open(project, name, body, place.newest())) {
            var summary = run.judge((done) -> {
            });
            var rest = run.span().stream().filter((id) -> id > place.after()).toList();
            var shown = rest.subList(0, Math.min(PAGE, rest.size()));
            var items = new ArrayList<TriedReportAnswer>();
            run.report(shown, (piece) -> piece.stream().map(TriedReportAnswer::of).forEach(items::add));
            return new Answer(items, summary, run.span().size(),
                    (rest.size() > PAGE) ? new Place(run.span().getLast(), shown.getLast()).token() : null);
        }
    }

    /**
     * All reports, a line of JSON each, as they are evaluated. Written here and now: a
     * request has a thread of its own, and a client that goes away ends the work.
     */
    @PostMapping(produces = MediaType.APPLICATION_NDJSON_VALUE)
    void lines(@PathVariable String project, @PathVariable String name, @RequestBody(required = false) Body body,
            HttpServletResponse response) throws IOException {
        try (var run = open(project, name, body, Long.MAX_VALUE)) {
            response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
            new DryRunLines(response.getOutputStream(), this.json).write(run);
        }
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> busy(DryRunsBusy ex) {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
            .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
            .contentType(MediaType.APPLICATION_PROBLEM_JSON)
            .body(ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, ex.getMessage()));
    }

    private DryRun open(String project, String name, Body body, long newest) {
        var integration = this.lookup.get(project, name);
        return this.dryRuns.open(integration, (body != null) ? body.request() : Body.NOTHING.request(), newest);
    }

    /**
     * @param since an instant
     * @param until an instant
     */
    record Body(String since, String until, Integer limit, Automation automation, Payload payload, List<Rule> rules) {

        private static final Body NOTHING = new Body(null, null, null, null, null, null);

        DryRunRequest request() {
            return new DryRunRequest(instant("since", this.since), instant("until", this.until), this.limit,
                    this.automation, this.payload, this.rules);
        }

        private static Instant instant(String field, String text) {
            try {
                return (text != null) ? Instant.parse(text) : null;
            }
            catch (DateTimeParseException ex) {
                throw new InvalidInputException(field, "must be an instant such as 2026-01-31T12:00:00Z");
            }
        }

    }

    /**
     * @param newest id of the span's last report, so that new ones do not move it
     * @param after id of the last report on the page before
     */
    private record Place(long newest, long after) {

        static Place of(String token) {
            if (token == null || token.isEmpty()) {
                return new Place(Long.MAX_VALUE, 0);
            }
            try {
                var parts = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8).split(" ", 2);
                return new Place(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
            }
            catch (IllegalArgumentException | ArrayIndexOutOfBoundsException ex) {
                throw new InvalidInputException("page", "must be a nextPage of an earlier answer");
            }
        }

        String token() {
            return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((this.newest + " " + this.after).getBytes(StandardCharsets.UTF_8));
        }

    }

    /**
     * @param total reports in the span, of which the items are a page
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answer(List<TriedReportAnswer> items, Summary summary, int total, String nextPage) {
    }

}
