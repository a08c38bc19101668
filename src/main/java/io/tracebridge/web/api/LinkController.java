package io.tracebridge.web.api;

import io.tracebridge.link.Linking;
import io.tracebridge.security.Actor;
import io.tracebridge.triage.GroupLookup;
import io.tracebridge.triage.GroupRef;
import io.tracebridge.triage.LinkQueries;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The issues of a group: which, one more that existed before, one less. */
@RestController
@RequestMapping("/api/v1/projects/{project}/groups/{fingerprint}/links")
class LinkController {

    private final Linking linking;

    private final LinkQueries links;

    private final LinkedAnswers answers;

    private final GroupLookup groups;

    private final ProjectLookup lookup;

    LinkController(Linking linking, LinkQueries links, LinkedAnswers answers, GroupLookup groups,
            ProjectLookup lookup) {
        this.linking = linking;
        this.links = links;
        this.answers = answers;
        this.groups = groups;
        this.lookup = lookup;
    }

    @GetMapping
    Items<LinkAnswer> list(@PathVariable String project, @PathVariable String fingerprint) {
        return Items.of(this.links.list(group(project, fingerprint).id()).stream().map(LinkAnswer::of).toList());
    }

    /** 201 with the link; 200 if the group was linked to this issue already. */
    @PostMapping
    ResponseEntity<LinkAnswer> link(@PathVariable String project, @PathVariable String fingerprint,
            @RequestBody Body body, Actor actor) {
        var group = group(project, fingerprint);
        var linked = this.linking.link(this.lookup.get(project), group, body.integration(), body.issue(), actor.id());
        return this.answers.of(project, group, linked);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unlink(@PathVariable String project, @PathVariable String fingerprint, @PathVariable long id, Actor actor) {
        if (!this.linking.unlink(group(project, fingerprint), id, actor.id())) {
            throw new NotFoundException("This group has no link " + id + ".");
        }
    }

    private GroupRef group(String project, String fingerprint) {
        return this.groups.find(this.lookup.get(project).id(), fingerprint)
            .orElseThrow(() -> NotFoundException.group(fingerprint));
    }

    /**
     * @param integration its name
     * @param issue key or address, as people write or paste it
     */
    record Body(String integration, String issue) {
    }

}
