package io.tracebridge.tracker.fogbugz;

import io.tracebridge.tracker.TrackerContract;

class FogBugzContractTest extends FogBugzFixture implements TrackerContract {

}
