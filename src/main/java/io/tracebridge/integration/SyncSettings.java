package io.tracebridge.integration;

import java.util.List;
import java.util.Map;

/**
 * How state and assignee stay in step (an integration's third step). Absent parts take
 * the defaults.
 *
 * @param push our changes go to the tracker
 * @param pull the tracker's changes come to us
 * @param onLink which side is right when an issue is linked: {@code tracker} or
 * {@code group}
 * @param onConflict both sides changed: {@code tracker}, {@code group}, {@code newest} or
 * {@code ask}
 * @param states group state to tracker status keys, best first; a state that is absent
 * follows the automatic map
 * @param people our user to the tracker's account id; whoever is absent is left as is
 */
public record SyncSettings(boolean push, boolean pull, String onLink, String onConflict,
        Map<String, List<String>> states, Map<String, String> people) {

    public SyncSettings {
        onLink = (onLink != null) ? onLink : "tracker";
        onConflict = (onConflict != null) ? onConflict : "ask";
        states = (states != null) ? Map.copyOf(states) : Map.of();
        people = (people != null) ? Map.copyOf(people) : Map.of();
    }

    /** Our users who stand for a tracker account, in alphabetical order. */
    public List<String> users(String account) {
        return this.people.entrySet()
            .stream()
            .filter((person) -> person.getValue().equals(account))
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    }

}
