package io.tracebridge.web.api;

import java.util.List;

import io.tracebridge.security.Actor;
import io.tracebridge.triage.GroupMerge;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Groups that are one error: merged into one, and parted again. */
@RestController
@RequestMapping("/api/v1/projects/{project}/groups/{fingerprint}/members")
class GroupMergeController {

    private final GroupMerge groups;

    private final GroupDetails details;

    private final ProjectLookup lookup;

    GroupMergeController(GroupMerge groups, GroupDetails details, ProjectLookup lookup) {
        this.groups = groups;
        this.details = details;
        this.lookup = lookup;
    }

    @PostMapping
    GroupDetails.Answer merge(@PathVariable String project, @PathVariable String fingerprint,
            @RequestBody MembersBody body, Actor actor) {
        var projectId = this.lookup.get(project).id();
        if (!this.groups.merge(projectId, fingerprint, body.fingerprints(), actor.id())) {
            throw NotFoundException.group(fingerprint);
        }
        return this.details.get(projectId, fingerprint);
    }

    @DeleteMapping("/{member}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unmerge(@PathVariable String project, @PathVariable String fingerprint, @PathVariable String member,
            Actor actor) {
        if (!this.groups.unmerge(this.lookup.get(project).id(), fingerprint, member, actor.id())) {
            throw new NotFoundException("No group " + member + " is merged into " + fingerprint + ".");
        }
    }

    /**
     * @param fingerprints of the groups that the one in the path shall stand for
     */
    record MembersBody(List<String> fingerprints) {
    }

}
