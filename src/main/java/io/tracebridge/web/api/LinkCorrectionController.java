package io.tracebridge.web.api;

import io.tracebridge.link.Corrections;
import io.tracebridge.security.Actor;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What to do about an issue that its tracker refused. */
@RestController
@RequestMapping("/api/v1/projects/{project}/groups/{fingerprint}/links/{id}/correction")
class LinkCorrectionController {

    private final Corrections corrections;

    private final ProjectLookup lookup;

    LinkCorrectionController(Corrections corrections, ProjectLookup lookup) {
        this.corrections = corrections;
        this.lookup = lookup;
    }

    @PutMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    void correct(@PathVariable String project, @PathVariable String fingerprint, @PathVariable String id,
            @RequestBody Corrections.Correction correction, Actor actor) {
        if (!this.corrections.submit(this.lookup.get(project).id(), fingerprint, id(id), correction, actor.id())) {
            throw missing(id);
        }
    }

    private static long id(String id) {
        try {
            return Long.parseLong(id);
        }
        catch (NumberFormatException ex) {
            throw missing(id);
        }
    }

    private static NotFoundException missing(String id) {
        return new NotFoundException("This group has no link " + id + ".");
    }

}
