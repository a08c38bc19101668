package io.tracebridge.tracker.fogbugz;

import java.time.Clock;

import io.tracebridge.tracker.Tracker;
import io.tracebridge.tracker.TrackerContractTest;
import io.tracebridge.tracker.TrackerFake;

class FogBugzTest extends TrackerContractTest {

    private final FakeFogBugz fogBugz = new FakeFogBugz();

    @Override
    protected Tracker tracker() {
        return new FogBugz(this.http, Clock.systemUTC());
    }

    @Override
    protected TrackerFake fake() {
        return this.fogBugz;
    }

    @Override
    protected boolean signsDeliveries() {
        return false;
    }

}
