package io.tracebridge.web.api;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A group as triagers read it. */
@RestController
@RequestMapping("/api/v1/projects/{project}/groups")
class GroupController {

    private final GroupDetails details;

    private final ProjectLookup lookup;

    GroupController(GroupDetails details, ProjectLookup lookup) {
        this.details = details;
        this.lookup = lookup;
    }

    @GetMapping("/{fingerprint}")
    GroupDetails.Answer get(@PathVariable String project, @PathVariable String fingerprint) {
        return this.details.get(this.lookup.get(project).id(), fingerprint);
    }

}
