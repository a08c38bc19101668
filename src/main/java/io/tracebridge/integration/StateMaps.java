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

    private StateMap make(Integration integration) {
        var tracker = this.trackers.get(integration.tracker());
        var meanings = new LinkedHashMap<String, GroupState>();
        this.trackers.connect(integration)
            .catalog()
            .statuses()
            .forEach((status) -> meanings.put(status.key(), tracker.meaning(status)));
        return changed(StateMap.seed(meanings), integration.sync().states());
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

    private record Key(long integrationId, Map<String, String> connection, Map<String, List<String>> states) {
    }

}
