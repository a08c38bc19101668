package io.tracebridge.web.api;

import io.tracebridge.link.LinkRetries;
import io.tracebridge.link.SyncRequests;
import io.tracebridge.security.Actor;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Gets a group's link going again whose process is gone. */
@RestController
@RequestMapping("/api/v1/projects/{project}/groups/{fingerprint}/links/{id}")
class LinkRetryController {

    private final SyncRequests lookup;

    private final LinkRetries retries;

    private final ProjectLookup projects;

    LinkRetryController(SyncRequests lookup, LinkRetries retries, ProjectLookup projects) {
        this.lookup = lookup;
        this.retries = retries;
        this.projects = projects;
    }

    @PostMapping("/retry")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void retry(@PathVariable String project, @PathVariable String fingerprint, @PathVariable long id, Actor actor) {
        var link = this.lookup.find(this.projects.get(project).id(), fingerprint, id)
            .orElseThrow(() -> new NotFoundException("There is no link " + id + " of this group."));
        this.retries.retry(link.id(), actor.id());
    }

}
