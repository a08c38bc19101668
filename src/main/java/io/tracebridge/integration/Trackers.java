package io.tracebridge.integration;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.tracebridge.tracker.Tracker;
import io.tracebridge.tracker.TrackerClient;
import io.tracebridge.tracker.TrackerException;

/** The trackers this program can talk to, by id. */
public final class Trackers {

    private final Map<String, Tracker> byId = new TreeMap<>();

    private final CallLog log;

    public Trackers(List<Tracker> trackers) {
        this(trackers, CallLog.NONE);
    }

    /**
     * @param log hears how every call for an integration ended
     */
    public Trackers(List<Tracker> trackers, CallLog log) {
        this.log = log;
        trackers.forEach((tracker) -> this.byId.put(tracker.id(), tracker));
    }

    public boolean knows(String id) {
        return this.byId.containsKey(id);
    }

    public Collection<Tracker> all() {
        return this.byId.values();
    }

    public Tracker get(String id) {
        var tracker = this.byId.get(id);
        if (tracker == null) {
            throw new TrackerException.Rejected(TrackerException.Rejected.Reason.PROJECT_MISSING,
                    "this version of Tracebridge has no tracker \"" + id + "\"", Map.of());
        }
        return tracker;
    }

    /**
     * The one way to an integration's tracker; how its calls end is kept.
     * @throws TrackerException.Rejected when a setting is missing or malformed
     */
    public TrackerClient connect(Integration integration) {
        try {
            var client = get(integration.tracker()).connect(integration.connection());
            return WatchedCalls.watch(client, integration, this.log);
        }
        catch (IllegalArgumentException ex) {
            var refusal = new TrackerException.Rejected(TrackerException.Rejected.Reason.INVALID_FIELD,
                    integration.label() + " cannot connect: " + ex.getMessage(), Map.of());
            WatchedCalls.refused(refusal, integration, this.log);
            throw refusal;
        }
    }

}
