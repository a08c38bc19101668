package io.tracebridge.tracker.github;

import io.tracebridge.tracker.Tracker;
import io.tracebridge.tracker.TrackerFake;
import io.tracebridge.tracker.TrackerFixture;

/** A GitHub with the repository {@code acme/shop}. */
abstract class GitHubFixture extends TrackerFixture {

    protected final FakeGitHub github = new FakeGitHub();

    @Override
    public Tracker tracker() {
        return new GitHubTracker(this.http);
    }

    @Override
    public TrackerFake fake() {
        return this.github;
    }

}
