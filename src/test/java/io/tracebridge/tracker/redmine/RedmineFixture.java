package io.tracebridge.tracker.redmine;

import java.time.Clock;

import io.tracebridge.tracker.Tracker;
import io.tracebridge.tracker.TrackerFake;
import io.tracebridge.tracker.TrackerFixture;

/** A Redmine with the project {@code shop}. */
abstract class RedmineFixture extends TrackerFixture {

    protected final FakeRedmine redmine = new FakeRedmine();

    @Override
    public Tracker tracker() {
        return new Redmine(this.http, Clock.systemUTC());
    }

    @Override
    public TrackerFake fake() {
        return this.redmine;
    }

}
