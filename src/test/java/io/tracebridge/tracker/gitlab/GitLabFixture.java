package io.tracebridge.tracker.gitlab;

import java.time.Clock;

import io.tracebridge.tracker.Tracker;
import io.tracebridge.tracker.TrackerFake;
import io.tracebridge.tracker.TrackerFixture;

/** A GitLab with the project {@code acme/shop}. */
abstract class GitLabFixture extends TrackerFixture {

    protected final FakeGitLab gitlab = new FakeGitLab();

    @Override
    public Tracker tracker() {
        return new GitLab(this.http, Clock.systemUTC());
    }

    @Override
    public TrackerFake fake() {
        return this.gitlab;
    }

}
