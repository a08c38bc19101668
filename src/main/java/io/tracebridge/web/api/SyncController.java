package io.tracebridge.web.api;

import java.time.Instant;
import java.util.Map;

import io.tracebridge.link.Dispute;
import io.tracebridge.link.LinkChanges;
import io.tracebridge.link.SyncRequests;
import io.tracebridge.link.SyncRequests.LinkOfGroup;
import io.tracebridge.project.InvalidInputException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** How a link is kept in step: its history, its conflict, and a run on request. */
@RestController
@RequestMapping("/api/v1/projects/{project}/groups/{fingerprint}/links/{id}")
class SyncController {

    private static final int PAGE = 50;

    private final SyncRequests requests;

    private final LinkChanges changes;

    private final ProjectLookup lookup;

    SyncController(SyncRequests requests, LinkChanges changes, ProjectLookup lookup) {
        this.requests = requests;
        this.changes = changes;
        this.lookup = lookup;
    }

    /** Newest first. */
    @GetMapping("/history")
    Items<ChangeAnswer> history(@PathVariable String project, @PathVariable String fingerprint, @PathVariable long id,
            @RequestParam(required = false) String page) {
        var rows = this.changes.list(link(project, fingerprint, id).id(), place(page), PAGE + 1);
        var shown = rows.subList(0, Math.min(PAGE, rows.size()));
        return new Items<>(shown.stream().map(ChangeAnswer::of).toList(),
                (rows.size() > PAGE) ? Long.toString(shown.getLast().id()) : null);
    }

    /** What somebody has to decide. */
    @GetMapping("/conflict")
    Dispute dispute(@PathVariable String project, @PathVariable String fingerprint, @PathVariable long id) {
        return this.requests.dispute(link(project, fingerprint, id))
            .orElseThrow(() -> new NotFoundException("Nothing is disputed on link " + id + "."));
    }

    @PutMapping("/conflict")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void resolve(@PathVariable String project, @PathVariable String fingerprint, @PathVariable long id,
            @RequestBody Resolution resolution) {
        this.requests.resolve(link(project, fingerprint, id), resolution.choices());
    }

    @PostMapping("/sync")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void sync(@PathVariable String project, @PathVariable String fingerprint, @PathVariable long id) {
        this.requests.sync(link(project, fingerprint, id));
    }

    private LinkOfGroup link(String project, String fingerprint, long id) {
        return this.requests.find(this.lookup.get(project).id(), fingerprint, id)
            .orElseThrow(() -> new NotFoundException("There is no link " + id + " of this group."));
    }

    private static long place(String token) {
        try {
            return (token == null || token.isEmpty()) ? Long.MAX_VALUE : Long.parseLong(token);
        }
        catch (NumberFormatException ex) {
            throw new InvalidInputException("page", "must be a nextPage of an earlier answer");
        }
    }

    /**
     * @param choices disputed field to {@code ours} or {@code theirs}
     */
    record Resolution(Map<String, String> choices) {

        Resolution {
            choices = (choices != null) ? choices : Map.of();
        }

    }

    record ChangeAnswer(Instant at, String field, String outcome, String before, String after, String cause) {

        static ChangeAnswer of(LinkChanges.Row row) {
            return new ChangeAnswer(row.at(), row.field(), row.outcome(), row.before(), row.after(), row.cause());
        }

    }

}
