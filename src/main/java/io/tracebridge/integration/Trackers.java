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

    public Trackers(List<Tracker> trackers) {
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
     * @throws TrackerException.Rejected when a setting is missing or malformed
     */
    public TrackerClient connect(Integration integration) {
        try {
            return get(integration.tracker()).connect(integration.connection());
        }
        catch (IllegalArgumentException ex) {
            throw new TrackerException.Rejected(TrackerException.Rejected.Reason.INVALID_FIELD,
                    integration.label() + " cannot connect: " + ex.getMessage(), Map.of());
        }
    }

}
