package io.tracebridge.web.api;

import io.tracebridge.triage.AssigneeNames;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Names to suggest where an assignee is asked for. */
@RestController
@RequestMapping("/api/v1/projects/{project}/assignees")
class AssigneeController {

    private final AssigneeNames names;

    private final ProjectLookup lookup;

    AssigneeController(AssigneeNames names, ProjectLookup lookup) {
        this.names = names;
        this.lookup = lookup;
    }

    @GetMapping
    Items<String> list(@PathVariable String project) {
        return Items.of(this.names.of(this.lookup.get(project).id()));
    }

}
