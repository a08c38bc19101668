package io.tracebridge.integration;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tracebridge.sync.GroupState;
import io.tracebridge.sync.StateMap;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.Tracker;
import io.tracebridge.tracker.TrackerException;
import org.springframework.stereotype.Component;

/**
 * The state map of an integration: made from what its tracker reports, changed by what
 * its admin says.
 */
@Component
public class StateMaps {

    /**
     * Statuses of a tracker change a few times a year, and reading them takes a call or
     * more.
     */
    private static final Duration KEPT = Duration.ofMinutes(10);

    private final Trackers trackers;

    private final Cache<Key, StateMap> kept = Caffeine.newBuilder().maximumSize(1_000).expireAfterWrite(KEPT).build();

    StateMaps(Trackers trackers) {
        this.trackers = trackers;
    }

    /**
     * @throws TrackerException if the tracker does not say which statuses it has
     */
    public StateMap of(Integration integration) {
        var key = new Key(integration.id(), integration.connection().settings(), integration.sync().states());
        return this.kept.get(key, (absent) -> make(integration));
    }

    /** What an issue's status means to the group. */
    public GroupState inward(Integration integration, Issue.Status status) {
        return of(integration).inward(status.key(), status.id(),
                this.trackers.get(integration.tracker()).meaning(status));
    }

    /**
     * What these overrides would make of the automatic map; nothing is saved.
     * @param states group state to status keys, as in {@link SyncSettings}
     * @throws io.tracebridge.project.InvalidInputException for what saving would refuse
     * @throws TrackerException if the tracker does not say which statuses it has
     */
    public Sketch sketch(Integration integration, Map<String, List<String>> states) {
        var sync = new SyncSettings(false, false, null, null, states, null);
        SyncChecks.settings(sync);
        var tracker = this.trackers.get(integration.tracker());
        var statuses = this.trackers.connect(integration).catalog().statuses();
        SyncChecks.statuses(sync, statuses);
        var automatic = StateMap.seed(meanings(tracker, statuses));
        var changed = changed(automatic, states);
        return new Sketch(statuses.stream()
            .map((status) -> new Sketch.Row(status.key(), status.name(),
                    changed.inward(status.key(), status.id(), tracker.meaning(status)).id(),
                    tracker.meaning(status).id()))
            .toList(), outward(automatic), outward(changed));
    }

    private static Map<String, List<String>> outward(StateMap map) {
        var outward = new LinkedHashMap<String, List<String>>();
        for (var state : GroupState.values()) {
            outward.put(state.id(), map.outward(state));
        }
        return outward;
    }

    private StateMap make(Integration integration) {
        var tracker = this.trackers.get(integration.tracker());
        var statuses = this.trackers.connect(integration).catalog().statuses();
        return changed(StateMap.seed(meanings(tracker, statuses)), integration.sync().states());
    }

    private static Map<String, GroupState> meanings(Tracker tracker, List<Issue.Status> statuses) {
        var meanings = new LinkedHashMap<String, GroupState>();
        statuses.forEach((status) -> meanings.put(status.key(), tracker.meaning(status)));
        return meanings;
    }

    private static StateMap changed(StateMap seeded, Map<String, List<String>> states) {
        var inbound = new HashMap<>(seeded.inbound());
        var outbound = new EnumMap<>(seeded.outbound());
        states.forEach((id, statuses) -> GroupState.of(id).ifPresent((state) -> {
            outbound.put(state, statuses);
            statuses.forEach((status) -> inbound.put(status, state));
        }));
        return new StateMap(inbound, outbound);
    }

    /**
     * @param statuses all that the tracker has, in its order
     * @param automatic group state to the statuses it takes by itself, best first
     * @param states group state to the statuses it would take, best first
     */
    public record Sketch(List<Row> statuses, Map<String, List<String>> automatic, Map<String, List<String>> states) {

        /**
         * @param state the group state that it comes back to
         * @param meaning the one that it would come back to by itself
         */
        public record Row(String key, String name, String state, String meaning) {
        }

    }

    private record Key(long integrationId, Map<String, String> connection, Map<String, List<String>> states) {
    }

}
