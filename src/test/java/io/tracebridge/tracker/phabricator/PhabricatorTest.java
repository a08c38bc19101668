package io.tracebridge.tracker.phabricator;

import java.time.Clock;

import io.tracebridge.tracker.Tracker;
import io.tracebridge.tracker.TrackerContractTest;
import io.tracebridge.tracker.TrackerFake;

class PhabricatorTest extends TrackerContractTest {

    private final FakePhabricator phabricator = new FakePhabricator();

    @Override
    protected Tracker tracker() {
        return new Phabricator(this.http, Clock.systemUTC());
    }

    @Override
    protected TrackerFake fake() {
        return this.phabricator;
    }

}
