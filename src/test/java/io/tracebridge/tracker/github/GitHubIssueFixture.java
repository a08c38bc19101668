package io.tracebridge.tracker.github;

import java.time.Duration;

import io.tracebridge.tracker.IssueRef;
import org.junit.jupiter.api.BeforeEach;

/** A GitHub with one issue, an hour old. */
abstract class GitHubIssueFixture extends GitHubFixture {

    protected GitHubItem item;

    protected IssueRef ref;

    @BeforeEach
    void anIssue() {
        this.item = this.github.add("octocat", "Crash", Duration.ofHours(1));
        this.ref = new IssueRef("1", "#1", "https://github.com/acme/shop/issues/1");
    }

}
