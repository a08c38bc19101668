package io.tracebridge.web.api;

import io.tracebridge.link.GoneLinks;
import io.tracebridge.project.Project;
import io.tracebridge.security.Actor;
import io.tracebridge.triage.GroupLookup;
import io.tracebridge.triage.GroupRef;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What becomes of a link whose issue is gone. */
@RestController
@RequestMapping("/api/v1/projects/{project}/groups/{fingerprint}/links/{id}")
class GoneLinkController {

    private final GoneLinks gone;

    private final LinkedAnswers answers;

    private final GroupLookup groups;

    private final ProjectLookup lookup;

    GoneLinkController(GoneLinks gone, LinkedAnswers answers, GroupLookup groups, ProjectLookup lookup) {
        this.gone = gone;
        this.answers = answers;
        this.groups = groups;
        this.lookup = lookup;
    }

    /** 201 with the link that took its place; 200 if the group had that one already. */
    @PostMapping("/relink")
    ResponseEntity<LinkAnswer> relink(@PathVariable String project, @PathVariable String fingerprint,
            @PathVariable long id, @RequestBody Relinking body, Actor actor) {
        var owner = this.lookup.get(project);
        var group = group(owner, fingerprint);
        var linked = this.gone.relink(owner, group, id, body.issue(), actor.id()).orElseThrow(() -> missing(id));
        return this.answers.of(project, group, linked);
    }

    /** The issue is there a moment later, as another link of the group. */
    @PostMapping("/recreate")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void recreate(@PathVariable String project, @PathVariable String fingerprint, @PathVariable long id, Actor actor) {
        if (!this.gone.recreate(group(this.lookup.get(project), fingerprint), id, actor.id())) {
            throw missing(id);
        }
    }

    private GroupRef group(Project project, String fingerprint) {
        return this.groups.find(project.id(), fingerprint).orElseThrow(() -> NotFoundException.group(fingerprint));
    }

    private static NotFoundException missing(long id) {
        return new NotFoundException("This group has no link " + id + ".");
    }

    /**
     * @param issue key or address, as people write or paste it
     */
    record Relinking(String issue) {
    }

}
