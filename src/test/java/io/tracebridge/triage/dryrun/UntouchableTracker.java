package io.tracebridge.triage.dryrun;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.tracebridge.tracker.Connection;
import io.tracebridge.tracker.Setting;
import io.tracebridge.tracker.Tracker;
import io.tracebridge.tracker.TrackerClient;

/** A tracker that counts who opens it, and whose clients fail on every call. */
final class UntouchableTracker implements Tracker {

    final AtomicInteger connected = new AtomicInteger();

    @Override
    public String id() {
        return "untouchable";
    }

    @Override
    public String name() {
        return "Untouchable";
    }

    @Override
    public List<Setting> settings() {
        return List.of();
    }

    @Override
    public int titleLimit() {
        return 12;
    }

    @Override
    public Duration searchDelay() {
        return Duration.ZERO;
    }

    /** Null is a client on which every call fails. */
    @Override
    public TrackerClient connect(Connection connection) {
        this.connected.incrementAndGet();
        return null;
    }

}
