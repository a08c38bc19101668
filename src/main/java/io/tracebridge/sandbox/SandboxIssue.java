package io.tracebridge.sandbox;

import java.time.Instant;
import java.util.Optional;

import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.IssueRef;

/**
 * An issue of the built-in tracker, as the API shows it.
 *
 * @param state one of the group states
 * @param assignee null when nobody has it
 */
public record SandboxIssue(String key, String title, String description, String state, String assignee, String url,
        Instant updatedAt) {

    Issue asIssue() {
        return new Issue(new IssueRef(this.key, this.key, this.url), this.title,
                new Issue.Status(this.state, this.state, this.state, ""),
                Optional.ofNullable(this.assignee).map((name) -> new Issue.Account(name, name)), this.updatedAt);
    }

}
