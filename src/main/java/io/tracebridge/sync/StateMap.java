package io.tracebridge.sync;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which tracker status stands for which group state, both ways. Many to one inwards, so
 * not reversible: outwards each group state has an ordered list of statuses to try.
 *
 * @param inbound status key to group state
 * @param outbound group state to status keys, best first; never empty for a map that was
 * seeded from at least one status
 */
public record StateMap(Map<String, GroupState> inbound, Map<GroupState, List<String>> outbound) {

    /**
     * Where no status means this state, the statuses of the next best state stand in:
     * work in progress is open to a tracker that has only open and closed, and what is
     * muted here is best closed there.
     */
    private static final Map<GroupState, List<GroupState>> STAND_INS = Map.of(GroupState.OPEN,
            List.of(GroupState.IN_PROGRESS), GroupState.IN_PROGRESS, List.of(GroupState.OPEN), GroupState.RESOLVED,
            List.of(GroupState.MUTED), GroupState.MUTED, List.of(GroupState.RESOLVED));

    public StateMap {
        inbound = Map.copyOf(inbound);
        outbound = Map.copyOf(outbound);
    }

    /**
     * Makes the automatic map.
     * @param meanings status key to what the tracker says it means, in the tracker's own
     * order
     */
    public static StateMap seed(Map<String, GroupState> meanings) {
        var byState = new EnumMap<GroupState, List<String>>(GroupState.class);
        new LinkedHashMap<>(meanings)
            .forEach((status, state) -> byState.computeIfAbsent(state, (none) -> new ArrayList<>()).add(status));
        var outbound = new EnumMap<GroupState, List<String>>(GroupState.class);
        for (var state : GroupState.values()) {
            outbound.put(state, List.copyOf(statusesFor(state, byState)));
        }
        return new StateMap(meanings, outbound);
    }

    /**
     * The group state that a status stands for. A resolution that the map does not list
     * but the tracker calls a refusal (won't do, by design) mutes, whatever its status
     * alone stands for.
     * @param key the status with its resolution, if it has one
     * @param id the status without
     * @param meaning what the tracker says of a status that the map does not know
     */
    public GroupState inward(String key, String id, GroupState meaning) {
        var listed = this.inbound.get(key);
        if (listed != null) {
            return listed;
        }
        return (meaning == GroupState.MUTED) ? GroupState.MUTED : this.inbound.getOrDefault(id, meaning);
    }

    /** The statuses to try for a group state, best first. */
    public List<String> outward(GroupState state) {
        return this.outbound.getOrDefault(state, List.of());
    }

    private static List<String> statusesFor(GroupState state, Map<GroupState, List<String>> byState) {
        if (byState.containsKey(state)) {
            return byState.get(state);
        }
        return STAND_INS.get(state)
            .stream()
            .filter(byState::containsKey)
            .findFirst()
            .map(byState::get)
            .orElseGet(() -> byState.values().stream().findFirst().orElse(List.of()));
    }

}
