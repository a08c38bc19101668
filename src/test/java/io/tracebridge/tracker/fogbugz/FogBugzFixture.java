package io.tracebridge.tracker.fogbugz;

import java.time.Clock;

import io.tracebridge.tracker.Tracker;
import io.tracebridge.tracker.TrackerFake;
import io.tracebridge.tracker.TrackerFixture;

/** A FogBugz with the project Shop. */
abstract class FogBugzFixture extends TrackerFixture {

    protected final FakeFogBugz fogBugz = new FakeFogBugz();

    @Override
    public Tracker tracker() {
        return new FogBugz(this.http, Clock.systemUTC());
    }

    @Override
    public TrackerFake fake() {
        return this.fogBugz;
    }

}
