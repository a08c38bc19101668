package io.tracebridge.web.api;

import io.tracebridge.project.InvalidInputException;
import io.tracebridge.sandbox.SandboxIssue;
import io.tracebridge.sandbox.SandboxStore;
import io.tracebridge.sync.GroupState;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The built-in tracker's own issues, as people would see and change them in a real
 * tracker.
 */
@RestController
@RequestMapping("/api/v1/sandbox/{project}/issues")
class SandboxController {

    private static final int MOST = 500;

    private static final int LONGEST_ASSIGNEE = 256;

    private final SandboxStore store;

    SandboxController(SandboxStore store) {
        this.store = store;
    }

    @GetMapping
    Items<SandboxIssue> list(@PathVariable String project) {
        return Items.of(this.store.list(project, MOST));
    }

    @GetMapping("/{key}")
    SandboxIssue get(@PathVariable String project, @PathVariable String key) {
        return this.store.get(project, key).orElseThrow(() -> missing(key));
    }

    /** Oldest first. */
    @GetMapping("/{key}/comments")
    Items<String> comments(@PathVariable String project, @PathVariable String key) {
        this.store.get(project, key).orElseThrow(() -> missing(key));
        return Items.of(this.store.comments(project, key));
    }

    @PatchMapping("/{key}")
    SandboxIssue change(@PathVariable String project, @PathVariable String key, @RequestBody Change change) {
        var state = (change.state() == null) ? null : GroupState.of(change.state())
            .orElseThrow(() -> new InvalidInputException("state", "must be one of open, in-progress, resolved, muted"));
        if (change.assignee() != null && change.assignee().length() > LONGEST_ASSIGNEE) {
            throw new InvalidInputException("assignee", "must be at most " + LONGEST_ASSIGNEE + " characters");
        }
        return this.store.change(project, key, state, change.assignee()).orElseThrow(() -> missing(key));
    }

    private static NotFoundException missing(String key) {
        return new NotFoundException("The sandbox has no issue " + key + ".");
    }

    /** Absent parts stay. @param assignee empty to unassign */
    record Change(String state, String assignee) {
    }

}
