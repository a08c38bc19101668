package io.tracebridge.web.api;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.triage.Activities;
import io.tracebridge.triage.GroupQueries;
import io.tracebridge.triage.GroupReports;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * A group's reports, with those of all groups merged into it, and what happened to it.
 */
@RestController
@RequestMapping("/api/v1/projects/{project}/groups/{fingerprint}")
class ReportController {

    private static final int PAGE = 50;

    private final GroupReports reports;

    private final GroupQueries groups;

    private final Activities activities;

    private final ProjectLookup lookup;

    ReportController(GroupReports reports, GroupQueries groups, Activities activities, ProjectLookup lookup) {
        this.reports = reports;
        this.groups = groups;
        this.activities = activities;
        this.lookup = lookup;
    }

    /** Newest first. */
    @GetMapping("/reports")
    Items<GroupReports.Row> list(@PathVariable String project, @PathVariable String fingerprint,
            @RequestParam(required = false) String page) {
        return page(this.reports.page(group(project, fingerprint), before(page), PAGE + 1), GroupReports.Row::id);
    }

    @GetMapping("/reports/{id}")
    ReportAnswer get(@PathVariable String project, @PathVariable String fingerprint, @PathVariable String id) {
        return this.reports.find(group(project, fingerprint), number(id))
            .map(ReportAnswer::of)
            .orElseThrow(() -> new NotFoundException("The group " + fingerprint + " has no report " + id + "."));
    }

    /** Never anything that a browser would show by itself. */
    @GetMapping("/reports/{id}/attachments/{attachment}")
    ResponseEntity<byte[]> attachment(@PathVariable String project, @PathVariable String fingerprint,
            @PathVariable String id, @PathVariable String attachment) {
        return this.reports.attachment(group(project, fingerprint), number(id), number(attachment))
            .map((content) -> ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition(content.name()))
                .body(content.bytes()))
            .orElseThrow(() -> new NotFoundException("Report " + id + " has no attachment " + attachment + "."));
    }

    /** Newest first. */
    @GetMapping("/activity")
    Items<Activities.Activity> activity(@PathVariable String project, @PathVariable String fingerprint,
            @RequestParam(required = false) String page) {
        var placed = page(this.activities.page(group(project, fingerprint), before(page), PAGE + 1),
                Activities.Placed::place);
        return new Items<>(placed.items().stream().map(Activities.Placed::activity).toList(), placed.nextPage());
    }

    private long group(String project, String fingerprint) {
        return this.groups.id(this.lookup.get(project).id(), fingerprint)
            .orElseThrow(() -> NotFoundException.group(fingerprint));
    }

    private static <T> Items<T> page(List<T> rows, ToLongFunction<T> place) {
        var shown = rows.subList(0, Math.min(PAGE, rows.size()));
        return new Items<>(shown, (rows.size() > PAGE) ? Long.toString(place.applyAsLong(shown.getLast())) : null);
    }

    private static Long before(String page) {
        try {
            return (page == null || page.isEmpty()) ? null : Long.valueOf(page);
        }
        catch (NumberFormatException ex) {
            throw new InvalidInputException("page", "must be a nextPage of an earlier answer");
        }
    }

    private static long number(String id) {
        try {
            return Long.parseLong(id);
        }
        catch (NumberFormatException ex) {
            throw new NotFoundException("There is no " + id + " here; ids are whole numbers.");
        }
    }

    private static String disposition(String name) {
        return ContentDisposition.attachment().filename(name, StandardCharsets.UTF_8).build().toString();
    }

    /**
     * @param fingerprint of its own group, which may be merged into the one in the path
     * @param body the scrubbed report as received
     */
    record ReportAnswer(long id, String rxid, String fingerprint, Instant occurredAt, Instant receivedAt,
            String version, List<String> classifiers, Map<String, String> attributes,
            List<GroupReports.Attachment> attachments,
            @JsonRawValue @Schema(implementation = Object.class) String body) {

        static ReportAnswer of(GroupReports.Whole report) {
            var row = report.row();
            return new ReportAnswer(row.id(), row.rxid(), row.fingerprint(), row.occurredAt(), row.receivedAt(),
                    row.version(), row.classifiers(), report.attributes(), report.attachments(), report.body());
        }

    }

}
