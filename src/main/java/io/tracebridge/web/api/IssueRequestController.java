package io.tracebridge.web.api;

import java.util.Map;
import java.util.UUID;

import io.tracebridge.link.IssueDetails;
import io.tracebridge.link.IssueRequests;
import io.tracebridge.security.Actor;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Issues that persons want. Answers come before the work is done: {@code GET} tells how
 * far it is.
 */
@RestController
@RequestMapping("/api/v1/projects/{project}/groups/{fingerprint}/issues")
class IssueRequestController {

    private final IssueRequests requests;

    private final ProjectLookup lookup;

    IssueRequestController(IssueRequests requests, ProjectLookup lookup) {
        this.requests = requests;
        this.lookup = lookup;
    }

    @PostMapping
    ResponseEntity<Accepted> request(@PathVariable String project, @PathVariable String fingerprint,
            @RequestBody Wanted wanted, Actor actor) {
        var id = this.requests
            .request(this.lookup.get(project), fingerprint, wanted.integration(),
                    (wanted.requestId() != null) ? wanted.requestId() : UUID.randomUUID(),
                    new IssueDetails(wanted.title(), wanted.owner(), wanted.fields()), actor.id())
            .orElseThrow(() -> NotFoundException.group(fingerprint));
        return ResponseEntity.accepted()
            .location(Locations.project(project, "groups", fingerprint, "issues", id.toString()))
            .body(new Accepted(id));
    }

    @GetMapping
    Items<IssueRequestAnswer> list(@PathVariable String project, @PathVariable String fingerprint) {
        return Items.of(this.requests.list(this.lookup.get(project).id(), fingerprint)
            .stream()
            .map(IssueRequestAnswer::of)
            .toList());
    }

    @GetMapping("/{requestId}")
    IssueRequestAnswer get(@PathVariable String project, @PathVariable String fingerprint,
            @PathVariable String requestId) {
        return this.requests.find(this.lookup.get(project).id(), fingerprint, id(requestId))
            .map(IssueRequestAnswer::of)
            .orElseThrow(() -> missing(requestId));
    }

    @PutMapping("/{requestId}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Accepted complete(@PathVariable String project, @PathVariable String fingerprint, @PathVariable String requestId,
            @RequestBody Details details, Actor actor) {
        var id = id(requestId);
        if (!this.requests.submit(this.lookup.get(project), fingerprint, id, details.title(), details.owner(),
                details.fields(), actor.id())) {
            throw missing(requestId);
        }
        return new Accepted(id);
    }

    @DeleteMapping("/{requestId}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Accepted cancel(@PathVariable String project, @PathVariable String fingerprint, @PathVariable String requestId,
            Actor actor) {
        var id = id(requestId);
        if (!this.requests.cancel(this.lookup.get(project), fingerprint, id, actor.id())) {
            throw missing(requestId);
        }
        return new Accepted(id);
    }

    private static UUID id(String requestId) {
        try {
            return UUID.fromString(requestId);
        }
        catch (IllegalArgumentException ex) {
            throw missing(requestId);
        }
    }

    private static NotFoundException missing(String requestId) {
        return new NotFoundException("This group has no issue request " + requestId + ".");
    }

    /**
     * @param requestId made up by the caller, so that asking twice makes one issue; null
     * for a new one
     * @param owner the tracker's account id
     * @param fields the tracker's field to text
     */
    record Wanted(UUID requestId, String integration, String title, String owner, Map<String, String> fields) {
    }

    record Details(String title, String owner, Map<String, String> fields) {
    }

    record Accepted(UUID requestId) {
    }

}
