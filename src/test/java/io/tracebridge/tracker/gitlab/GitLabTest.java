package io.tracebridge.tracker.gitlab;

import java.time.Clock;

import io.tracebridge.tracker.Tracker;
import io.tracebridge.tracker.TrackerContractTest;
import io.tracebridge.tracker.TrackerFake;

class GitLabTest extends TrackerContractTest {

    private final FakeGitLab gitlab = new FakeGitLab();

    @Override
    protected Tracker tracker() {
        return new GitLab(this.http, Clock.systemUTC());
    }

    @Override
    protected TrackerFake fake() {
        return this.gitlab;
    }

}
